package weir.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// What makes Weir a program of the desktop: its menu entry, its icons, and the kinds of files that
/// it opens, on every system.
class DesktopEntryTest {
  private static final Path ENTRY = Path.of("installer/linux/weir.desktop");
  private static final Path KINDS = Path.of("installer/linux/weir.xml");
  private static final Path ICONS = Path.of("src/main/resources/weir/icon");

  /// Known to every system.
  private static final Set<String> KNOWN = Set.of("application/vnd.tcpdump.pcap");

  private static Map<String, String> entry() throws Exception {
    return Files.readAllLines(ENTRY).stream()
        .filter(line -> line.contains("="))
        .collect(Collectors.toMap(line -> line.split("=", 2)[0], line -> line.split("=", 2)[1]));
  }

  private static List<Element> elements(NodeList nodes) {
    return java.util.stream.IntStream.range(0, nodes.getLength())
        .mapToObj(i -> (Element) nodes.item(i))
        .toList();
  }

  private static Document kinds() throws Exception {
    return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(KINDS.toFile());
  }

  @Test
  void theEntryStartsWeirWithFiles() throws Exception {
    Map<String, String> entry = entry();
    assertTrue(Set.of("weir %F", "weir %U").contains(entry.get("Exec")), entry.get("Exec"));
    assertEquals("weir", entry.get("TryExec"));
    assertEquals("weir", entry.get("Icon"));
    assertEquals("Application", entry.get("Type"));
    assertEquals("false", entry.get("Terminal"));
  }

  /// Links are no files: they begin with `x-scheme-handler/`.
  @Test
  void theKindsOfFilesAreThoseThatAreDeclared() throws Exception {
    Set<String> opened =
        Arrays.stream(entry().getOrDefault("MimeType", "").split(";"))
            .filter(kind -> !kind.startsWith("x-scheme-handler/"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> declared = new TreeSet<>(KNOWN);
    elements(kinds().getElementsByTagName("mime-type"))
        .forEach(kind -> declared.add(kind.getAttribute("type")));
    assertEquals(declared, opened);
  }

  @Test
  void everyEndingOfAFileIsOpenedOnEverySystem() throws Exception {
    Set<String> endings = new HashSet<>();
    elements(kinds().getElementsByTagName("glob"))
        .forEach(glob -> endings.add(glob.getAttribute("pattern").replace("*.", "")));
    assertTrue(endings.containsAll(Set.of("pcapng", "weir")), endings.toString());
    for (String system : List.of("mac", "windows")) {
      String build =
          Files.readString(
              Path.of("installer", system).resolve(system.equals("mac") ? "build" : "build.ps1"));
      for (String ending : List.of("pcap", "pcapng")) {
        assertTrue(
            Files.exists(Path.of("installer", system, ending + ".properties")), system + ending);
        assertTrue(build.contains(ending + ".properties"), system + ": " + ending);
      }
    }
  }

  @Test
  void thereAreIconsOfAllUsualSizes() {
    for (String icon : List.of("16", "32", "48", "64", "128", "256")) {
      assertTrue(Files.exists(ICONS.resolve(icon + ".png")), icon);
    }
    assertTrue(Files.exists(ICONS.resolve("weir.svg")));
  }
}
