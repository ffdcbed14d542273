package weir.capture.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out what this machine and account lack for capturing, and what mends it.
public final class Doctor {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long CAP_NET_RAW = 1L << 13;

  /// The launcher of an installed Weir names what allows an account to capture.
  private static final String ALLOW = System.getProperty("weir.allow-capture", "");

  /// @param what was looked at
  /// @param good whether it is as it should be
  /// @param sentence what was found
  /// @param remedy a command that mends it; empty for none
  public record Finding(String what, boolean good, String sentence, String remedy) {}

  private Doctor() {}

  /// The last one says whether packets can be captured.
  public static List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    List<Adapter> adapters = library(findings);
    boolean own = rights(adapters, findings);
    boolean helped = programs(findings, own);
    findings.add(
        own || helped
            ? new Finding(
                "verdict",
                true,
                own ? "Weir captures by itself" : "Weir captures with the help of a program",
                "")
            : new Finding(
                "verdict",
                false,
                "this account cannot capture; do what is said above, Weir need not run as root",
                ""));
    return findings;
  }

  private static List<Adapter> library(List<Finding> findings) {
    try {
      List<Adapter> adapters = PacketCapture.adapters();
      findings.add(new Finding("libpcap", true, PacketCapture.library(), ""));
      long up = adapters.stream().filter(Adapter::up).count();
      findings.add(
          new Finding(
              "adapters",
              up > 0,
              adapters.size() + " adapters, " + up + " of them up",
              up > 0 ? "" : "ip link set up NAME"));
      return adapters;
    } catch (CannotCapture e) {
      findings.add(
          new Finding(
              "libpcap", false, String.valueOf(e.getMessage()), "sudo apt install libpcap0.8"));
      return List.of();
    }
  }

  private static boolean rights(List<Adapter> adapters, List<Finding> findings) {
    Optional<Adapter> one =
        adapters.stream().filter(Adapter::up).filter(adapter -> adapter.index() > 0).findFirst();
    if (one.isEmpty()) {
      return false;
    }
    try (PacketCapture _ = PacketCapture.open(one.get().name(), CaptureOptions.USUAL)) {
      findings.add(
          new Finding("rights", true, "this account may open " + one.get().name() + rights(), ""));
      return true;
    } catch (CannotCapture e) {
      findings.add(
          new Finding("rights", false, "this account may not open adapters itself" + rights(), ""));
      return false;
    }
  }

  private static String rights() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("CapEff:")) {
          long capabilities = Long.parseUnsignedLong(line.substring(7).strip(), 16);
          return (capabilities & CAP_NET_RAW) != 0 ? " (CAP_NET_RAW)" : " (no CAP_NET_RAW)";
        }
      }
    } catch (IOException | NumberFormatException e) {
      // not Linux
    }
    return "";
  }

  private static boolean programs(List<Finding> findings, boolean own) {
    boolean helped = false;
    List<CaptureProgram> programs = CaptureProgram.installed();
    for (CaptureProgram program : programs) {
      boolean may = program.mayCapture();
      helped |= may;
      findings.add(
          may || own
              ? new Finding(program.name(), true, "installed" + (may ? ", may capture" : ""), "")
              : new Finding(
                  program.name(),
                  false,
                  program.mayRun()
                      ? "installed, but has no right to capture"
                      : "installed, but this account may not run it",
                  remedy(program)));
    }
    if (programs.isEmpty() && !own) {
      findings.add(
          new Finding(
              "dumpcap",
              false,
              "neither dumpcap nor tcpdump is installed, which capture for accounts that may not",
              ALLOW.isEmpty()
                  ? "sudo apt install wireshark-common"
                  : "sudo apt install tcpdump libcap2-bin"));
    }
    return helped;
  }

  private static String remedy(CaptureProgram program) {
    return remedy(program, ALLOW, System.getProperty("user.name", "$USER"));
  }

  /// @param allow what gives a copy of tcpdump the right, where Weir is installed; empty for none
  static String remedy(CaptureProgram program, String allow, String user) {
    if (!allow.isEmpty()) {
      return "sudo " + allow + joins("weir", user);
    }
    return program.name().equals("dumpcap")
        ? "sudo dpkg-reconfigure wireshark-common" + joins("wireshark", user)
        : "sudo setcap cap_net_raw,cap_net_admin=eip " + program.file();
  }

  private static String joins(String group, String user) {
    return " && sudo usermod -aG " + group + " " + user + " (then log in again)";
  }
}
