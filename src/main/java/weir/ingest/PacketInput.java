package weir.ingest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.capture.CaptureFile;
import weir.packet.ExportMessages;
import weir.query.TimeRange;

/// A capture: of datagrams, to be decoded, or of traffic, of which flows are made.
final class PacketInput implements InputFile {
  /// Clocks of two machines differ.
  private static final Duration RECENT = Duration.ofMinutes(2);

  private final CaptureFile capture;
  private final Reading reading;
  private volatile @Nullable PacketReading packets;
  private OptionalLong truncatedAtByte = OptionalLong.empty();

  PacketInput(CaptureFile capture, Reading reading) {
    this.capture = capture;
    this.reading = reading;
  }

  @Override
  public long sizeBytes() {
    return capture.sizeBytes();
  }

  @Override
  public long readBytes() {
    return capture.readBytes();
  }

  @Override
  public void read(FlowSink into) throws IOException {
    PacketReading handler = new PacketReading(into, reading, sizeBytes() == 0);
    packets = handler;
    try {
      truncatedAtByte =
          sizeBytes() == 0
              ? capture.readPackets(handler, handler::idle)
              : capture.readPackets(handler);
    } finally {
      handler.end(); // what is whole counts
    }
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    PacketReading read = packets;
    if (read == null) {
      return remarks;
    }
    if (read.reading() == Reading.PACKETS) {
      ofTraffic(read, remarks);
    } else {
      ofDatagrams(read.datagrams(), remarks);
    }
    remarks.addAll(read.unread().sentences());
    truncatedAtByte.ifPresent(
        at ->
            remarks.add(
                "the file breaks off at byte "
                    + at
                    + (capture.isPacked() ? " of what is packed in it" : "")
                    + "; what is before it was read"));
    return remarks;
  }

  @Override
  public boolean isTraffic() {
    PacketReading read = packets;
    return read != null && read.reading() == Reading.PACKETS;
  }

  @Override
  public boolean isLive() {
    PacketReading read = packets;
    long newest = read == null ? 0 : read.newestNanos();
    return sizeBytes() == 0
        && (newest == 0 || Instant.now().minus(RECENT).isBefore(TimeRange.instant(newest)));
  }

  private static void ofTraffic(PacketReading read, List<String> remarks) {
    remarks.add("made of " + read.flows().packets() + " packets");
    if (read.exports() > 0) {
      remarks.add(
          "some of them carry NetFlow, IPFIX or sFlow; read as datagrams (--datagrams), it gives"
              + " those flows instead");
    }
  }

  private static void ofDatagrams(ExportMessages read, List<String> remarks) {
    if (read.incomplete() > 0) {
      remarks.add(read.incomplete() + " datagrams lack fragments");
    }
    if (read.cut() > 0) {
      remarks.add(
          read.cut() + " datagrams were cut by the capture; capture whole packets next time");
    }
    remarks.addAll(read.remarks());
  }

  @Override
  public String withoutFlows() {
    PacketReading read = packets;
    return "holds "
        + (read != null && read.reading() == Reading.DATAGRAMS
            ? read.datagrams().contents() + ", but "
            : "")
        + "no flow that Weir can decode. Weir opens captures of NetFlow, IPFIX and sFlow exports,"
        + " and of any traffic";
  }

  @Override
  public Optional<String> withoutExports() {
    PacketReading read = packets;
    if (read == null || read.reading() != Reading.DATAGRAMS || read.hasExports()) {
      return Optional.empty();
    }
    String contents = read.datagrams().contents();
    boolean empty = read.datagrams().packets() == 0;
    return Optional.of(
        Stream.concat(
                Stream.of(
                    empty
                        ? "holds " + contents
                        : "holds no exports of NetFlow, IPFIX or sFlow, but "
                            + contents
                            + ". With --packets, flows are made of the packets themselves"),
                read.unread().sentences().stream())
            .collect(Collectors.joining("; ")));
  }

  @Override
  public void close() throws IOException {
    capture.close();
  }
}
