package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every sample capture decodes to its golden lines; `-Dgolden.update=true` writes them anew.
class SampleCapturesTest {
  static Stream<Path> captures() throws IOException {
    return Decoding.sampleCaptures();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void decodesToItsGoldenLines(Path capture) throws IOException {
    var decoding = new Decoding();
    for (var captured : Decoding.datagrams(capture)) {
      decoding.decode(captured.datagram(), captured.bytes());
    }
    String name = capture.getFileName().toString().replace(".pcap", ".jsonl");
    Path golden = Path.of("src/test/resources/golden", name);
    if (Boolean.getBoolean("golden.update")) {
      Files.write(golden, decoding.lines());
    }
    assertFalse(decoding.lines().isEmpty());
    assertEquals(
        String.join("\n", Files.readAllLines(golden)), String.join("\n", decoding.lines()));
    assertEquals(Map.of(), decoding.decoder.counters().malformed());
    assertEquals(0, decoding.decoder.counters().noTemplateSets());
  }
}
