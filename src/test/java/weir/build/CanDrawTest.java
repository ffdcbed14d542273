package weir.build;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import weir.ui.SystemNeeds;

/// The build runs it before all others: where it fails, tests of the desktop would hang.
class CanDrawTest {
  @Test
  void theTestsCanDraw() {
    String lacking = SystemNeeds.ofThisMachine().forPicture();
    if (!lacking.isEmpty()) {
      fail(lacking);
    }
  }
}
