package weir.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import weir.JavaCommand;

/// Asks real keyrings: GNOME's on a bus of its own, in a process of its own. Left out where there
/// is none; `.ci/run` installs one.
@EnabledOnOs(OS.LINUX)
@SuppressWarnings("InlineFormatString") // a page of it
class SystemKeyringTest {
  private static final String NO_SERVICES =
      """
      <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
        "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
      <busconfig><type>session</type><listen>unix:tmpdir=%s</listen><auth>EXTERNAL</auth>
      <policy context="default">
      <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
      """;

  @TempDir private Path folder;

  private static boolean has(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  /// What [KeyringUse] says, in lines, and nothing on standard error.
  private List<String> use(String first, String... bus) throws Exception {
    assumeTrue(has("dbus-run-session") && has("gnome-keyring-daemon"), "no keyring is installed");
    Path said = folder.resolve("said"); // what the bus starts holds on to pipes
    Path errors = folder.resolve("errors");
    List<String> java = new ArrayList<>(JavaCommand.of(KeyringUse.class));
    java.add(1, "-Djava.util.logging.config.file=src/main/resources/weir/logging.properties");
    String quoted = java.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    List<String> command = new ArrayList<>(List.of(bus));
    command.addAll(
        List.of(
            "sh", "-c", first + quoted + " >'%s' 2>'%s'; kill $daemon".formatted(said, errors)));
    process(command).waitFor();
    assertEquals("", Files.readString(errors));
    return Files.readAllLines(said);
  }

  private Process process(List<String> command) throws IOException {
    Files.createDirectories(folder.resolve("run"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("others").toFile())
            .redirectInput(new java.io.File("/dev/null"));
    builder.environment().putAll(Map.of("HOME", folder.toString(), "LC_ALL", "C.UTF-8"));
    builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
    builder.environment().put("XDG_RUNTIME_DIR", folder.resolve("run").toString());
    builder.environment().remove("DBUS_SESSION_BUS_ADDRESS");
    builder.environment().remove("DISPLAY");
    return builder.start();
  }

  @Test
  void gnomesKeepsSecrets() throws Exception {
    String unlocked =
        "printf password | gnome-keyring-daemon --unlock --components=secrets --foreground"
            + " >/dev/null & daemon=$!; i=0; until gdbus_name; do sleep 0.1; done; ";
    String wait =
        "gdbus_name() { i=$((i+1)); [ $i -gt 100 ] || dbus-send --session --print-reply"
            + " --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner"
            + " string:org.freedesktop.secrets | grep -q 'boolean true'; }; ";
    assertEquals(
        List.of(
            "Optional.empty", "true", "true", "in the keyring of this system", "Optional.empty"),
        use(wait + unlocked, "dbus-run-session", "--"));
  }

  @Test
  void oneThatNobodyUnlocksIsSaidToBeLocked() throws Exception {
    List<String> said = use("daemon=; ", "dbus-run-session", "--"); // the bus starts one
    assertEquals("true", said.get(2), "kept in memory");
    assertTrue(said.get(3).startsWith("in memory only, until Weir ends: the keyring"), said.get(3));
  }

  @Test
  void aBusWithoutOneIsSaid() throws Exception {
    Path configuration = folder.resolve("bus.xml");
    Files.writeString(configuration, NO_SERVICES.formatted(folder));
    List<String> said =
        use("daemon=; ", "dbus-run-session", "--config-file=" + configuration, "--");
    assertEquals("true", said.get(2), "kept in memory");
    assertEquals(
        "in memory only, until Weir ends: no keyring answers; start GNOME Keyring, KWallet or"
            + " KeePassXC",
        said.get(3));
  }
}
