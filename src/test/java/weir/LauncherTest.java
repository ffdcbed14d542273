package weir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The script `weir` in a checkout where nothing is built, and what it says before it builds. Maven
/// is one that fails, and the system's libraries are those that a script lists.
@EnabledOnOs(OS.LINUX)
class LauncherTest {
  private static final String GTK = "libgtk-3.so.0 libXtst.so.6";
  private static final String TEXT = "libpangoft2-1.0.so.0 libfontconfig.so.1 libfreetype.so.6";

  @TempDir private Path folder;

  @BeforeEach
  void checkout() throws IOException {
    Files.copy(Path.of("weir"), folder.resolve("weir"));
    Path shared = Path.of("src/main/sh/launch.sh");
    Files.createDirectories(folder.resolve(shared).resolveSibling(""));
    Files.copy(shared, folder.resolve(shared));
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("pom.xml"), "");
    Files.writeString(folder.resolve("a.pcap"), "");
    script("mvnw", "exit 1");
  }

  private void script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  /// @return what it says, a sentence a line
  private List<String> run(String display, String libraries, String... arguments)
      throws IOException, InterruptedException {
    script("bin/ldconfig", "echo '" + libraries + "'");
    List<String> command = new ArrayList<>(List.of("/bin/sh", "./weir"));
    command.addAll(List.of(arguments));
    ProcessBuilder launcher = new ProcessBuilder(command).directory(folder.toFile());
    launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
    launcher.environment().put("DISPLAY", display);
    launcher.environment().merge("PATH", folder + "/bin:", (path, first) -> first + path);
    Path said = folder.resolve("said");
    Process process = launcher.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(1, process.exitValue(), "nothing can be built here");
    return Files.readAllLines(said, StandardCharsets.UTF_8);
  }

  private boolean built() {
    return Files.exists(folder.resolve("target"));
  }

  @Test
  void aWindowThatCannotBeIsRefusedBeforeAnythingIsBuilt() throws Exception {
    for (String[] arguments : new String[][] {{}, {"--listen", "2055"}}) {
      List<String> said = run("", GTK + TEXT, arguments);
      assertEquals(1, said.size(), said.toString());
      assertTrue(said.getFirst().startsWith("weir: there is no display"), said.toString());
      said = run(":0", TEXT, arguments);
      assertEquals(1, said.size(), said.toString());
      assertTrue(said.getFirst().contains("apt install libgtk-3-0 libxtst6"), said.toString());
    }
    assertFalse(built());
  }

  @Test
  void whatGoesWithoutSaysWhatIsMissingAndBuilds() throws Exception {
    for (String argument : new String[] {"demo", "a.pcap"}) {
      List<String> said = run("", "", argument);
      assertTrue(said.get(0).startsWith("weir: there is no display"), said.toString());
      assertTrue(said.get(1).contains("apt install libpangoft2-1.0-0"), said.toString());
      assertTrue(said.get(2).startsWith("weir: building"), said.toString());
      assertTrue(run(":0", TEXT, argument).getFirst().contains("without GTK 3 and Xtst"));
    }
    assertTrue(built());
  }

  @Test
  void whatIsThereIsNotSpokenOf() throws Exception {
    assertTrue(run(":0", GTK + " " + TEXT).getFirst().startsWith("weir: building"));
    assertTrue(run(":0", GTK + " " + TEXT, "demo").getFirst().startsWith("weir: building"));
    assertTrue(run("", "", "decode", "a.pcap").getFirst().startsWith("weir: building"));
    assertTrue(run("", TEXT, "snapshot").getFirst().startsWith("weir: building"));
    assertTrue(run("", "", "snapshot").getFirst().contains("no picture can be drawn"));
    assertTrue(run("", "", "--listen", "1", "--help").get(2).startsWith("weir: building"));
  }
}
