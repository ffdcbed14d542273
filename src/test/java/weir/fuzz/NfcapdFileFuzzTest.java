package weir.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.decode.file.NfcapdFile;

class NfcapdFileFuzzTest {
  static List<Arguments> seeds() throws IOException {
    return FlowFiles.seeds(".nfcapd");
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void itsFlowsAreReadOrItIsRefused(byte[] input) throws IOException {
    FlowFiles.readOrRefused(NfcapdFile::open, input, ".nfcapd");
  }
}
