package weir.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// As this machine's libpcap has it; nothing is captured.
class CaptureFilterTest {
  @BeforeEach
  void needsLibpcap() {
    boolean there = true;
    try {
      LibPcap.load();
    } catch (CannotCapture e) {
      there = false;
    }
    assumeTrue(there, "libpcap is not installed");
  }

  @Test
  void whatIsWrongIsSaidInLibpcapsWords() {
    assertEquals(Optional.empty(), CaptureFilter.problem("tcp port 443", CaptureFilter.ETHERNET));
    assertEquals(Optional.empty(), CaptureFilter.problem("  ", CaptureFilter.ETHERNET));
    String problem =
        CaptureFilter.problem("tcp and (udp", CaptureFilter.ETHERNET).orElse("nothing is wrong");
    assertTrue(problem.contains("syntax error"), problem);
  }

  @Test
  void anAdapterWithoutEthernetHasNoEthernetAddresses() {
    String filter = "ether host 02:00:00:00:00:01";
    assertEquals(Optional.empty(), CaptureFilter.problem(filter, CaptureFilter.ETHERNET));
    assertTrue(CaptureFilter.problem(filter, CaptureFilter.RAW).isPresent());
  }

  @Test
  void thisMachinesAdaptersHaveTheirOwn() {
    assertEquals(Optional.empty(), Machine.THIS.problem("ip and not port 22", "any"));
    assertTrue(Machine.THIS.problem("port 99999", "lo").isPresent());
  }

  @Test
  void thisMachineHasAdaptersOnce() {
    assertEquals(
        Machine.THIS.adapters().size(),
        Machine.THIS.adapters().stream().map(AdapterState::name).distinct().count());
  }
}
