package weir.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Packets that another program captures; here it is a script.
@DisabledOnOs(OS.WINDOWS)
class HelperCaptureTest {
  private static final Path TRAFFIC =
      Path.of("sample-captures/traffic/mixed.pcap").toAbsolutePath();

  @TempDir private Path folder;

  private HelperCapture start(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return HelperCapture.start(new CaptureProgram(name, file), "lab0", CaptureOptions.USUAL);
  }

  @Test
  void packetsComeUntilTheProgramEnds() throws IOException {
    AtomicInteger packets = new AtomicInteger();
    try (HelperCapture capture = start("tcpdump", "cat " + TRAFFIC + "\necho bye >&2\n")) {
      CannotCapture end =
          assertThrows(
              CannotCapture.class,
              () -> capture.read((_, _, _, _) -> packets.incrementAndGet(), () -> {}));
      assertEquals("tcpdump gives no packets of lab0: bye", end.getMessage());
    }
    assertEquals(1600, packets.get());
  }

  /// As an account without the right is told.
  @Test
  void whatTheProgramSaysIsSaid() throws IOException {
    try (HelperCapture capture =
        start("dumpcap", "echo \"You don't have permission to capture on that device.\" >&2")) {
      CannotCapture end =
          assertThrows(CannotCapture.class, () -> capture.read((_, _, _, _) -> {}, () -> {}));
      assertEquals(
          "dumpcap gives no packets of lab0: You don't have permission to capture on that device.",
          end.getMessage());
      assertFalse(end.isAway());
    }
  }

  /// What dumpcap and tcpdump say when a link goes down or is deleted.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "The network adapter \"lab0\" is no longer running; the capture has stopped.",
        "tcpdump: pcap_loop: The interface disappeared",
        "tcpdump: lab0: No such device exists"
      })
  void anAdapterThatWentIsAway(String words) throws IOException {
    try (HelperCapture capture = start("dumpcap", "echo '" + words + "' >&2")) {
      CannotCapture end =
          assertThrows(CannotCapture.class, () -> capture.read((_, _, _, _) -> {}, () -> {}));
      assertTrue(end.isAway(), end.getMessage());
    }
  }

  @Test
  void oneThatIsStoppedTellsWhatItLost() throws Exception {
    String script =
        "trap 'echo \"1600 packets captured\" >&2; echo \"7 packets dropped by kernel\" >&2; exit"
            + " 0' TERM\n"
            + "cat "
            + TRAFFIC
            + "\nwhile true; do sleep 0.05; done\n";
    AtomicInteger packets = new AtomicInteger();
    AtomicInteger pulses = new AtomicInteger();
    try (HelperCapture capture = start("tcpdump", script)) {
      Thread reading =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      capture.read(
                          (_, _, _, _) -> packets.incrementAndGet(), pulses::incrementAndGet);
                    } catch (CannotCapture e) {
                      packets.set(-1);
                    }
                  });
      while (pulses.get() < 3) {
        Thread.sleep(10);
      }
      capture.stop();
      reading.join();
      capture.close();
      assertEquals(Map.of("kernel, lab0", 7L), capture.drops());
    }
    assertEquals(1600, packets.get());
  }

  @Test
  void programsAreCalledInTheirOwnWords() {
    CaptureOptions options = new CaptureOptions(false, "tcp port 443", 256, 64);
    assertEquals(
        List.of(
            "/d",
            "-i",
            "any",
            "-s",
            "256",
            "-p",
            "-B",
            "64",
            "-q",
            "-w",
            "-",
            "-f",
            "tcp port 443"),
        new CaptureProgram("dumpcap", Path.of("/d")).command("any", options));
    assertEquals(
        List.of(
            "/t",
            "-i",
            "any",
            "-s",
            "256",
            "-p",
            "-B",
            "65536",
            "-n",
            "-U",
            "-w",
            "-",
            "tcp port 443"),
        new CaptureProgram("tcpdump", Path.of("/t")).command("any", options));
    assertTrue(
        !new CaptureProgram("dumpcap", Path.of("/t"))
            .command("any", CaptureOptions.USUAL)
            .contains("-f"));
  }

  @Test
  void theDoctorEndsWithAVerdict() {
    List<Doctor.Finding> findings = Doctor.examine();
    Doctor.Finding verdict = findings.getLast();
    assertEquals("verdict", verdict.what());
    assertTrue(
        verdict.good() || findings.stream().anyMatch(finding -> !finding.remedy().isEmpty()),
        findings.toString());
  }
}
