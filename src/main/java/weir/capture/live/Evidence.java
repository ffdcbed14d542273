package weir.capture.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// What the [Doctor] judges by.
///
/// @param kind of system
/// @param account who runs Weir
/// @param groups of this process
/// @param groupsNow those of the account since it was changed last; what is more than in `groups`
///   needs a new login
/// @param library version of libpcap, or why there is none
/// @param adapters that libpcap lists, or the system
/// @param opened the adapter that was tried; empty where there was none to try
/// @param refused why that could not be opened; empty where it could
/// @param rawSockets whether this process has the right to them (CAP_NET_RAW); empty where such a
///   right is not known
/// @param programs that are installed
record Evidence(
    Kind kind,
    String account,
    Set<String> groups,
    Set<String> groupsNow,
    Library library,
    List<Adapter> adapters,
    Optional<String> opened,
    Optional<String> refused,
    Optional<Boolean> rawSockets,
    List<Program> programs) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path RELEASE = Path.of("/etc/os-release");
  private static final long CAP_NET_RAW = 1L << 13;

  /// Systems as far as remedies differ.
  enum Kind {
    DEBIAN,
    FEDORA,
    SUSE,
    ARCH,
    ALPINE,
    LINUX,
    MAC,
    WINDOWS
  }

  /// @param words its version, or why it is not there
  record Library(boolean found, String words) {}

  /// A program that captures.
  ///
  /// @param runs whether this account may run it
  /// @param captures whether it may capture for this account
  record Program(String name, String file, boolean runs, boolean captures) {}

  static Evidence ofThisMachine() {
    Library library;
    List<Adapter> adapters;
    try {
      library = new Library(true, PacketCapture.library());
      adapters = PacketCapture.adapters();
    } catch (CannotCapture e) {
      library = new Library(false, String.valueOf(e.getMessage()));
      adapters = ThisMachine.ofJava();
    }
    Optional<String> opened =
        adapters.stream()
            .filter(adapter -> adapter.up() && adapter.index() > 0)
            .map(Adapter::name)
            .findFirst();
    return new Evidence(
        ofThisSystem(),
        System.getProperty("user.name", "$USER"),
        groups(List.of("id", "-Gn")),
        groups(List.of("id", "-Gn", System.getProperty("user.name", ""))),
        library,
        adapters,
        opened,
        opened.flatMap(Evidence::refusal),
        rawSocketsOfThisProcess(),
        CaptureProgram.installed().stream()
            .map(
                program ->
                    new Program(
                        program.name(),
                        program.file().toString(),
                        program.mayRun(),
                        program.mayCapture()))
            .toList());
  }

  private static Kind ofThisSystem() {
    if (LibPcap.isWindows()) {
      return Kind.WINDOWS;
    }
    if (LibPcap.isMac()) {
      return Kind.MAC;
    }
    try {
      return kind(Files.readString(RELEASE));
    } catch (IOException e) {
      return Kind.LINUX;
    }
  }

  /// Of a Linux, by its os-release(5).
  static Kind kind(String release) {
    List<String> names = new ArrayList<>();
    for (String line : release.lines().toList()) {
      if (line.startsWith("ID=") || line.startsWith("ID_LIKE=")) {
        String value = line.substring(line.indexOf('=') + 1).replace("\"", "");
        names.addAll(List.of(value.toLowerCase(Locale.ROOT).split("\\s+")));
      }
    }
    for (String name : names) {
      switch (name) {
        case "debian", "ubuntu" -> {
          return Kind.DEBIAN;
        }
        case "fedora", "rhel", "centos" -> {
          return Kind.FEDORA;
        }
        case "arch" -> {
          return Kind.ARCH;
        }
        case "alpine" -> {
          return Kind.ALPINE;
        }
        default -> {
          if (name.contains("suse")) {
            return Kind.SUSE;
          }
        }
      }
    }
    return Kind.LINUX;
  }

  private static Optional<String> refusal(String adapter) {
    try {
      LivePackets.openInside(adapter, CaptureOptions.USUAL.withBuffer(1)).close();
      return Optional.empty();
    } catch (CannotCapture e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Boolean> rawSocketsOfThisProcess() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("CapEff:")) {
          long capabilities = Long.parseUnsignedLong(line.substring(7).strip(), 16);
          return Optional.of((capabilities & CAP_NET_RAW) != 0);
        }
      }
    } catch (IOException | NumberFormatException e) {
      // not Linux
    }
    return Optional.empty();
  }

  private static Set<String> groups(List<String> command) {
    if (LibPcap.isWindows()) {
      return Set.of();
    }
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0
          ? new TreeSet<>(List.of(text.strip().split("\\s+")))
          : Set.of();
    } catch (IOException e) {
      return Set.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Set.of();
    }
  }

  /// A group that the account has been put into since it logged in.
  boolean awaitsLogin(String group) {
    return groupsNow.contains(group) && !groups.contains(group);
  }
}
