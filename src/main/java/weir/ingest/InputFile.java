package weir.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.capture.CaptureFile;
import weir.flow.FlowBatch;
import weir.flowfile.FlowFile;
import weir.flowfile.ProtobufFile;

/// A file in any of the formats that Weir reads, told by its content: a capture of datagrams (pcap,
/// pcapng, gzip'ed or not) or flows that somebody has decoded (protobuf).
public final class InputFile implements AutoCloseable {
  private static final int START_BYTES = 4096;

  private final @Nullable CaptureFile capture;
  private final @Nullable FlowFile flows;
  private final List<String> remarks = new ArrayList<>();
  private long packets;
  private long udpDatagrams;

  private InputFile(@Nullable CaptureFile capture, @Nullable FlowFile flows) {
    this.capture = capture;
    this.flows = flows;
  }

  /// @throws IOException if it is in none of the formats, or cannot be read
  public static InputFile open(Path file) throws IOException {
    byte[] start = new byte[0];
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        start = in.readNBytes(START_BYTES);
      }
    }
    if (!CaptureFile.recognises(start) && ProtobufFile.recognises(start)) {
      return of(ProtobufFile.open(file));
    }
    return new InputFile(CaptureFile.open(file), null);
  }

  /// Flows from elsewhere than a file.
  public static InputFile of(FlowFile flows) {
    return new InputFile(null, flows);
  }

  /// Size on disk; 0 for unknown.
  public long sizeBytes() {
    return capture != null ? capture.sizeBytes() : flows != null ? flows.sizeBytes() : 0;
  }

  /// How much of it has been read; from any thread.
  public long readBytes() {
    return capture != null ? capture.readBytes() : flows != null ? flows.readBytes() : 0;
  }

  /// Hands on everything that is in it.
  ///
  /// @throws IOException where it cannot be understood any further
  public void read(FlowSink into) throws IOException {
    if (capture != null) {
      CaptureFile.Summary summary = capture.read(into);
      packets = summary.packets();
      udpDatagrams = summary.udpDatagrams();
      CaptureRemarks.of(summary).ifPresent(remarks::add);
    } else if (flows != null) {
      read(flows, into);
      remarks.addAll(flows.remarks());
    }
  }

  private static void read(FlowFile flows, FlowSink into) throws IOException {
    boolean more = true;
    while (more) {
      FlowBatch batch = into.take();
      try {
        more = flows.read(batch);
      } finally {
        into.give(batch);
      }
    }
  }

  /// Whether it holds datagrams, in packets.
  public boolean isCapture() {
    return capture != null;
  }

  /// Packets that a capture held.
  public long packets() {
    return packets;
  }

  /// UDP datagrams among them.
  public long udpDatagrams() {
    return udpDatagrams;
  }

  /// What was lacking, in sentences.
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  @Override
  public void close() throws IOException {
    if (capture != null) {
      capture.close();
    }
    if (flows != null) {
      flows.close();
    }
  }
}
