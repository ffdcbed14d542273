package weir.ui.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.capture.live.CaptureOptions;
import weir.ingest.Capturing;

class CaptureEntryTest {
  private static final CaptureEntry ENTRY =
      new CaptureEntry(
          " tcp port 443 ", true, "1,500", "16", "10", false, true, "1,024", "/data/lab");

  private static void refused(String sentence, Runnable what) {
    assertEquals(sentence, assertThrows(IllegalArgumentException.class, what::run).getMessage());
  }

  @Test
  void whatIsTypedIsWhatIsCaptured() {
    Capturing what =
        new Capturing(
            List.of("eth0"),
            new CaptureOptions(false, "tcp port 443", 1_500, 16),
            10,
            false,
            true,
            1_024,
            Optional.of(Path.of("/data/lab")));
    assertEquals(what, ENTRY.capturing(List.of("eth0")));
    assertEquals(
        new CaptureEntry(
            "tcp port 443", true, "1500", "16", "10", false, true, "1024", "/data/lab"),
        CaptureEntry.of(what));
    assertEquals(
        Capturing.on(List.of("any")), CaptureEntry.USUAL.capturing(List.of("any")), "as is usual");
  }

  @Test
  void numbersHaveBounds() {
    assertEquals(64, CaptureEntry.number("64", 64, 262_144, "octets"));
    assertEquals(262_144, CaptureEntry.number(" 262144 ", 64, 262_144, "octets"));
    for (String text : List.of("63", "262145", "", "many", "9999999999")) {
      refused(
          "write a number of octets from 64 to 262,144",
          () -> CaptureEntry.number(text, 64, 262_144, "octets"));
    }
  }

  @Test
  void aFolderIsAWholePathOrNone() {
    assertEquals(Optional.empty(), CaptureEntry.folder("  "));
    assertEquals(Optional.of(Path.of("/data")), CaptureEntry.folder(" /data "));
    refused(
        "write the whole path of a folder, as /home/me/flows", () -> CaptureEntry.folder("data"));
    refused(
        "write the whole path of a folder, as /home/me/flows", () -> CaptureEntry.folder("/a\0b"));
  }

  @Test
  void whatIsNotAsUsualIsSummedUp() {
    assertEquals("", CaptureEntry.USUAL.summary());
    assertEquals(
        "tcp port 443 · own packets only · 1,500 octets of each packet · 16 MiB buffer · 1 of 10"
            + " packets · without programs · every packet a flow · packets kept in 1,024 MiB · kept"
            + " in /data/lab",
        ENTRY.summary());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host example.com",
        "tcp and src host web",
        "net corp",
        "gateway gw1 or udp",
        "dst mail"
      })
  void namesWouldBeLookedUp(String filter) {
    assertTrue(CaptureEntry.namesHosts(filter));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tcp port https",
        "src port 53",
        "host 192.0.2.1",
        "host fe80::1",
        "host cafe::1",
        "net 10.0.0.0/8",
        "src and",
        "dst net 10",
        "ether host 02:00:00:00:00:01",
        "not host"
      })
  void addressesAreNot(String filter) {
    assertFalse(CaptureEntry.namesHosts(filter));
  }
}
