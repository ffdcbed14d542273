package weir.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private static final CaptureProgram DUMPCAP =
      new CaptureProgram("dumpcap", Path.of("/usr/bin/dumpcap"));
  private static final CaptureProgram TCPDUMP =
      new CaptureProgram("tcpdump", Path.of("/usr/bin/tcpdump"));

  @Test
  void theRightIsThatOfTheSystemsPrograms() {
    assertEquals(
        "sudo dpkg-reconfigure wireshark-common && sudo usermod -aG wireshark ada (then log in"
            + " again)",
        Doctor.remedy(DUMPCAP, "", "ada"));
    assertEquals(
        "sudo setcap cap_net_raw,cap_net_admin=eip /usr/bin/tcpdump",
        Doctor.remedy(TCPDUMP, "", "ada"));
  }

  @Test
  void anInstalledWeirHasAHelperOfItsOwn() {
    for (CaptureProgram program : new CaptureProgram[] {DUMPCAP, TCPDUMP}) {
      assertEquals(
          "sudo /usr/lib/weir/allow-capture && sudo usermod -aG weir ada (then log in again)",
          Doctor.remedy(program, "/usr/lib/weir/allow-capture", "ada"));
    }
  }
}
