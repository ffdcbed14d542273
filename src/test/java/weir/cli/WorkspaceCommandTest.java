package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.app.Desk;
import weir.export.ReportOrder;
import weir.ingest.Source;
import weir.query.FilterText;
import weir.query.Unit;
import weir.query.Views;
import weir.screen.Saved;

/// Workspaces of a data set of 65 flows that one exporter sampled 1:8.
class WorkspaceCommandTest {
  private static final String CAPTURE =
      "sample-captures/pmacctd-nfprobe-ipfix-mac-vlan-sampled8.pcap";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> drawn = new ArrayList<>();
  private final List<Desk.Start> opened = new ArrayList<>();
  private String missing = "there is no display";
  private Optional<ReportOrder> reported = Optional.empty();
  private String data = "";

  private final Desk desk =
      new Desk() {
        @Override
        public String missing() {
          return missing;
        }

        @Override
        public void open(Start start) {
          opened.add(start);
        }

        @Override
        public Demo demo() {
          throw new AssertionError();
        }

        @Override
        public void report(Source source, ReportOrder order, Path file, DoubleConsumer progress) {
          reported = Optional.of(order);
        }

        @Override
        public void render(Source source, Picture picture, Path file) {
          drawn.add(
              picture.view()
                  + " of "
                  + source.saved().map(Saved::screen).orElseThrow().view().id());
        }
      };

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new Cli(desk, Views.builtIn(), new PrintWriter(out, true), new PrintWriter(err, true))
        .run(arguments);
  }

  private Path save(String... more) {
    Path file = folder.resolve("a.weir");
    List<String> arguments =
        new ArrayList<>(List.of("workspace", "save", "--data", data, "--out", file.toString()));
    arguments.addAll(List.of(more));
    assertEquals(0, run(arguments.toArray(String[]::new)), err::toString);
    return file;
  }

  @BeforeEach
  void importFlows() {
    data = folder.resolve("flows").toString();
    assertEquals(0, run("import", CAPTURE, "--data", data), err::toString);
  }

  @Test
  void aWorkspaceWithFlowsIsADataSetWithAScreen() throws Exception {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "Look here.\n");
    Path file =
        save(
            "--view",
            "talkers",
            "--filter",
            "tcp",
            "--zone",
            "Europe/Berlin",
            "--unit",
            "packets",
            "--notes",
            notes.toString(),
            "--with-data");
    assertTrue(err.toString().matches("weir: wrote \\S+ with \\d+ flows\\n"), err::toString);
    String[] question = {"query", "--data", data, "--filter", "tcp", "--by", "src_addr,proto"};
    assertEquals(0, run(question));
    String before = out.toString();
    question[2] = file.toString();
    assertEquals(0, run(question), err::toString);
    assertEquals(before, out.toString());
    assertTrue(before.contains("TCP"), before);

    assertEquals(0, run("workspace", "show", file.toString()), err::toString);
    assertTrue(out.toString().contains("View       Talkers (talkers)"), out::toString);
    assertTrue(out.toString().contains("Link       weir:?view=talkers&filter=tcp&"), out::toString);
    assertTrue(out.toString().endsWith("\nLook here.\n"), out::toString);

    assertEquals(
        0, run("snapshot", "--data", file.toString(), "--out", folder + "/a.png"), err::toString);
    assertEquals(
        0,
        run(
            "snapshot",
            "--data",
            file.toString(),
            "--view",
            "overview",
            "--out",
            folder + "/a.png"));
    assertEquals(List.of(" of talkers", "overview of talkers"), drawn);

    assertEquals(
        0, run("report", "--data", file.toString(), "--out", folder + "/a.html"), err::toString);
    ReportOrder order = reported.orElseThrow();
    assertEquals("talkers", order.view().id());
    assertEquals("proto tcp", FilterText.of(order.filter()));
    assertEquals(Unit.PACKETS, order.unit());
    assertEquals("Europe/Berlin", order.zone().getId());
    assertEquals("Look here.", order.notes());
  }

  @Test
  void withNoDisplayAWorkspaceSaysWhatIsInItAndIsDrawn() {
    Path file = save("--with-data", "--view", "talkers");
    assertEquals(0, run(file.toString(), "--out", folder + "/w.png"), err::toString);
    assertTrue(out.toString().contains("View       Talkers (talkers)"), out::toString);
    assertEquals(List.of(" of talkers"), drawn);
    Path bare = save();
    assertEquals(0, run(bare.toString()), err::toString);
    assertTrue(out.toString().contains("Flows      none"), out::toString);
    assertEquals(1, drawn.size());
  }

  @Test
  void linksAndAddressesOfFilesGoToTheDesktop() {
    missing = "";
    Path file = save();
    String link = "weir:?view=talkers&zone=Europe/Berlin";
    assertEquals(0, run(file.toUri().toString(), link), err::toString);
    assertEquals(List.of(file, Path.of(link)), opened.getFirst().files());
    missing = "there is no display";
    assertEquals(1, run(link));
    assertTrue(
        err.toString().contains("a link is opened in the desktop, which has no display here"),
        err::toString);
    assertEquals(1, run("weir:?sql=x"));
    assertTrue(err.toString().contains("this is no link that Weir reads"), err::toString);
  }

  @Test
  void theSameKeyMakesTheSameAddresses() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "0f".repeat(32) + "\n");
    String[] question = {"query", "--data", "", "--by", "src_addr"};
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      question[2] =
          save("--with-data", "--anonymise", "crypto-pan", "--key", key.toString()).toString();
      assertTrue(err.toString().endsWith(" flows, crypto-pan\n"), err::toString);
      assertEquals(0, run(question), err::toString);
      answers.add(out.toString());
    }
    assertEquals(answers.get(0), answers.get(1));
    question[2] = save("--with-data", "--anonymise", "crypto-pan").toString();
    assertEquals(0, run(question), err::toString);
    assertFalse(answers.contains(out.toString()));
    question[2] = save("--with-data", "--anonymise", "truncate", "--keep-bits", "8,16").toString();
    assertTrue(err.toString().endsWith(" flows, truncate /8 /16\n"), err::toString);
    assertEquals(0, run(question), err::toString);
    assertTrue(out.toString().contains(".0.0.0 "), out::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | --out a.txt | --out a.txt: the name of a workspace ends with .weir",
        "2 | --out a.weir --anonymise crypto-pan | --anonymise goes with --with-data",
        "2 | --out a.weir --key x | --key goes with --anonymise",
        "2 | --out a.weir --with-data --anonymise rot13 | --anonymise is crypto-pan or truncate",
        "2 | --out a.weir --note a --notes b | --note or --notes, not both",
        "1 | --out a.weir --filter tcp,and | --filter: ",
        "1 | --out a.weir --zone Moon | --zone: there is no zone 'Moon'",
        "1 | --out a.weir --with-data --anonymise crypto-pan --key pom.xml | a key is 32 octets, or"
            + " 64 digits of base 16; openssl rand -hex 32 makes one",
      })
  void whatIsWrongIsSaid(int status, String options, String sentence) {
    List<String> arguments = new ArrayList<>(List.of("workspace", "save", "--data", data));
    for (String option : options.split(" ")) {
      arguments.add(option.endsWith(".weir") ? folder.resolve(option).toString() : option);
    }
    assertEquals(status, run(arguments.toArray(String[]::new)), err::toString);
    assertTrue(err.toString().contains(sentence), err::toString);
    assertFalse(Files.exists(folder.resolve("a.weir")));
  }

  @Test
  void whatIsNoWorkspaceIsSaid() throws Exception {
    Path file = Files.writeString(folder.resolve("x.weir"), "hello");
    for (String[] command :
        new String[][] {
          {"workspace", "show", file.toString()},
          {"query", "--data", file.toString(), "--by", "proto"},
          {file.toString()},
        }) {
      assertEquals(1, run(command));
      assertEquals(
          "weir: " + file + " cannot be opened as a workspace: it is no zip\n", err.toString());
    }
    assertEquals(2, run("workspace"));
    assertTrue(err.toString().contains("say what to do: save or show"), err::toString);
  }
}
