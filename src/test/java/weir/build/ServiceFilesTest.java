package weir.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.flow.ListenAddress;
import weir.ingest.Listening;

/// What packages bring for the service `weir collect` says the same as the program.
class ServiceFilesTest {
  private static final Path FOLDER = Path.of("installer/linux");

  private static String read(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }

  private static List<Integer> usualPorts() {
    return Listening.DEFAULT.stream().map(ListenAddress::port).toList();
  }

  @Test
  void firewallsOpenThePortsThatAreListenedOn() throws IOException {
    List<Integer> firewalld =
        Pattern.compile("protocol=\"udp\" port=\"(\\d+)\"")
            .matcher(read("weir.firewalld.xml"))
            .results()
            .map(port -> Integer.valueOf(port.group(1)))
            .toList();
    assertEquals(usualPorts(), firewalld);
    String ufw =
        read("weir.ufw").lines().filter(line -> line.endsWith("/udp")).findFirst().orElse("");
    assertEquals(
        usualPorts(),
        Stream.of(ufw.replaceAll("ports=|/udp", "").split(",")).map(Integer::valueOf).toList());
  }

  @Test
  void theServiceReadsTheFileThatIsInstalledAndKept() throws IOException {
    String file = "/etc/weir/collect.json";
    assertTrue(read("weir-collect.service").contains(" collect --settings " + file + "\n"));
    assertTrue(read("build").contains("install -D -m 644 docs/collect.json \"$root" + file + "\""));
    for (String kept : List.of(file, "/etc/ufw/applications.d/weir")) {
      assertTrue(read("debian/conffiles").lines().toList().contains(kept), kept);
      assertTrue(read("weir.spec").contains("%config(noreplace) " + kept + "\n"), kept);
    }
  }

  @Test
  void theReceiveBufferMayBeWhatIsAskedFor() throws IOException {
    assertTrue(read("weir.sysctl").contains("net.core.rmem_max = " + (256 << 20) + "\n"));
  }
}
