package weir.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import weir.capture.CaptureFile;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.flow.IpAddress;
import weir.wire.Datagram;
import weir.wire.WireReader;
import weir.wire.WireWriter;

/// A decoder, a batch, and what tests do with them.
public final class Decoding {
  public static final long NOW = 1_700_000_000_000_000_000L;
  public static final String EXPORTER = "192.0.2.1";

  /// A datagram out of a capture.
  record Captured(Datagram datagram, byte[] bytes) {}

  public final DatagramDecoder decoder = new DatagramDecoder();
  public final FlowBatch batch = new FlowBatch();

  /// Decodes a datagram of [#EXPORTER]; gives how many rows it added.
  public int decode(WireWriter datagram) {
    return decode(EXPORTER, datagram.toBytes());
  }

  public int decode(String exporter, byte[] bytes) {
    IpAddress source = IpAddress.parse(exporter);
    return decode(new Datagram(source.high(), source.low(), 50_000, 2055, NOW), bytes);
  }

  public int decode(Datagram datagram, byte[] bytes) {
    int before = batch.rows();
    decoder.decode(datagram, new WireReader(bytes), batch);
    return batch.rows() - before;
  }

  /// The field of the last row.
  public long last(FlowField field) {
    return batch.get(field, batch.rows() - 1);
  }

  public String lastText(FlowField field) {
    int row = batch.rows() - 1;
    return field.text(batch.high(field, row), batch.get(field, row));
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      var line = new StringBuilder();
      FlowJson.append(batch, row, line);
      lines.add(line.toString());
    }
    return lines;
  }

  /// All sample captures, by name.
  static Stream<Path> sampleCaptures() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("sample-captures"))) {
      return files.filter(file -> file.toString().endsWith(".pcap")).sorted().toList().stream();
    }
  }

  static List<Captured> datagrams(Path capture) throws IOException {
    List<Captured> datagrams = new ArrayList<>();
    try (var file = CaptureFile.open(capture)) {
      file.read(
          (datagram, payload) ->
              datagrams.add(new Captured(datagram, payload.bytes(payload.remaining()))));
    }
    return datagrams;
  }
}
