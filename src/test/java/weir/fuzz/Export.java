package weir.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.capture.CaptureFile;
import weir.flow.IpAddress;
import weir.wire.Datagram;

/// A datagram and its bytes.
///
/// What several exporters send is one input to a fuzzer: for each datagram a byte that says who
/// sends it (bits 0 and 1 the address, 2 and 3 the port), its length in two bytes, then as many
/// bytes, or all that are left.
record Export(Datagram datagram, byte[] bytes) {
  private static final long NOW_NANOS = 1_700_000_000_000_000_000L;
  private static final long APART_NANOS = 1_000_000;
  private static final int FIRST_ADDRESS = 0xc000_0201; // 192.0.2.1
  private static final int SENDERS = 16;

  /// Cuts datagrams out of an input; any input has some meaning.
  static List<Export> read(byte[] input) {
    List<Export> exports = new ArrayList<>();
    int at = 0;
    while (input.length - at >= 3) {
      int sender = input[at] & (SENDERS - 1);
      int announced = (input[at + 1] & 0xff) << 8 | (input[at + 2] & 0xff);
      at += 3;
      int length = Math.min(announced, input.length - at);
      long address = IpAddress.mapped(FIRST_ADDRESS + (sender & 3));
      long received = NOW_NANOS + exports.size() * APART_NANOS;
      var datagram = new Datagram(0, address, 50_000 + (sender >>> 2), 2055, received);
      exports.add(new Export(datagram, Arrays.copyOfRange(input, at, at + length)));
      at += length;
    }
    return exports;
  }

  /// Inputs that [#read] cuts into these datagrams, each of about `size` bytes.
  static List<byte[]> inputs(List<Export> exports, int size) {
    List<byte[]> inputs = new ArrayList<>();
    Map<Long, Integer> senders = new LinkedHashMap<>();
    var input = new ByteArrayOutputStream();
    for (Export export : exports) {
      long source = export.datagram.sourceLow() << 16 | export.datagram.sourcePort();
      int sender = senders.computeIfAbsent(source, _ -> senders.size() % SENDERS);
      input.write(sender);
      input.write(export.bytes.length >>> 8);
      input.write(export.bytes.length);
      input.writeBytes(export.bytes);
      if (input.size() >= size) {
        inputs.add(input.toByteArray());
        input.reset();
      }
    }
    inputs.add(input.toByteArray());
    return inputs;
  }

  /// The datagrams of a capture.
  static List<Export> of(Path capture) throws IOException {
    List<Export> exports = new ArrayList<>();
    try (CaptureFile file = CaptureFile.open(capture)) {
      file.read(
          (datagram, payload) ->
              exports.add(new Export(datagram, payload.bytes(payload.remaining()))));
    }
    return exports;
  }
}
