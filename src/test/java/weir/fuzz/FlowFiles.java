package weir.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;
import weir.decode.file.FlowFile;
import weir.flow.FlowBatch;

/// What holds for every reader of files of flows, whatever they hold.
final class FlowFiles {
  private static final int MAX_ROWS = 1 << 20;

  /// Opens a file.
  interface Opening {
    FlowFile open(Path path) throws IOException;
  }

  private FlowFiles() {}

  static List<Arguments> seeds(String ending) throws IOException {
    List<Arguments> seeds = new ArrayList<>();
    for (Path seed : Seeds.files(ending)) {
      seeds.add(Seeds.seed(seed.getFileName().toString(), Files.readAllBytes(seed)));
    }
    return seeds;
  }

  /// Its flows are read, or it is refused by its name and a byte.
  static void readOrRefused(Opening opening, byte[] input, String ending) throws IOException {
    FlowBatch batch = new FlowBatch();
    try (InputFile file = new InputFile(ending)) {
      Path path = file.holding(input);
      try (FlowFile flows = opening.open(path)) {
        long rows = 0;
        boolean more = true;
        while (more) {
          more = flows.read(batch);
          rows += batch.rows();
          assertTrue(rows <= MAX_ROWS || !more, "more rows than bytes could make");
          batch.reset();
        }
        assertTrue(flows.readBytes() <= input.length);
      } catch (IOException e) {
        assertTrue(e.toString().contains(path + ", byte "), e.toString());
      }
    }
  }
}
