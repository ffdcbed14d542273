package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowField;
import weir.flow.Prefixes;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.Checkup;
import weir.store.Reading;
import weir.store.Remote;
import weir.store.SchemaGuess;
import weir.store.ServerAddress;
import weir.store.StoreException;

/// Tables that no schema fits: what is guessed of them reads them.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
@SuppressWarnings("NullAway") // a null fails the test, as it should
class GuessedTablesTest {
  @TempDir private Path folder;

  private static Remote remote(String database) {
    return Remote.of(ServerAddress.parse("http://viewer@" + TestServer.place() + "/" + database));
  }

  private SchemaGuess only(String database) {
    Checkup checkup = ClickHouseReader.check(remote(database), "view", Schemas.SHIPPED);
    assertTrue(checkup.good(), () -> checkup.steps().toString());
    assertEquals(List.of(), checkup.tables());
    assertEquals(1, checkup.unknown().size());
    return SchemaGuess.of(checkup.unknown().getFirst());
  }

  private static String row(SchemaGuess guess, String database, FlowField field) {
    SchemaGuess.Preview preview = ClickHouseReader.preview(remote(database), "view", guess);
    return preview.rows().getFirst().get(preview.fields().indexOf(field));
  }

  @Test
  void aTableOfItsUsersColumnsIsFoundTriedOutKeptAndOpened() {
    String database = TestServer.fresh("c_guess_ipfixcol2");
    TestServer.run(
        "CREATE TABLE "
            + database
            + ".flows (odid UInt32, srcip IPv6, dstip IPv6, flowstart DateTime64(9), srcport"
            + " UInt16, dstport UInt16, proto UInt8, bytes UInt64, packets UInt64) ENGINE ="
            + " MergeTree PARTITION BY toStartOfHour(flowstart) ORDER BY (odid, flowstart)");
    TestServer.run("CREATE TABLE " + database + ".other (a UInt8, b String) ENGINE = Memory");
    TestServer.run(
        "INSERT INTO "
            + database
            + ".flows SELECT 7, toIPv6('192.0.2.1'), toIPv6('2001:db8::1'),"
            + " fromUnixTimestamp64Nano(toInt64(1795255200000000000 + number * 1000000000)), 1,"
            + " 443, 6, 100, 2 FROM numbers(60)");
    StoreException none =
        assertThrows(
            StoreException.class,
            () -> ClickHouseReader.open(remote(database), "view", Prefixes.ALL, Schemas.SHIPPED));
    assertTrue(String.valueOf(none.getMessage()).contains("weir schema --clickhouse"));

    SchemaGuess guess = only(database);
    assertEquals("192.0.2.1", row(guess, database, FlowField.SRC_ADDRESS));
    assertEquals("2001:db8::1", row(guess, database, FlowField.DST_ADDRESS));
    Schemas schemas = new Schemas(Optional.of(folder));
    schemas.keep(guess);
    try (ClickHouseReader reader =
        ClickHouseReader.open(remote(database), "view", Prefixes.ALL, schemas)) {
      TimeRange range = new TimeRange(1_795_255_210_000_000_000L, 1_795_255_220_000_000_000L);
      assertEquals(
          1000,
          reader.run(FlowQuery.total(range, Filter.all(), Measure.BYTES), new Cancel())
              .sums()[0][0]);
      assertEquals(60, reader.status().rows());
    }
  }

  @Test
  void addressesAndTimesInEveryTypeThatTheyAreKeptIn() {
    String database = TestServer.fresh("c_guess_types");
    for (String[] kind :
        new String[][] {
          {"IPv6", "toIPv6('192.0.2.1')"},
          {"IPv4", "toIPv4('192.0.2.1')"},
          {"UInt32", "toUInt32(toIPv4('192.0.2.1'))"},
          {"String", "'192.0.2.1'"},
          {"LowCardinality(String)", "'192.0.2.1'"},
          {"Nullable(IPv4)", "toIPv4('192.0.2.1')"},
          {"FixedString(16)", "toFixedString(unhex('C0000201'), 16)"},
          {"FixedString(16)", "toFixedString(unhex('00000000000000000000FFFFC0000201'), 16)"},
        }) {
      TestServer.run("DROP TABLE IF EXISTS " + database + ".t");
      TestServer.run(
          "CREATE TABLE "
              + database
              + ".t (ts DateTime, src_ip "
              + kind[0]
              + ", dst_ip IPv6, bytes UInt64) ENGINE = MergeTree ORDER BY ts");
      TestServer.run(
          "INSERT INTO " + database + ".t SELECT 1795255200, " + kind[1] + ", toIPv6('::1'), 1");
      assertEquals("192.0.2.1", row(only(database), database, FlowField.SRC_ADDRESS), kind[0]);
    }
    for (String[] kind :
        new String[][] {
          {"ts DateTime", "1795255200"},
          {"ts DateTime('Asia/Kolkata')", "1795255200"},
          {"ts DateTime64(3)", "fromUnixTimestamp64Milli(1795255200000)"},
          {"ts DateTime64(6)", "fromUnixTimestamp64Micro(1795255200000000)"},
          {"ts DateTime64(1)", "toDateTime64('2026-11-21 10:00:00', 1, 'UTC')"},
          {"ts DateTime64(9, 'UTC')", "fromUnixTimestamp64Nano(1795255200000000000)"},
          {"ts UInt32", "1795255200"},
          {"ts_ms UInt64", "1795255200000"},
          {"ts_ms Nullable(Int64)", "1795255200000"},
          {"flowStartNanoseconds UInt64", "1795255200000000000"},
        }) {
      TestServer.run("DROP TABLE IF EXISTS " + database + ".t");
      TestServer.run(
          "CREATE TABLE "
              + database
              + ".t ("
              + kind[0]
              + ", src_ip IPv6, dst_ip IPv6, bytes UInt64) ENGINE = MergeTree ORDER BY src_ip");
      TestServer.run(
          "INSERT INTO " + database + ".t SELECT " + kind[1] + ", toIPv6('::1'), toIPv6('::2'), 7");
      SchemaGuess guess = only(database);
      assertEquals("2026-11-21T10:00:00Z", row(guess, database, FlowField.TIME_RECEIVED), kind[0]);
      Schemas schemas = new Schemas(Optional.of(folder));
      schemas.keep(guess);
      try (ClickHouseReader reader =
          ClickHouseReader.open(remote(database), "view", Prefixes.ALL, schemas)) {
        long at = 1_795_255_200_000_000_000L;
        assertEquals(
            7,
            reader.run(FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.BYTES), new Cancel())
                .sums()[0][0],
            kind[0]);
        for (long from : new long[] {at, at + 1}) {
          long[] sums =
              reader.run(
                      FlowQuery.total(
                          new TimeRange(from, at + 60_000_000_000L), Filter.all(), Measure.BYTES),
                      new Cancel())
                  .sums()[0];
          assertEquals(from == at ? 7 : 0, sums.length == 0 ? 0 : sums[0], kind[0]);
        }
      }
    }
  }

  @Test
  void aColumnThatCannotBeReadSoIsNamed() {
    String database = TestServer.fresh("c_guess_wrong");
    TestServer.run(
        "CREATE TABLE "
            + database
            + ".t (ts DateTime, src_ip IPv6, dst_ip IPv6, bytes UInt64, src_mac String) ENGINE ="
            + " MergeTree ORDER BY ts");
    SchemaGuess guess = only(database);
    SchemaGuess.Part time =
        new SchemaGuess.Part(
            guess.choices().get(FlowField.DST_ADDRESS).parts().getFirst().column(),
            Reading.DATE_TIME);
    SchemaGuess wrong =
        guess.with(FlowField.TIME_END, Optional.of(new SchemaGuess.Choice(List.of(time))));
    StoreException e =
        assertThrows(
            StoreException.class, () -> ClickHouseReader.preview(remote(database), "view", wrong));
    assertTrue(
        String.valueOf(e.getMessage())
            .startsWith("Flow end from dst_ip (date and time): the server says"),
        e.getMessage());
  }
}
