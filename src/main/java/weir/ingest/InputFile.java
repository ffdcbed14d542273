package weir.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import weir.capture.CaptureFile;
import weir.flowfile.FlowFile;
import weir.flowfile.NfcapdFile;
import weir.flowfile.ProtobufFile;

/// A file in any of the formats that Weir reads, told by its content: a capture of datagrams (pcap,
/// pcapng, gzip'ed or not) or flows that somebody has decoded (nfcapd, protobuf).
public sealed interface InputFile extends AutoCloseable permits DatagramInput, FlowInput {
  /// Enough to tell by.
  int START_BYTES = 4096;

  /// @throws IOException if it is in none of the formats, or cannot be read
  static InputFile open(Path file) throws IOException {
    byte[] start = new byte[0];
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        start = in.readNBytes(START_BYTES);
      }
    }
    if (NfcapdFile.recognises(start)) {
      return of(NfcapdFile.open(file));
    }
    if (!CaptureFile.recognises(start) && ProtobufFile.recognises(start)) {
      return of(ProtobufFile.open(file));
    }
    return new DatagramInput(CaptureFile.open(file));
  }

  /// Flows from elsewhere than a file.
  static InputFile of(FlowFile flows) {
    return new FlowInput(flows);
  }

  /// Size on disk; 0 for unknown.
  long sizeBytes();

  /// How much of it has been read; from any thread.
  long readBytes();

  /// Hands on everything that is in it.
  ///
  /// @throws IOException where it cannot be understood any further
  void read(FlowSink into) throws IOException;

  /// What was lacking, in sentences.
  List<String> remarks();

  /// What is in it, once it was read and no flow came out; completes "the file …".
  String withoutFlows();

  @Override
  void close() throws IOException;
}
