package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.capture.CaptureFile;
import weir.capture.CaptureInterface;
import weir.capture.PcapNgBlocks;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.packet.LinkType;
import weir.query.TimeRange;
import weir.wire.Datagram;
import weir.wire.WireReader;

/// Captures that come bit by bit.
@Timeout(60)
class StreamedCaptureTest {
  /// Packets of each second, as it is handed on.
  private static final class Seconds implements FlowSink {
    private final BlockingQueue<Long> packets = new LinkedBlockingQueue<>();

    @Override
    public void handle(Datagram datagram, WireReader payload) {
      throw new AssertionError("there are no exports");
    }

    @Override
    public FlowBatch take() {
      return new FlowBatch();
    }

    @Override
    public void give(FlowBatch filled) {
      long sum = 0;
      for (int row = 0; row < filled.rows(); row++) {
        sum += filled.get(FlowField.PACKETS, row);
      }
      packets.add(sum);
    }
  }

  private static byte[] head() {
    ByteBuffer head = ByteBuffer.allocate(1 << 13);
    PcapNgBlocks blocks = new PcapNgBlocks(head);
    blocks.section();
    blocks.describe(new CaptureInterface(LinkType.ETHERNET, "eth0", ""));
    return Arrays.copyOf(head.array(), head.position());
  }

  private static byte[] packets(int count, long nanos) {
    ByteBuffer out = ByteBuffer.allocate(count * PcapNgBlocks.packetOctets(60));
    PcapNgBlocks blocks = new PcapNgBlocks(out);
    for (int i = 0; i < count; i++) {
      blocks.packet(0, nanos, 60, new WireReader(new byte[60]));
    }
    return out.array();
  }

  /// As standard input is.
  private static PacketInput opened(Pipe pipe, Reading reading) throws IOException {
    InputStart start =
        InputStart.of(Channels.newInputStream(pipe.source()), InputStart.Format.PROTOBUF);
    assertEquals(InputStart.Format.CAPTURE, start.format());
    return new PacketInput(CaptureFile.stream("a pipe", start.whole()), reading);
  }

  private static Thread reading(PacketInput input, FlowSink into) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try (input) {
                input.read(into);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
  }

  /// On whatever clock: nobody waits for a packet of the next second.
  @Test
  void theLastSecondIsHandedOnThoughNoPacketComes() throws Exception {
    Pipe pipe = Pipe.open();
    PacketInput input;
    try (OutputStream writer = Channels.newOutputStream(pipe.sink())) {
      writer.write(head());
      input = opened(pipe, Reading.BY_CONTENT);
      Seconds seconds = new Seconds();
      Thread thread = reading(input, seconds);
      for (long second : new long[] {1_000_000_000L, 4_000_000_000L}) {
        writer.write(packets(3, second));
        assertEquals(3L, seconds.packets.poll(30, TimeUnit.SECONDS));
      }
      assertFalse(input.isLive(), "its packets are of 1970");
      writer.write(packets(2, TimeRange.nanos(Instant.now())));
      assertEquals(2L, seconds.packets.poll(30, TimeUnit.SECONDS));
      assertTrue(input.isLive());
      writer.close();
      thread.join();
    }
    assertTrue(input.isTraffic());
  }

  @Test
  void aStreamThatBreaksOffGivesWhatIsWholeAndNamesTheByte() throws Exception {
    Pipe pipe = Pipe.open();
    Seconds seconds = new Seconds();
    try (OutputStream writer = Channels.newOutputStream(pipe.sink())) {
      writer.write(head());
      byte[] packets = packets(3, 7);
      writer.write(packets, 0, packets.length - 5);
    }
    PacketInput input =
        new PacketInput(
            CaptureFile.stream("a pipe", Channels.newInputStream(pipe.source())), Reading.PACKETS);
    reading(input, seconds).join();
    assertEquals(2L, seconds.packets.poll());
    int broken = head().length + 2 * PcapNgBlocks.packetOctets(60);
    assertTrue(
        input.remarks().getLast().startsWith("the file breaks off at byte " + broken),
        input.remarks().toString());
  }
}
