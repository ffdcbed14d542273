package weir.store.duckdb.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.InForce;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.Oracle;
import weir.store.duckdb.DuckDbStore;
import weir.store.duckdb.Flows;
import weir.store.duckdb.files.DataFolder;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.RollupFiles;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.files.SliceFiles;
import weir.store.duckdb.files.SliceList;
import weir.store.duckdb.rollup.Rollup;
import weir.store.duckdb.rollup.Rollups;
import weir.store.duckdb.rollup.SliceTable;
import weir.store.duckdb.rollup.Summary;
import weir.store.duckdb.rollup.TopList;
import weir.store.duckdb.write.Pressure;
import weir.store.duckdb.write.RowPath;
import weir.store.duckdb.write.SliceWriter;

/// Every way of answering gives what the oracle says, with roll-ups and without.
class StepsTest {
  private static final int SECONDS = 900;
  private static final int TCP = 6;
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

  /// Begins and ends within a minute and within a slice.
  private static final TimeRange PART =
      new TimeRange(
          Flows.START_NANOS + 77 * FlowQuery.SECOND, Flows.START_NANOS + 801 * FlowQuery.SECOND);

  @TempDir private Path folder;

  private final Random random = new Random(20261125);
  private final List<FlowBatch> batches = new ArrayList<>();
  private final SliceList slices = new SliceList();
  private DataFolder data;
  private Database database;
  private SliceFiles files;

  /// Makes roll-ups.
  private Connection upkeep;

  @BeforeEach
  void fourSlicesOfWhichTheNewestHasNoRollUps() throws Exception {
    data = DataFolder.open(folder);
    database = new Database(data.temporaryFiles(), 2, 1024, false);
    files = new SliceFiles(data, database, slices, CLOCK, false);
    upkeep = database.duplicate();
    for (int slice = 0; slice < 4; slice++) {
      try (SliceWriter writer = writer()) {
        for (int i = 0; i < 5; i++) {
          FlowBatch batch = skewed(2000, slice * SECONDS / 4, SECONDS / 4);
          batches.add(batch);
          writer.append(batch);
        }
      }
    }
    for (Slice slice : slices.all().subList(0, 3)) {
      RollupFiles.Content made =
          files.rollups().make(upkeep, slice, InForce.NOTHING, () -> true).orElseThrow();
      slices.change(slice.alias(), now -> now.with(made.rollups()));
    }
  }

  @AfterEach
  void close() throws Exception {
    upkeep.close();
    database.close();
    data.close();
  }

  private SliceWriter writer() throws Exception {
    return new SliceWriter(
        "test",
        files,
        slices,
        RowPath.CHUNKS,
        CLOCK,
        database.duplicate(),
        new Pressure(),
        Flows.ENDLESS_ROOM,
        () -> {});
  }

  /// Some ends and ports have much more than others.
  private FlowBatch skewed(int rows, int fromSecond, int seconds) {
    FlowBatch batch = Flows.random(random, rows, seconds);
    for (int row = 0; row < rows; row++) {
      long received = batch.get(FlowField.TIME_RECEIVED, row);
      batch.set(FlowField.TIME_RECEIVED, row, received + fromSecond * FlowQuery.SECOND);
      batch.set(FlowField.DIRECTION, row, random.nextInt(3));
      batch.set(FlowField.TCP_FLAGS, row, 1 << random.nextInt(3));
      batch.set(FlowField.SRC_AS, row, 64496 + few(400));
      if (random.nextInt(3) == 0) {
        batch.set(FlowField.DST_PORT, row, 2000 + few(3000));
      }
      if (random.nextInt(16) > 0) {
        batch.setAddress(FlowField.SRC_ADDRESS, row, 0, IpAddress.mapped(0x0a000000 + few(8)));
        batch.setAddress(FlowField.DST_ADDRESS, row, 0, IpAddress.mapped(0x0b000000 + few(8)));
      }
    }
    return batch;
  }

  private int few(int most) {
    return (int) (most * Math.pow(random.nextDouble(), 6));
  }

  @Tag("long")
  @Test
  void directAnswersAgreeWithTheOracle() {
    for (FlowQuery query : queries()) {
      for (Pace pace : paces()) {
        try (Database.Reader reader = database.reader(new Cancel())) {
          check(query, new DirectSteps(query, QueryPlan.of(query, tables()), reader, pace));
        }
      }
    }
  }

  /// Their totals come from another roll-up, which has fewer rows.
  @Test
  void rankingsFromRollUpsAloneAgreeWithTheOracle() {
    batches.subList(3 * batches.size() / 4, batches.size()).clear();
    List<SliceTable> withRollUps = tables().subList(0, 3);
    int shorter = 0;
    for (FlowQuery query : everyQuery()) {
      List<QueryPlan.Piece> pieces = QueryPlan.of(query, withRollUps);
      if (query.bucketNanos() == 0
          && query.top() > 0
          && pieces.stream().allMatch(piece -> piece.summary().isPresent())) {
        try (Database.Reader reader = database.reader(new Cancel())) {
          check(query, new DirectSteps(query, pieces, reader, new Pace()));
        }
        shorter += rows(QueryPlan.totals(query, pieces)) < rows(pieces) ? 1 : 0;
      }
    }
    assertTrue(shorter >= 6, "only " + shorter + " questions had shorter totals");
  }

  /// Who is largest is decided by the last octet, though doubles cannot tell the two apart.
  @Test
  void rankingsFromRollUpsAreExact() throws Exception {
    rankTwoThatDoublesCannotTellApart(16, 1, true);
  }

  /// With their sampling rate, half of the flows have more than 64 bits hold, sign and all.
  @Test
  void rankingsFromRollUpsThatDoNotFitInto64BitsAreExact() throws Exception {
    rankTwoThatDoublesCannotTellApart(80, 4, false);
  }

  private void rankTwoThatDoublesCannotTellApart(int flows, int rate, boolean narrow)
      throws Exception {
    batches.clear();
    FlowBatch batch = new FlowBatch();
    for (int flow = 0; flow < flows; flow++) {
      batch.set(FlowField.TIME_RECEIVED, Flows.START_NANOS + flow);
      batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(0x0a000000 + flow % 2));
      batch.set(FlowField.SAMPLING_RATE, rate);
      batch.set(FlowField.BYTES, (1L << 57) + flow / (flows - 1));
      batch.endRow();
    }
    batches.add(batch);
    try (SliceWriter writer = writer()) {
      writer.append(batch);
    }
    Slice slice = slices.all().getLast();
    RollupFiles.Content made =
        files.rollups().make(upkeep, slice, InForce.NOTHING, () -> true).orElseThrow();
    List<SliceTable> tables = List.of(slice.with(made.rollups()).planned(Overrides.NONE));
    FlowQuery query =
        FlowQuery.ranking(
            TimeRange.ALL, Filter.all(), 1, Dimension.of(FlowField.SRC_ADDRESS), Measure.BYTES);
    List<QueryPlan.Piece> pieces = QueryPlan.of(query, tables);
    assertEquals(Optional.of(Rollup.SOURCES), pieces.getFirst().summary());
    assertEquals(
        narrow,
        Statements.SQL.answer(query, QueryPlan.sources(pieces)).contains("sum_no_overflow"));
    try (Database.Reader reader = database.reader(new Cancel())) {
      check(query, new DirectSteps(query, pieces, reader, new Pace()));
    }
  }

  private static long rows(List<QueryPlan.Piece> pieces) {
    return pieces.stream().mapToLong(QueryPlan.Piece::rows).sum();
  }

  @Test
  void seriesAgreeWithTheOracle() {
    for (FlowQuery query : queries()) {
      if (query.bucketNanos() > 0 && query.top() > 0) {
        for (Pace pace : paces()) {
          try (Database.Reader reader = database.reader(new Cancel())) {
            List<QueryPlan.Piece> pieces = QueryPlan.of(query, tables());
            check(query, new SeriesSteps(query, tables(), pieces, reader, pace));
          }
        }
      }
    }
  }

  /// Which decides in how many passes a series is answered.
  @Test
  void theNewestFlowsTellWhetherGroupsAreFew() {
    assertTrue(hasFewGroups(FlowField.TCP_FLAGS));
    assertFalse(hasFewGroups(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS));
  }

  private boolean hasFewGroups(FlowField... by) {
    FlowQuery query =
        FlowQuery.series(
            TimeRange.ALL, Filter.all(), FlowQuery.SECOND, 5, Dimension.of(by), Measure.BYTES);
    try (Database.Reader reader = database.reader(new Cancel())) {
      Pace pace = new Pace(3000, 5000, 0);
      DirectSteps steps = new DirectSteps(query, QueryPlan.of(query, tables()), reader, pace);
      var _ = steps.next(System.nanoTime());
      assertTrue(steps.share() < 1);
      boolean few = steps.hasFewGroups();
      steps.close();
      return few;
    }
  }

  /// How many rows there are is only estimated: what seems to have none is looked at too.
  @Test
  void anAnswerIsCompleteWhenAllWasLookedAt() {
    FlowQuery query =
        FlowQuery.ranking(
            TimeRange.ALL, Filter.all(), 5, Dimension.of(FlowField.PROTOCOL), Measure.FLOWS);
    List<QueryPlan.Piece> pieces = new ArrayList<>();
    for (QueryPlan.Piece piece : QueryPlan.of(query, tables())) {
      long rows = pieces.isEmpty() ? piece.rows() : 0;
      pieces.add(new QueryPlan.Piece(piece.table(), piece.summary(), piece.range(), rows, rows));
    }
    assertTrue(pieces.size() > 1);
    try (Database.Reader reader = database.reader(new Cancel())) {
      DirectSteps steps = new DirectSteps(query, pieces, reader, new Pace(10, 20, 0));
      Answer answer = steps.next(0);
      while (steps.share() < 1) {
        answer = steps.next(0);
      }
      steps.close();
      assertEquals(tables().stream().mapToLong(SliceTable::rows).sum(), answer.matchedFlows());
    }
  }

  /// Neither more is claimed than was looked at, nor a later time than all is there from.
  @Test
  void anUnfinishedAnswerSaysHowMuchItHasLookedAt() {
    FlowQuery query =
        FlowQuery.ranking(
            TimeRange.ALL,
            Filter.all(),
            5,
            Dimension.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS),
            Measure.FLOWS);
    long all = tables().stream().mapToLong(SliceTable::rows).sum();
    try (Database.Reader reader = database.reader(new Cancel())) {
      Pace pace = new Pace(3000, 5000, 0);
      DirectSteps steps = new DirectSteps(query, QueryPlan.of(query, tables()), reader, pace);
      double before = 0;
      int unfinished = 0;
      Answer answer = steps.next(System.nanoTime());
      while (steps.share() < 1) {
        unfinished++;
        assertTrue(steps.covered() > before && steps.covered() < 1, "covered " + steps.covered());
        assertEquals(
            (double) answer.matchedFlows(), steps.covered() * (double) all, (double) all / 20);
        long from = steps.wholeFromNanos();
        assertTrue(from > 0);
        assertTrue(answer.matchedFlows() >= flowsSince(from), "from " + from);
        before = steps.covered();
        answer = steps.next(System.nanoTime() + 1);
      }
      assertTrue(unfinished > 1);
      assertEquals(1, steps.covered());
      assertEquals(all, answer.matchedFlows());
      steps.close();
    }
  }

  private long flowsSince(long nanos) {
    return oracle()
        .rows(FlowQuery.total(new TimeRange(nanos, Long.MAX_VALUE), Filter.all(), Measure.FLOWS))
        .stream()
        .mapToLong(row -> row.sums().getFirst())
        .sum();
  }

  /// What a slice has at most is known of the rates that its roll-ups were made with.
  @Test
  void sumsAreNotHeldIn64BitsWhereRatesHaveChanged() {
    SliceTable table = tables().getFirst();
    FlowQuery query =
        FlowQuery.series(
            TimeRange.ALL, Filter.all(), FlowQuery.SECOND, 0, List.of(), Measure.BYTES);
    assertTrue(sql(query, table).contains("sum_no_overflow"));
    SliceTable changed =
        new SliceTable(
            table.mapping(),
            table.rows(),
            table.oldestNanos(),
            table.newestNanos(),
            table.rollups(),
            table.ratesFingerprint() + 1);
    assertFalse(sql(query, changed).contains("sum_no_overflow"));
  }

  private static String sql(FlowQuery query, SliceTable table) {
    return Statements.SQL.groups(query, QueryPlan.sources(QueryPlan.of(query, List.of(table))));
  }

  @Test
  void rankingsFromListsAgreeWithTheOracle() {
    int listed = 0;
    for (FlowQuery query : everyQuery()) {
      Optional<Lists> lists = Lists.of(query, tables());
      if (lists.isPresent() && query.bucketNanos() == 0) {
        for (Pace pace : paces()) {
          try (Database.Reader reader = database.reader(new Cancel())) {
            check(query, new ListedSteps(query, lists.get(), tables(), reader, pace));
          }
        }
        listed++;
      }
    }
    assertTrue(listed >= 12, "only " + listed + " questions were about what lists have");
  }

  /// A list that is shorter than what is asked for cannot tell who comes next.
  @Test
  void moreGroupsThanAListHasComeFromTheFlows() throws Exception {
    batches.clear();
    try (SliceWriter writer = writer()) {
      for (int conversation = 1; conversation <= 520; conversation++) {
        FlowBatch batch = new FlowBatch();
        for (int flow = 0; flow < conversation; flow++) {
          batch.set(FlowField.TIME_RECEIVED, Flows.START_NANOS + flow);
          batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(0x0a000000 + conversation));
          batch.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.mapped(0x0b000000));
          batch.set(FlowField.BYTES, 1000);
          batch.set(FlowField.PACKETS, 1);
          batch.endRow();
        }
        batches.add(batch);
        writer.append(batch);
      }
    }
    Slice slice = slices.all().getLast();
    Rollups made =
        files.rollups().make(upkeep, slice, InForce.NOTHING, () -> true).orElseThrow().rollups();
    FlowQuery query =
        FlowQuery.ranking(
            TimeRange.ALL,
            Filter.all(),
            510,
            Dimension.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS),
            Measure.BYTES);
    List<SliceTable> tables = List.of(slice.with(made).planned(Overrides.NONE));
    try (Database.Reader reader = database.reader(new Cancel())) {
      Lists lists = Lists.of(query, tables).orElseThrow();
      check(query, new ListedSteps(query, lists, tables, reader, new Pace()));
    }
  }

  @Test
  void whatListsLeaveOutIsWithinTheirBound() {
    for (FlowQuery query : queries()) {
      Optional<Lists> lists = Lists.of(query, tables());
      if (lists.isEmpty() || query.bucketNanos() > 0) {
        continue;
      }
      try (Database.Reader reader = database.reader(new Cancel())) {
        Answer rough = lists.get().answer(reader);
        double mostMissing = lists.get().mostMissing(rough);
        List<Oracle.Row> exact = oracle().rows(ofAllGroups(query));
        for (Oracle.Row row : Oracle.rows(rough)) {
          Oracle.Row truth =
              exact.stream().filter(e -> e.group().equals(row.group())).findFirst().orElse(row);
          long missing = truth.sums().getFirst() - row.sums().getFirst();
          assertTrue(row.other() || missing >= 0, query + " has more than there is");
          assertTrue(
              row.other() || missing <= mostMissing * truth.sums().getFirst() + 1,
              () -> query + ": " + missing + " of " + truth + ", bound " + mostMissing);
        }
      }
    }
  }

  private static FlowQuery ofAllGroups(FlowQuery query) {
    return new FlowQuery(
        query.range(),
        query.filter(),
        query.by(),
        query.measures(),
        query.bucketNanos(),
        0,
        false,
        query.scaled());
  }

  @Test
  void rollUpsAreTakenWhereTheyAnswerExactly() {
    FlowQuery whole =
        FlowQuery.ranking(
            TimeRange.ALL, Filter.all(), 10, Dimension.of(FlowField.SRC_ADDRESS), Measure.BYTES);
    assertEquals(
        Set.of(Optional.of((Summary) Rollup.SOURCES), Optional.<Summary>empty()), sources(whole));
    assertEquals(
        Set.of(Optional.of((Summary) Rollup.FLAGS), Optional.<Summary>empty()),
        sources(
            FlowQuery.series(
                PART,
                tcp(),
                60 * FlowQuery.SECOND,
                5,
                Dimension.of(FlowField.TCP_FLAGS),
                Measure.BYTES)));
    assertEquals(
        Set.of(Optional.<Summary>empty()),
        sources(
            FlowQuery.series(
                PART,
                tcp(),
                FlowQuery.SECOND,
                5,
                Dimension.of(FlowField.TCP_FLAGS),
                Measure.BYTES)),
        "buckets below a minute");
    assertEquals(
        Set.of(Optional.<Summary>empty()),
        sources(
            FlowQuery.ranking(
                TimeRange.ALL, tcp(), 10, Dimension.of(FlowField.SRC_ADDRESS), Measure.BYTES)),
        "a filter on a field that the roll-up lacks");
    List<Dimension> services = List.of(new Dimension.Services());
    assertEquals(
        Set.of(Optional.of((Summary) Rollup.SERVICES), Optional.<Summary>empty()),
        sources(FlowQuery.ranking(TimeRange.ALL, tcp(), 10, services, Measure.BYTES)));
    assertEquals(
        Set.of(Optional.of((Summary) Rollup.SERVICES), Optional.<Summary>empty()),
        sources(
            FlowQuery.total(TimeRange.ALL, services.getFirst().equal(0, 393_659), Measure.BYTES)));
    assertEquals(
        Set.of(Optional.of((Summary) Rollup.DESTINATION_PORTS), Optional.<Summary>empty()),
        sources(
            FlowQuery.ranking(
                TimeRange.ALL,
                tcp(),
                10,
                Dimension.of(FlowField.DST_PORT, FlowField.PROTOCOL),
                Measure.BYTES)),
        "the services' roll-up has no ports of flows");
    assertEquals(
        Set.of(Optional.<Summary>empty()),
        sources(
            FlowQuery.ranking(
                TimeRange.ALL,
                Filter.equal(FlowField.DST_PORT, 0, 443),
                10,
                services,
                Measure.BYTES)),
        "a filter on one end's port");
  }

  /// They were summed up by what the names were then.
  @Test
  void servicesOfOtherNamesAreNotTaken() throws Exception {
    Path copy = folder.resolve("copy.rollups");
    Files.copy(RollupFiles.beside(slices.all().getFirst().file()), copy);
    Rollups made = read(copy);
    assertTrue(made.rows().containsKey(Rollup.SERVICES), made.toString());
    assertTrue(made.lists().containsKey(TopList.SERVICES), made.toString());
    change(copy, "UPDATE about SET services = services + 1");
    Rollups others = read(copy);
    assertFalse(others.rows().containsKey(Rollup.SERVICES));
    assertFalse(others.lists().containsKey(TopList.SERVICES));
    assertEquals(made.rows().size() - 1, others.rows().size());
    assertEquals(made.lists().size() - 1, others.lists().size());
  }

  @Test
  void rollUpsThatWereMadeBeforeThereWereServicesAreTaken() throws Exception {
    Path copy = folder.resolve("copy.rollups");
    Files.copy(RollupFiles.beside(slices.all().getFirst().file()), copy);
    double most = read(copy).most();
    change(
        copy,
        "UPDATE about SET format = 2",
        "ALTER TABLE about DROP services",
        "DELETE FROM rollups WHERE name = 'SERVICES'",
        "DELETE FROM lists WHERE name = 'SERVICES'");
    Rollups older = read(copy);
    assertEquals(most, older.most());
    assertTrue(older.rows().containsKey(Rollup.SOURCES));
    assertFalse(older.rows().containsKey(Rollup.SERVICES));
  }

  private Rollups read(Path file) {
    Path slice = file.resolveSibling("copy.duckdb");
    Rollups rollups = files.rollups().attach("copy", slice).orElseThrow().rollups();
    database.detach(rollups.database());
    return rollups;
  }

  private static void change(Path file, String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// They would take room and save no time.
  @Test
  void summariesThatAreNearlyAsLongAsTheirSliceAreNotKept() throws Exception {
    try (SliceWriter writer = writer()) {
      writer.append(Flows.random(random, 2000, 60));
    }
    Rollups made =
        files
            .rollups()
            .make(upkeep, slices.all().getLast(), InForce.NOTHING, () -> true)
            .orElseThrow()
            .rollups();
    assertFalse(made.rows().containsKey(Rollup.SOURCES));
    assertFalse(made.lists().containsKey(TopList.CONVERSATIONS));
    assertTrue(made.rows().containsKey(Rollup.FLAGS), made.toString());
    assertTrue(
        made.rows().values().stream().allMatch(rows -> rows <= 2000 / 4), made.rows().toString());
  }

  private Set<Optional<Summary>> sources(FlowQuery query) {
    return QueryPlan.of(query, tables()).stream()
        .map(QueryPlan.Piece::summary)
        .collect(Collectors.toSet());
  }

  @Test
  void rollUpsAreThereAgainAfterReopeningAndMadeAnewWhenDamaged() throws Exception {
    upkeep.close();
    database.close();
    Path damaged = RollupFiles.beside(data.slices().getFirst());
    data.close();
    Files.writeString(damaged, "garbage");
    try (DuckDbStore store = DuckDbStore.openExisting(folder)) {
      for (FlowQuery query : queries().subList(0, 20)) {
        assertEquals(
            oracle().rows(query), Oracle.rows(store.run(query, new Cancel())), query.toString());
      }
    }
    assertEquals("garbage", Files.readString(damaged), "who asks changes nothing");
    DuckDbStore.open(folder).close();
    assertFalse(Files.exists(damaged));
    data = DataFolder.openExisting(folder);
    database = new Database(data.temporaryFiles(), 1, 1024, false);
  }

  /// Files of the first format are not made anew, which would take a while, but do not know as
  /// much.
  @Test
  void rollUpsOfTheFirstFormatAreTakenToo() throws Exception {
    Slice slice = slices.all().getFirst();
    files.rollups().detach(slice);
    database.attach(RollupFiles.beside(slice.file()), "older", "");
    database.execute("ALTER TABLE older.about DROP COLUMN most");
    database.execute("UPDATE older.about SET format = 1");
    database.detach("older");
    Rollups older = files.rollups().attach(slice.alias(), slice.file()).orElseThrow().rollups();
    assertEquals(Double.POSITIVE_INFINITY, older.most());
    slices.change(slice.alias(), now -> now.with(older));
    for (FlowQuery query : queries()) {
      try (Database.Reader reader = database.reader(new Cancel())) {
        check(query, new DirectSteps(query, QueryPlan.of(query, tables()), reader, new Pace()));
      }
    }
  }

  /// All at once; first some, then all at once; some at a time.
  private static List<Pace> paces() {
    return List.of(new Pace(), new Pace(3000, 5000, Long.MAX_VALUE), new Pace(3000, 5000, 0));
  }

  private List<SliceTable> tables() {
    return slices.all().stream().map(slice -> slice.planned(Overrides.NONE)).toList();
  }

  private Oracle oracle() {
    return new Oracle(batches);
  }

  private void check(FlowQuery query, Steps<Answer> steps) {
    Answer answer = steps.next(System.nanoTime());
    int count = 1;
    while (steps.share() < 1) {
      answer = steps.next(System.nanoTime() + 1);
      assertTrue(++count < 1000, "no end: " + query);
    }
    assertEquals(0, steps.mostMissing());
    assertEquals(oracle().rows(query), Oracle.rows(answer), query.toString());
    assertEquals(
        oracle().rows(FlowQuery.total(query.range(), query.filter(), Measure.FLOWS)).stream()
            .mapToLong(row -> row.sums().getFirst())
            .sum(),
        answer.matchedFlows(),
        query.toString());
    steps.close();
  }

  /// Some of them: each is asked several ways.
  private List<FlowQuery> queries() {
    List<FlowQuery> queries = everyQuery();
    Collections.shuffle(queries, random);
    return queries.subList(0, 60);
  }

  private List<FlowQuery> everyQuery() {
    List<List<Dimension>> groupings =
        List.of(
            List.of(),
            Dimension.of(FlowField.DIRECTION),
            Dimension.of(FlowField.TCP_FLAGS),
            Dimension.of(FlowField.SRC_ADDRESS),
            Dimension.of(FlowField.DST_ADDRESS),
            Dimension.of(FlowField.PROTOCOL, FlowField.DST_PORT),
            List.of(new Dimension.Services()),
            Dimension.of(FlowField.SRC_AS),
            Dimension.of(FlowField.DST_AS),
            Dimension.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS),
            Dimension.of(FlowField.DST_ADDRESS, FlowField.SRC_ADDRESS),
            Dimension.of(FlowField.IN_INTERFACE));
    List<FlowQuery> queries = new ArrayList<>();
    for (Filter filter : List.of(Filter.all(), tcp(), inbound())) {
      for (List<Dimension> by : groupings) {
        for (long bucket : new long[] {0, 10 * FlowQuery.SECOND, 120 * FlowQuery.SECOND}) {
          for (TimeRange range : List.of(TimeRange.ALL, PART)) {
            Measure first = random.nextBoolean() ? Measure.BITS_PER_SECOND : Measure.PACKETS;
            queries.add(
                new FlowQuery(
                    range,
                    filter,
                    by,
                    List.of(first, Measure.BYTES, Measure.FLOWS),
                    bucket,
                    by.isEmpty() ? 0 : 1 + random.nextInt(12),
                    !by.isEmpty() && random.nextBoolean(),
                    random.nextInt(4) > 0));
          }
        }
      }
    }
    return queries;
  }

  private static Filter tcp() {
    return new Filter.Compare(FlowField.PROTOCOL, Filter.Op.EQ, TCP);
  }

  private static Filter inbound() {
    return new Filter.Compare(FlowField.DIRECTION, Filter.Op.EQ, 1);
  }
}
