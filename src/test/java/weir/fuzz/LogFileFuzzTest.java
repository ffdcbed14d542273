package weir.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.decode.log.LogFile;

/// Whatever a log holds, its flows are read or it is refused; whether it is one can always be told.
class LogFileFuzzTest {
  static List<Arguments> seeds() throws IOException {
    List<Arguments> seeds = new ArrayList<>();
    for (String ending : List.of(".log", ".log.gz", ".json", ".csv")) {
      seeds.addAll(FlowFiles.seeds(ending));
    }
    return seeds;
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void itsFlowsAreReadOrItIsRefused(byte[] input) throws IOException {
    var _ = LogFile.recognises(input);
    var _ = LogFile.isUndecided(input);
    FlowFiles.readOrRefused(file -> LogFile.open(file, file.toString()), input, ".log");
  }
}
