package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NamesCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return NamesCommand.create()
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(
            (e, _, _) -> {
              err.append(e.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(arguments);
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("names.json"), text).toString();
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() throws IOException {
    String file =
        file("{\"hosts\": {\"10.0.0.1\": \"a\"},\n \"directions\": [\"in: port http and\"]}");
    assertEquals(1, run("check", file));
    assertTrue(
        err.toString().startsWith(file + ", line 2, column 17: 'directions' is wrong: 'in: port"),
        err.toString());
    assertEquals(0, run("check", file("{\"colour\": 1}")));
    assertEquals(
        file + ", line 1, column 2: 'colour' is not known here; it is passed over\n", err + "");
    assertEquals(file + ": nothing is wrong\n", out.toString());
    assertEquals(1, run("show", "--names", folder.resolve("none").toString()));
    assertTrue(err.toString().contains("there is no file"), err.toString());
  }

  @Test
  void importedNamesAreShownWithWhereTheyAreFrom() throws IOException {
    String names = file("{\"hosts\": {\"10.0.0.1\": \"a\"}}");
    Path config =
        Files.writeString(
            folder.resolve("netmeta.json"),
            "{\"ports\": {}, \"sampler\": {\"::192.0.2.1\": {\"description\": \"edge\"}}}");
    assertEquals(0, run("import", "netmeta", config.toString(), "--into", names));
    assertEquals("weir: not names, and not taken over: ports\n", err.toString());
    assertEquals(0, run("show", "--names", names));
    assertEquals(
        """
        Exporters
          address    name  site  role  sampling_rate  anonymise  from
          192.0.2.1  edge                                        by hand

        Hosts
          address   name  from
          10.0.0.1  a     by hand

        """,
        out.toString());
    assertEquals(0, run("show", "--names", names, "hosts", "--csv"));
    assertEquals("address,name\n10.0.0.1,a\n", out.toString());
    Path mapping =
        Files.writeString(
            folder.resolve("mapping.json"),
            "{\"ipfix\": {\"mapping\": [{\"field\": 371, \"destination\": \"user_name\"}]}}");
    assertEquals(0, run("import", "goflow2", mapping.toString()));
    assertEquals("# enterprise element field\n0 371 user_name\n", out.toString());
  }

  @Test
  void tablesOfAsAreReadShownAndChecked() throws IOException {
    Files.writeString(folder.resolve("asnames.txt"), "64500 Theirs, DE\n3320 DTAG, DE\n");
    Path prefixes = Files.writeString(folder.resolve("as.csv"), "198.51.100.0/24,3320\n");
    String names =
        file(
            """
            {"own_networks": ["203.0.113.0/24"],
             "systems": [{"number": 64500, "name": "Ours", "own": true}],
             "tables": [{"kind": "as_names", "file": "asnames.txt"},
                        {"kind": "as_prefixes", "file": "as.csv"}]}
            """);
    assertEquals(0, run("check", names), err.toString());
    assertEquals(0, run("show", "systems", "--names", names));
    assertEquals(
        """
        AS
          number  name  country  own  from
          64500   Ours  DE       yes  by hand
          3320    DTAG  DE            tables of AS

        """,
        out.toString());
    out.getBuffer().setLength(0);
    CommandLine as = new CommandLine(new AsCommand()).setOut(new PrintWriter(out, true));
    assertEquals(0, as.execute("--names", names, "203.0.113.9", "198.51.100.7", "192.0.2.1"));
    assertEquals(
        """
        203.0.113.9\tAS64500\tuser\tOurs\tregistered in Germany\t
        198.51.100.7\tAS3320\ttable\tDTAG\tregistered in Germany\t
        192.0.2.1\tunknown\t\t\t\t
        """,
        out.toString());
    Files.writeString(prefixes, "198.51.100.0/24,nobody\n");
    assertEquals(1, run("check", names));
    assertTrue(err.toString().startsWith(prefixes + ", line 1: "), err.toString());
  }
}
