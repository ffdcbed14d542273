package weir.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.IpAddress;

class NamesFileTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");

  @TempDir Path folder;
  private Path path;
  private NamesFile file;
  private final AtomicInteger told = new AtomicInteger();

  @BeforeEach
  void open() {
    path = folder.resolve("names.json");
    file = NamesFile.of(path, NamesReaders.PLAIN);
    file.listen(told::incrementAndGet);
  }

  private String name() {
    file.look();
    return file.now().exporter(EDGE).name();
  }

  private void write(String text) throws IOException {
    Files.writeString(path, text);
  }

  @Test
  void aFileThatBecomesWrongLeavesTheFormerNamesInForce() throws IOException {
    assertEquals("", name());
    write("{\"exporters\": [{\"address\": \"192.0.2.1\", \"name\": \"edge\"}]}");
    assertEquals("edge", name());
    write("{\"exporters\": [{\"address\": \"192.0.2.1\", \"name\": \"edge-2\", }]}");
    assertEquals("edge", name());
    assertTrue(file.problems().getFirst().startsWith(path + ", line 1, column "));
    assertTrue(file.problems().getFirst().endsWith("; what was read before stays in force"));
    assertThrows(IllegalStateException.class, () -> file.change(said -> Naming.NONE));
    write("{\"exporters\": [{\"address\": \"192.0.2.1\", \"name\": \"edge-3\"}]}");
    assertEquals("edge-3", name());
    assertEquals(0, file.problems().size());
    Files.delete(path);
    assertEquals("", name());
    assertEquals(5, told.get(), "once for each of these");
  }

  @Test
  void aChangeIsInForceAtOnceAndInTheFile() throws IOException {
    file.change(said -> said.with(EDGE, one -> one.withName("edge")));
    assertEquals("edge", file.now().exporter(EDGE).name());
    assertEquals(1, told.get());
    NamesFile other = NamesFile.of(path, NamesReaders.PLAIN);
    assertEquals("edge", other.now().exporter(EDGE).name());
    other.change(said -> said.with(EDGE, one -> one.withSite("Berlin")));
    file.change(said -> said.with(EDGE, one -> one.withRole("core")));
    assertEquals("Berlin", file.now().exporter(EDGE).site(), "what others wrote stays");
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count(), "nothing is left beside it");
    }
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path real = Files.writeString(folder.resolve("kept.json"), "{}");
    Files.createSymbolicLink(path, real);
    file.change(said -> said.with(EDGE, one -> one.withName("edge")));
    assertTrue(Files.isSymbolicLink(path));
    assertTrue(Files.readString(real).contains("edge"));
  }

  @Test
  void tablesLieBeneathTheFile() throws IOException {
    Files.writeString(
        folder.resolve("ports.csv"), "exporter,index,name\n192.0.2.1,1,csv\n192.0.2.1,2,csv\n");
    write(
        """
        {"tables": [{"kind": "interfaces", "file": "ports.csv"}],
         "exporters": [{"address": "192.0.2.1", "interfaces": [{"index": 2, "name": "hand"}]}]}
        """);
    file.put(
        Origin.SNMP,
        Naming.NONE.with(
            EDGE,
            one ->
                one.with(1, port -> port.withName("snmp")).with(3, port -> port.withName("snmp"))));
    file.look();
    Exporter edge = file.now().exporter(EDGE);
    assertEquals("csv", edge.interfaceOf(1).name());
    assertEquals("hand", edge.interfaceOf(2).name());
    assertEquals("snmp", edge.interfaceOf(3).name());
    Files.writeString(folder.resolve("ports.csv"), "exporter,index,name\n192.0.2.1,x,y\n");
    file.look();
    assertEquals("csv", file.now().exporter(EDGE).interfaceOf(1).name(), "the old table");
    assertTrue(file.problems().getFirst().contains("ports.csv, line 2: 'x' is not a number"));
    Files.delete(folder.resolve("ports.csv"));
    file.look();
    assertTrue(file.problems().getFirst().startsWith("there is no file "));
    assertFalse(file.problems().isEmpty());
  }
}
