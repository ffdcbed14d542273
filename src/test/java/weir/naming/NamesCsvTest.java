package weir.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.IpAddress;

class NamesCsvTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  /// Of everything that has a table.
  @Test
  void whatIsWrittenIsWhatWasRead() throws IOException {
    Naming all = NamesJsonTest.read(NamesJsonTest.WHOLE).naming();
    assertEquals(all.hosts(), NamesCsv.hosts(file(NamesCsv.hosts(all))).hosts());
    assertEquals(all.networks(), NamesCsv.networks(file(NamesCsv.networks(all))).networks());
    assertEquals(all.systems(), NamesCsv.systems(file(NamesCsv.systems(all))).systems());
    IpAddress edge = IpAddress.parse("192.0.2.1");
    assertEquals(
        all.exporter(edge).interfaces(),
        NamesCsv.interfaces(file(NamesCsv.interfaces(all))).exporter(edge).interfaces());
    assertEquals(
        all.exporter(edge).withVlans(java.util.Map.of()).name(),
        NamesCsv.exporters(file(NamesCsv.exporters(all))).exporter(edge).name());
  }

  @Test
  void hostsFilesAndColumnsInAnyOrderAreRead() throws IOException {
    Naming hosts = NamesCsv.hosts(file("# mine\n127.0.0.1 localhost lo\n\n::1\tlocalhost\n"));
    assertEquals("localhost", hosts.hosts().get(IpAddress.parse("127.0.0.1")));
    Naming networks =
        NamesCsv.networks(file("\ufeffSite;Prefix;Name\nBerlin;10.0.0.0/8;\"a;b\"\n"));
    assertEquals(new Network("10.0.0.0/8", "a;b", "", "Berlin"), networks.networks().getFirst());
  }

  @Test
  void sentenceSaysWhereAndWhy() throws IOException {
    wrong(
        "prefix,name\n\n10.0.0.0/8,a\nx,b\n",
        NamesCsv::networks,
        ", line 4: 'x' is not an IPv4 or IPv6 address");
    wrong(
        "prefix,name\n10.0.0.0/8,a\n10.1.0.0/8,b\n",
        NamesCsv::networks,
        ", line 3: 10.1.0.0/8 was there already");
    wrong(
        "name\n",
        NamesCsv::networks,
        ", line 1: the first line names the columns, such as prefix,name,role,site");
    wrong(
        "prefix,name\n10.0.0.0/8,\"a\n",
        NamesCsv::networks,
        ", line 2: a quotation mark is not closed");
    wrong(
        "10.0.0.1 a\n10.0.0 b\n",
        NamesCsv::hosts,
        ", line 2: '10.0.0' is not an IPv4 or IPv6 address");
    wrong(
        "exporter,index,speed\n192.0.2.1,1,fast\n",
        NamesCsv::interfaces,
        ", line 2: 'fast' is no speed; write bits per second, such as 10G or 100M");
  }

  private void wrong(String text, Function<Path, Naming> reader, String expected)
      throws IOException {
    Path file = file(text);
    Exception e = assertThrows(IllegalArgumentException.class, () -> reader.apply(file));
    assertEquals(file + expected, e.getMessage());
  }
}
