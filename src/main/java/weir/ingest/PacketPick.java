package weir.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.capture.CaptureInterface;
import weir.capture.CapturedHandler;
import weir.capture.PcapNgBlocks;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.packet.PacketHeaders;
import weir.query.Filter;
import weir.query.RowTest;
import weir.query.TimeRange;
import weir.wire.WireReader;

/// Writes those packets on whose flows a filter lets through. A packet's flow is made of its
/// headers and of what its capture says of all of them; nothing is kept of it.
final class PacketPick implements CapturedHandler {
  /// Of so many packets one is worth a look at the clock.
  static final int LOOK_EVERY = 4096;

  private static final int BUFFER_OCTETS = 1 << 18;

  /// Ends the reading.
  static final class Enough extends RuntimeException {}

  private final RowTest test;
  private final boolean needsHeaders;
  private final boolean needsDirection;
  private final TimeRange range;
  private final Directions otherwise;
  private final OutputStream out;
  private final PacketHeaders headers = new PacketHeaders();
  private final FlowBatch row = new FlowBatch();
  private final Map<CaptureInterface, Integer> described = new HashMap<>();
  private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS);
  private PcapNgBlocks blocks = new PcapNgBlocks(buffer);

  /// Of whom the last packet was.
  private @Nullable CaptureInterface from;

  private PacketStamp stamp = PacketStamp.parse("");
  private long looked;
  private long picked;

  /// @param test whether a packet's flow is let through
  /// @param filter which asks for that
  PacketPick(RowTest test, Filter filter, TimeRange range, Directions otherwise, OutputStream out) {
    this.test = test;
    this.needsHeaders = !filter.isAll();
    this.needsDirection = filter.fields().contains(FlowField.DIRECTION);
    this.range = range;
    this.otherwise = otherwise;
    this.out = out;
    blocks.section();
  }

  @Override
  public void handle(
      CaptureInterface given, long receivedNanos, long wireOctets, WireReader octets) {
    looked++;
    if (!range.contains(receivedNanos)) {
      return;
    }
    if (!given.equals(from)) {
      from = given;
      stamp = PacketStamp.parse(given.comment());
    }
    int start = octets.position();
    if (!needsHeaders || holds(given, receivedNanos, wireOctets, octets)) {
      octets.position(start);
      picked++;
      write(given, receivedNanos, wireOctets, octets);
    }
  }

  private boolean holds(
      CaptureInterface given, long receivedNanos, long wireOctets, WireReader octets) {
    row.reset();
    stamp.into(row);
    row.set(FlowField.TYPE, FlowType.PACKETS.code());
    row.set(FlowField.TIME_RECEIVED, receivedNanos);
    row.set(FlowField.BYTES, wireOctets);
    row.set(FlowField.PACKETS, 1);
    headers.parse(given.link(), octets, row);
    row.endRow();
    if (needsDirection) {
      stamp.directions().orElse(otherwise).apply(row);
    }
    return test.holds(row, 0);
  }

  private void write(
      CaptureInterface given, long receivedNanos, long wireOctets, WireReader octets) {
    Integer number = described.get(given);
    int needed =
        PcapNgBlocks.packetOctets(octets.remaining())
            + (number == null ? PcapNgBlocks.MOST_OTHER_OCTETS : 0);
    if (buffer.remaining() < needed) {
      try {
        flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (buffer.remaining() < needed) {
        buffer = ByteBuffer.allocate(needed);
        blocks = new PcapNgBlocks(buffer);
      }
    }
    if (number == null) {
      number = described.size();
      described.put(given, number);
      blocks.describe(given);
    }
    blocks.packet(number, receivedNanos, wireOctets, octets);
  }

  /// Hands on what was written.
  void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /// Packets that were seen.
  long looked() {
    return looked;
  }

  /// Packets that were written on.
  long picked() {
    return picked;
  }
}
