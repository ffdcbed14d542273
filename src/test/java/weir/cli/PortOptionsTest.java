package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import weir.query.Dimensions;

class PortOptionsTest {
  private static int terms(String... shares) {
    PortOptions options = CommandLine.populateCommand(new PortOptions(), shares);
    return options.terms(Set.of(1, 2, 3), _ -> Dimensions.BUILT_IN).size();
  }

  @Test
  void sharesMayAddUpToTheWholeRoomAndNoMore() {
    assertEquals(3, terms("--port-share=1=33%", "--port-share=2=56%", "--port-share=3=11%"));
    assertThrows(CommandFailed.class, () -> terms("--port-share=1=50%", "--port-share=2=51%"));
  }
}
