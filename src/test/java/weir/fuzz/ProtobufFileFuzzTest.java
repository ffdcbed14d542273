package weir.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.flow.FlowBatch;
import weir.flowfile.FlowFile;
import weir.flowfile.ProtobufFile;

/// Whatever a stream of messages holds, its flows are read or it is refused by its name and a byte.
class ProtobufFileFuzzTest {
  private static final int MAX_ROWS = 1 << 20;

  private final InputFile file;

  ProtobufFileFuzzTest() throws IOException {
    file = new InputFile(".pb");
  }

  static List<Arguments> seeds() throws IOException {
    List<Arguments> seeds = new ArrayList<>();
    for (Path seed : Seeds.files(".pb")) {
      seeds.add(Seeds.seed(seed.getFileName().toString(), Files.readAllBytes(seed)));
    }
    return seeds;
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void itsFlowsAreReadOrItIsRefused(byte[] input) throws IOException {
    Path path = file.holding(input);
    FlowBatch batch = new FlowBatch();
    try (FlowFile flows = ProtobufFile.open(path)) {
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

  @AfterEach
  void delete() throws IOException {
    file.close();
  }
}
