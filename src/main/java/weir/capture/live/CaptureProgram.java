package weir.capture.live;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A program of the system that captures packets, and may be allowed to where this process is not.
///
/// @param name "dumpcap" or "tcpdump"
/// @param file where it is
record CaptureProgram(String name, Path file) {
  /// Bit 13 of all.
  private static final int CAP_NET_RAW_OF_ITS_OCTET = 1 << (13 - 8);

  private static final List<String> SBIN = List.of("/usr/sbin", "/sbin", "/usr/local/sbin");

  /// Those that are installed, the one that does nothing else first.
  static List<CaptureProgram> installed() {
    List<CaptureProgram> programs = new ArrayList<>();
    for (String name : List.of("dumpcap", "tcpdump")) {
      find(name).ifPresent(file -> programs.add(new CaptureProgram(name, file)));
    }
    return programs;
  }

  private static Optional<Path> find(String name) {
    List<String> folders = new ArrayList<>();
    folders.addAll(List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
    folders.addAll(SBIN);
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, LibPcap.isWindows() ? name + ".exe" : name))
        .filter(Files::exists)
        .findFirst();
  }

  /// Whether this account may run it.
  boolean mayRun() {
    return Files.isExecutable(file);
  }

  /// Whether it may capture for this account.
  boolean mayCapture() {
    return mayRun() && (hasRight() || isSetUid());
  }

  private boolean isSetUid() {
    try {
      Object mode = Files.getAttribute(file, "unix:mode");
      return mode instanceof Integer bits && (bits & 04000) != 0;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /// Whether the file has the capability on Linux (capabilities(7)).
  private boolean hasRight() {
    return LibPcap.isLinux()
        && SystemCalls.attribute(file, "security.capability")
            .map(CaptureProgram::mayUseRawSockets)
            .orElse(false);
  }

  /// @param capability `struct vfs_cap_data { u32 revision; u32 permitted; … }`, little-endian
  static boolean mayUseRawSockets(byte[] capability) {
    return capability.length >= 8 && (capability[5] & CAP_NET_RAW_OF_ITS_OCTET) != 0;
  }

  /// Captures into its standard output, each packet as it comes.
  List<String> command(String adapter, CaptureOptions options) {
    List<String> command = new ArrayList<>(List.of(file.toString(), "-i", adapter));
    command.addAll(List.of("-s", Integer.toString(options.snapOctets())));
    if (!options.promiscuous()) {
      command.add("-p");
    }
    boolean dumpcap = name.equals("dumpcap");
    command.addAll(
        List.of(
            "-B",
            Integer.toString(
                dumpcap ? options.bufferMebibytes() : options.bufferMebibytes() << 10)));
    command.addAll(dumpcap ? List.of("-q", "-w", "-") : List.of("-n", "-U", "-w", "-"));
    if (!options.filter().isBlank()) {
      command.addAll(dumpcap ? List.of("-f", options.filter()) : List.of(options.filter()));
    }
    return command;
  }
}
