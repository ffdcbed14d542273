package weir.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.decode.file.ProtobufFile;

class ProtobufFileFuzzTest {
  static List<Arguments> seeds() throws IOException {
    return FlowFiles.seeds(".pb");
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void itsFlowsAreReadOrItIsRefused(byte[] input) throws IOException {
    FlowFiles.readOrRefused(file -> ProtobufFile.open(file, file.toString()), input, ".pb");
  }
}
