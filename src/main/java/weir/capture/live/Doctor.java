package weir.capture.live;

import java.util.ArrayList;
import java.util.List;
import weir.capture.live.Evidence.Kind;
import weir.capture.live.Evidence.Program;

/// Finds out what this machine and account lack for capturing, and what mends it.
public final class Doctor {
  /// That dumpcap belongs to where it is set up.
  private static final String GROUP = "wireshark";

  /// That macOS's ChmodBPF gives the packet filters to.
  private static final String MAC_GROUP = "access_bpf";

  /// The launcher of an installed Weir names what allows an account to capture.
  private static final String ALLOW = System.getProperty("weir.allow-capture", "");

  /// @param what was looked at
  /// @param good whether it is as it should be
  /// @param sentence what was found
  /// @param remedy a command that mends it; empty for none
  public record Finding(String what, boolean good, String sentence, String remedy) {
    private static Finding good(String what, String sentence) {
      return new Finding(what, true, sentence, "");
    }
  }

  private Doctor() {}

  /// The last one says whether packets can be captured.
  public static List<Finding> examine() {
    return diagnose(Evidence.ofThisMachine(), ALLOW);
  }

  /// @param allow what lets a helper of this installation capture; empty for none
  static List<Finding> diagnose(Evidence seen, String allow) {
    List<Finding> findings = new ArrayList<>();
    findings.add(library(seen));
    findings.add(adapters(seen));
    boolean own = seen.opened().isPresent() && seen.refused().isEmpty();
    rights(seen, own, findings);
    boolean helped = seen.programs().stream().anyMatch(Program::captures);
    if (seen.kind() != Kind.WINDOWS) {
      if (!own && !helped && !allow.isEmpty()) {
        findings.add(helper(seen, allow));
      } else {
        programs(seen, own, helped, findings);
      }
      if (!own && !helped) {
        findings.add(once(seen));
      }
    }
    findings.add(verdict(seen, own, helped));
    return List.copyOf(findings);
  }

  private static Finding library(Evidence seen) {
    String remedy =
        switch (seen.kind()) {
          case DEBIAN -> "sudo apt install libpcap0.8";
          case FEDORA -> "sudo dnf install libpcap";
          case SUSE -> "sudo zypper install libpcap1";
          case ARCH -> "sudo pacman -S libpcap";
          case ALPINE -> "sudo apk add libpcap";
          case MAC -> "brew install libpcap";
          case WINDOWS -> "start https://npcap.com/#download";
          case LINUX -> "";
        };
    String what = seen.kind() == Kind.WINDOWS ? "Npcap" : "libpcap";
    return seen.library().found()
        ? Finding.good(what, seen.library().words())
        : new Finding(what, false, seen.library().words(), remedy);
  }

  private static Finding adapters(Evidence seen) {
    int all = seen.adapters().size();
    long up = seen.adapters().stream().filter(Adapter::up).count();
    String sentence = all + (all == 1 ? " adapter, " : " adapters, ") + up + " up";
    if (up > 0) {
      return Finding.good("adapters", sentence);
    }
    return new Finding(
        "adapters",
        false,
        sentence + "; one that is up is needed",
        switch (seen.kind()) {
          case MAC -> "sudo ifconfig NAME up";
          case WINDOWS -> "Enable-NetAdapter -Name NAME";
          default -> "sudo ip link set NAME up";
        });
  }

  private static void rights(Evidence seen, boolean own, List<Finding> findings) {
    if (seen.opened().isEmpty()) {
      return; // there was nothing to try
    }
    String adapter = seen.opened().get();
    String right =
        seen.rawSockets().map(has -> has ? " (CAP_NET_RAW)" : " (no CAP_NET_RAW)").orElse("");
    if (own) {
      findings.add(Finding.good("rights", "this account may open " + adapter + right));
      return;
    }
    switch (seen.kind()) {
      case MAC -> findings.add(macRights(seen));
      case WINDOWS ->
          findings.add(
              new Finding(
                  "rights",
                  false,
                  adapter
                      + " cannot be opened; where Npcap was installed for administrators alone,"
                      + " install it again without that restriction",
                  "start https://npcap.com/#download"));
      default ->
          findings.add(
              new Finding(
                  "rights", false, "this account may not open adapters itself" + right, ""));
    }
  }

  private static Finding macRights(Evidence seen) {
    if (seen.awaitsLogin(MAC_GROUP)) {
      return new Finding(
          "rights", false, "this account is in the group access_bpf since it logged in", "log out");
    }
    return new Finding(
        "rights",
        false,
        "this account may not open the packet filters (/dev/bpf*); ChmodBPF, which comes with"
            + " Wireshark, gives them to the group access_bpf",
        "brew install --cask wireshark-chmodbpf && sudo dseditgroup -o edit -a "
            + seen.account()
            + " -t user access_bpf");
  }

  private static void programs(Evidence seen, boolean own, boolean helped, List<Finding> findings) {
    for (Program program : seen.programs()) {
      if (program.captures()) {
        findings.add(Finding.good(program.name(), "installed, may capture"));
      } else if (own || helped || seen.kind() == Kind.MAC) {
        findings.add(Finding.good(program.name(), "installed"));
      } else {
        findings.add(withoutRight(seen, program));
      }
    }
    if (own || helped) {
      return;
    }
    if (seen.kind() != Kind.MAC
        && seen.programs().stream().noneMatch(program -> program.name().equals("dumpcap"))) {
      findings.add(
          new Finding(
              "dumpcap",
              false,
              "not installed; it captures for accounts of the group " + GROUP,
              install(seen.kind())));
    }
  }

  /// Of an installed Weir, which has a copy of tcpdump for its own group.
  private static Finding helper(Evidence seen, String allow) {
    return new Finding(
        "helper",
        false,
        "Weir's own copy of tcpdump captures for accounts of the group weir once that is allowed",
        "sudo " + allow + " && sudo usermod -aG weir " + seen.account() + " (then log in again)");
  }

  private static Finding once(Evidence seen) {
    return new Finding(
        "once",
        true,
        "without any change: a program captures as root for once, and Weir reads what it writes",
        "sudo tcpdump -i " + seen.opened().orElse("any") + " -s 256 -U -w - | weir -");
  }

  private static Finding withoutRight(Evidence seen, Program program) {
    if (!program.name().equals("dumpcap")) {
      return new Finding(
          program.name(),
          false,
          "installed, but has no right to capture; with it everybody here may",
          "sudo setcap cap_net_raw,cap_net_admin=eip " + program.file());
    }
    if (seen.awaitsLogin(GROUP)) {
      return new Finding(
          program.name(),
          false,
          "installed, and this account is in its group since it logged in: log in again, or begin a"
              + " session with the group",
          "newgrp " + GROUP);
    }
    return program.runs()
        ? new Finding(
            program.name(), false, "installed, but has no right to capture", allow(seen, program))
        : new Finding(
            program.name(),
            false,
            "installed, but only for its group; this account is none of it",
            join(seen) + " (then log in again)");
  }

  /// Has dumpcap capture for a group, and this account be one of it.
  private static String allow(Evidence seen, Program program) {
    String file = program.file();
    String give =
        seen.kind() == Kind.DEBIAN
            ? "sudo dpkg-reconfigure wireshark-common"
            : "sudo groupadd -f "
                + GROUP
                + " && sudo chgrp "
                + GROUP
                + " "
                + file
                + " && sudo chmod 750 "
                + file
                + " && sudo setcap cap_net_raw,cap_net_admin=eip "
                + file;
    return give + " && " + join(seen) + " (then log in again)";
  }

  private static String join(Evidence seen) {
    return seen.kind() == Kind.ALPINE
        ? "sudo addgroup " + seen.account() + " " + GROUP
        : "sudo usermod -aG " + GROUP + " " + seen.account();
  }

  private static String install(Kind kind) {
    return switch (kind) {
      case DEBIAN -> "sudo apt install wireshark-common";
      case FEDORA -> "sudo dnf install wireshark-cli";
      case SUSE -> "sudo zypper install wireshark";
      case ARCH -> "sudo pacman -S wireshark-cli";
      case ALPINE -> "sudo apk add wireshark-common";
      case LINUX, MAC, WINDOWS -> "";
    };
  }

  private static Finding verdict(Evidence seen, boolean own, boolean helped) {
    if (own) {
      return Finding.good(
          "verdict",
          seen.library().found()
              ? "Weir captures by itself"
              : "Weir captures by itself, without filters");
    }
    if (helped) {
      return Finding.good("verdict", "Weir captures with the help of a program");
    }
    return new Finding(
        "verdict",
        false,
        "this account cannot capture; do what is said above, Weir need not run as root",
        "");
  }
}
