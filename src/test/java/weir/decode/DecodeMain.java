package weir.decode;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import weir.capture.CaptureFile;
import weir.flow.FlowBatch;
import weir.flow.FlowJson;

/// Prints the flows of a capture as JSON lines: to look at what the decoder makes of one.
final class DecodeMain {
  private DecodeMain() {}

  public static void main(String[] arguments) throws IOException {
    var decoder = new DatagramDecoder();
    var batch = new FlowBatch();
    var text = new StringBuilder();
    try (var capture = CaptureFile.open(Path.of(arguments[0]));
        var out =
            new PrintStream(
                new BufferedOutputStream(System.out, 1 << 16), false, StandardCharsets.UTF_8)) {
      var summary =
          capture.read(
              (datagram, payload) -> {
                decoder.decode(datagram, payload, batch);
                for (int row = 0; row < batch.rows(); row++) {
                  FlowJson.append(batch, row, text);
                  out.println(text);
                  text.setLength(0);
                }
                batch.reset();
              });
      System.err.println(summary);
      System.err.println(decoder.counters());
    }
  }
}
