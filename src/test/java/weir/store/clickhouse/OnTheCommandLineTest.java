package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import weir.app.Desk;
import weir.cli.Cli;
import weir.export.ReportOrder;
import weir.ingest.Source;
import weir.json.JsonValue;
import weir.query.Views;
import weir.store.OwnFiles;

/// What `weir schema` and `weir query` make of tables of others.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
class OnTheCommandLineTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path password;

  private final Desk desk =
      new Desk() {
        @Override
        public String missing() {
          return "";
        }

        @Override
        public void open(Start start) {
          throw new AssertionError();
        }

        @Override
        public Demo demo() {
          throw new AssertionError();
        }

        @Override
        public void report(Source source, ReportOrder order, Path file, DoubleConsumer progress) {
          throw new AssertionError();
        }

        @Override
        public void render(Source source, Picture picture, Path file) {
          throw new AssertionError();
        }
      };

  @BeforeEach
  void password() throws Exception {
    password = folder.resolve("password");
    OwnFiles.replace(password, "view".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private int run(String command, String database, String... more) {
    String[] arguments = new String[5 + more.length];
    arguments[0] = command;
    arguments[1] = "--clickhouse";
    arguments[2] = "http://viewer@" + TestServer.place() + "/" + database;
    arguments[3] = "--password-file";
    arguments[4] = password.toString();
    System.arraycopy(more, 0, arguments, 5, more.length);
    return new Cli(desk, Views.builtIn(), new PrintWriter(out, true), new PrintWriter(err, true))
        .run(arguments);
  }

  @Test
  void aSchemaIsGuessedAndARowReadByIt() throws Exception {
    String database = TestServer.fresh("c_cli_guess");
    TestServer.run(
        "CREATE TABLE "
            + database
            + ".t (ts DateTime, srcip IPv6, dstip IPv6, bytes UInt64) ENGINE = MergeTree ORDER BY"
            + " ts");
    TestServer.run(
        "INSERT INTO "
            + database
            + ".t SELECT 1795255200, toIPv6('192.0.2.1'), toIPv6('192.0.2.2'), 7");
    assertEquals(0, run("schema", database), err::toString);
    Schema schema =
        SchemaFile.read(
            "own",
            true,
            JsonValue.read(
                "own.json", out.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertEquals("c_cli_guess.t", schema.title());
    assertTrue(err.toString().contains("  Source: 192.0.2.1\n"), err.toString());
    TestServer.run(
        "CREATE TABLE " + database + ".u AS " + database + ".t ENGINE = MergeTree ORDER BY ts");
    assertEquals(1, run("schema", database));
    assertTrue(
        err.toString().contains("several tables that no schema fits: c_cli_guess.t, c_cli_guess.u"),
        err.toString());
    assertEquals(0, run("schema", database + "?table=u"), err::toString);
    assertTrue(err.toString().contains("the table is empty"), err.toString());
    Files.delete(password);
  }

  @Test
  void sumsAreListedWithoutFlows() {
    String database = TestServer.fresh("c_cli_sums");
    TestServer.run(
        "CREATE TABLE "
            + database
            + ".total_metrics (metricDate Date DEFAULT toDate(metricDateTime), metricDateTime"
            + " DateTime, direction String, flows UInt64, packets UInt64, bits UInt64) ENGINE ="
            + " MergeTree ORDER BY (direction, metricDate) PARTITION BY metricDate");
    TestServer.run(
        "INSERT INTO "
            + database
            + ".total_metrics (metricDateTime, direction, packets, bits) SELECT 1795255200 +"
            + " number, 'incoming', 2, 80 FROM numbers(60)");
    assertEquals(0, run("query", database, "--by", "direction"), err::toString);
    assertEquals(
        "Direction Bytes Packets in 600 120", out.toString().replaceAll("\\s+", " ").strip());
    assertEquals(1, run("query", database, "--measure", "flows"));
    assertTrue(err.toString().contains("do not tell how many flows"), err.toString());
    assertEquals(1, run("schema", database));
    assertTrue(
        err.toString()
            .contains(
                "there is a schema for every table of flows here: total_metrics (FastNetMon"
                    + " Community, totals)"),
        err.toString());
  }
}
