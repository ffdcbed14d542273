package weir.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.enrich.table.AsTable;
import weir.enrich.table.BadTable;
import weir.enrich.table.MmdbWriter;
import weir.enrich.table.PlaceTable;

/// Whatever a database of networks holds, it is read or refused with a sentence.
class MmdbFuzzTest {
  static List<Arguments> seeds() {
    List<Arguments> seeds = new ArrayList<>();
    for (int bits : new int[] {24, 28, 32}) {
      MmdbWriter writer =
          new MmdbWriter(bits, bits != 28)
              .add("1.0.0.0/24", Map.of("autonomous_system_number", 64500))
              .add(
                  "1.0.0.128/25",
                  Map.of(
                      "asn",
                      "AS1",
                      "country",
                      Map.of("iso_code", "DE", "names", Map.of("en", "Germany")),
                      "city",
                      "Berlin"));
      seeds.add(Arguments.of((Object) writer.toBytes("Some", 1_700_000_000)));
    }
    return seeds;
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void itIsReadOrRefused(byte[] input) throws IOException {
    try (InputFile file = new InputFile(".mmdb")) {
      Path path = file.holding(input);
      readOrRefused(() -> AsTable.load(List.of(path)));
      readOrRefused(() -> PlaceTable.load(List.of(path)));
    }
  }

  private interface Loading {
    Object load() throws IOException;
  }

  private static void readOrRefused(Loading table) throws IOException {
    try {
      var _ = table.load();
    } catch (BadTable e) {
      String said = String.valueOf(e.getMessage());
      assertFalse(said.contains("Exception"), said);
    }
  }
}
