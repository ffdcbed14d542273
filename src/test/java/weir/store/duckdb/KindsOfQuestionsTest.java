package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Comparison;
import weir.query.ComparisonQuery;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FilterText;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.RelationQuery;
import weir.query.Relations;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowWriter;
import weir.store.Oracle;
import weir.store.Question;
import weir.store.StoreException;

/// Relations, comparisons, records in any order and dimensions, against sums in Java.
class KindsOfQuestionsTest {
  private static final long S = FlowQuery.SECOND;
  private static final long START = 1_700_000_000L * S;
  private static final int FLOWS = 20_000;
  private static final TimeRange FIRST = new TimeRange(START, START + 50 * S);
  private static final TimeRange SECOND = new TimeRange(START + 50 * S, START + 100 * S);
  private static final List<Dimension> LAYERS =
      Dimension.of(FlowField.SRC_ADDRESS, FlowField.DST_PORT, FlowField.PROTOCOL);

  private final DuckDbStore store = DuckDbStore.temporary();
  private final FlowBatch flows = new FlowBatch();

  @BeforeEach
  void write() {
    Random random = new Random(15);
    for (int i = 0; i < FLOWS; i++) {
      flows.set(FlowField.TIME_RECEIVED, START + (long) (random.nextDouble() * 100 * S));
      int host = (int) Math.abs(random.nextGaussian() * 4);
      flows.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(0x0a000000 + host * 77));
      if (host == 3) {
        flows.setAddress(FlowField.SRC_ADDRESS, 0x20010db8_00010000L + random.nextInt(3), host);
      }
      flows.setAddress(FlowField.EXPORTER, 0, IpAddress.mapped(0xc0000201 + random.nextInt(3)));
      flows.set(FlowField.DST_PORT, new int[] {443, 53, 8080, 80, 22, 50_000}[random.nextInt(6)]);
      flows.set(FlowField.PROTOCOL, random.nextBoolean() ? 6 : 17);
      flows.set(FlowField.SAMPLING_RATE, 1 + random.nextInt(3));
      flows.set(FlowField.PACKETS, random.nextInt(10));
      int bytes = random.nextInt(4) == 0 ? 1500 : random.nextInt(20_000);
      flows.set(FlowField.BYTES, bytes);
      flows.set(FlowField.TIME_START, START + bytes * 1_000_000L);
      flows.endRow();
    }
    try (FlowWriter writer = store.writer()) {
      writer.append(flows);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private long scaledBytes(int row) {
    return flows.get(FlowField.BYTES, row) * flows.get(FlowField.SAMPLING_RATE, row);
  }

  private List<IpAddress> values(List<Dimension> by, int row) {
    return by.stream()
        .map(Dimension::whole)
        .map(field -> field.orElseThrow())
        .map(field -> new IpAddress(flows.high(field, row), flows.get(field, row)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 1000})
  void relationsKeepTheLargestCombinationsAndTheRestOfEachLayer(int top) {
    RelationQuery query =
        new RelationQuery(TimeRange.ALL, Filter.all(), LAYERS, Measure.BYTES, top, true);
    Relations relations = store.run(query, new Cancel());

    Map<List<IpAddress>, Long> sums = new HashMap<>();
    for (int row = 0; row < FLOWS; row++) {
      sums.merge(values(LAYERS, row), scaledBytes(row), Long::sum);
    }
    List<List<IpAddress>> best =
        sums.entrySet().stream()
            .sorted(Map.Entry.<List<IpAddress>, Long>comparingByValue().reversed())
            .limit(top)
            .map(Map.Entry::getKey)
            .toList();
    Map<List<String>, Long> expected = new HashMap<>();
    sums.forEach(
        (combination, sum) -> {
          List<String> named = new ArrayList<>();
          for (int layer = 0; layer < LAYERS.size(); layer++) {
            int at = layer;
            IpAddress value = combination.get(layer);
            boolean kept = best.stream().anyMatch(one -> one.get(at).equals(value));
            named.add(kept ? LAYERS.get(layer).text(value.high(), value.low()) : "Other");
          }
          expected.merge(named, sum, Long::sum);
        });
    Map<List<String>, Long> found = new HashMap<>();
    for (int row = 0; row < relations.rows(); row++) {
      int at = row;
      found.put(
          IntStream.range(0, LAYERS.size()).mapToObj(i -> relations.text(at, i)).toList(),
          relations.sums()[row]);
    }
    assertEquals(expected, found);
    assertEquals(FLOWS, relations.matchedFlows());
    assertTrue(relations.coverage().complete());
    double links =
        relations.links().stream()
            .filter(link -> link.from().layer() == 1)
            .mapToDouble(Relations.Link::value)
            .sum();
    assertEquals((double) sums.values().stream().mapToLong(x -> x).sum(), links, 0.5);
  }

  @Test
  void relationsAreOfTwoToFourDifferentLayers() {
    assertThrows(IllegalArgumentException.class, () -> relations(FlowField.SRC_PORT));
    assertThrows(
        IllegalArgumentException.class, () -> relations(FlowField.SRC_PORT, FlowField.SRC_PORT));
  }

  private static RelationQuery relations(FlowField... layers) {
    return new RelationQuery(
        TimeRange.ALL, Filter.all(), Dimension.of(layers), Measure.BYTES, 5, true);
  }

  @Test
  void aComparisonHasBothSidesOfWhatDiffersMost() throws FilterSyntaxException {
    List<Dimension> by = Dimension.of(FlowField.SRC_ADDRESS);
    FlowQuery first =
        new FlowQuery(
            FIRST,
            FilterParser.parse("tcp"),
            by,
            List.of(Measure.BYTES, Measure.FLOWS),
            0,
            3,
            true,
            true);
    Comparison comparison =
        store.run(new ComparisonQuery(first, SECOND, Filter.all()), new Cancel());

    Map<List<IpAddress>, long[]> sums = new HashMap<>();
    for (int row = 0; row < FLOWS; row++) {
      long[] sum = sums.computeIfAbsent(values(by, row), _ -> new long[4]);
      boolean early = flows.get(FlowField.TIME_RECEIVED, row) < FIRST.untilNanos();
      if (early && flows.get(FlowField.PROTOCOL, row) == 6) {
        sum[0] += scaledBytes(row);
        sum[1]++;
      } else if (!early) {
        sum[2] += scaledBytes(row);
        sum[3]++;
      }
    }
    List<long[]> ranked =
        sums.values().stream()
            .sorted(Comparator.comparingLong((long[] s) -> Math.abs(s[0] - s[2])).reversed())
            .toList();
    assertEquals(4, comparison.rows());
    for (int row = 0; row < 3; row++) {
      assertArrayEquals(ranked.get(row), row(comparison, row));
    }
    long[] rest = new long[4];
    ranked.stream().skip(3).forEach(s -> IntStream.range(0, 4).forEach(i -> rest[i] += s[i]));
    assertTrue(comparison.other()[3]);
    assertArrayEquals(rest, row(comparison, 3));
    assertEquals(sums.values().stream().mapToLong(s -> s[1]).sum(), comparison.matchedFlows());
    assertEquals(sums.values().stream().mapToLong(s -> s[3]).sum(), comparison.matchedAgainst());
  }

  @Test
  void theLargestOnEitherSideAreThereToo() {
    FlowQuery all =
        new FlowQuery(
            FIRST,
            Filter.all(),
            Dimension.of(FlowField.SRC_ADDRESS),
            List.of(Measure.BYTES),
            0,
            0,
            false,
            true);
    Comparison whole = store.run(new ComparisonQuery(all, SECOND, Filter.all()), new Cancel());
    FlowQuery few = new FlowQuery(FIRST, Filter.all(), all.by(), all.measures(), 0, 3, true, true);
    Comparison found =
        store.run(new ComparisonQuery(few, SECOND, Filter.all(), true), new Cancel());

    Set<Integer> expected = new TreeSet<>(List.of(0, 1, 2));
    for (long[] side : List.of(whole.sums()[0], whole.against()[0])) {
      IntStream.range(0, whole.rows())
          .boxed()
          .sorted(
              Comparator.comparingLong((Integer row) -> side[row])
                  .reversed()
                  .thenComparing(row -> Long.toUnsignedString(whole.keys().getFirst().high(row)))
                  .thenComparing(row -> whole.keys().getFirst().text(row)))
          .limit(3)
          .forEach(expected::add);
    }
    assertTrue(expected.size() > 3, "some are large and hardly differ");
    List<String> names = new ArrayList<>();
    for (int row : expected) {
      names.add(whole.text(row, 0) + " " + whole.sums()[0][row] + " " + whole.against()[0][row]);
    }
    List<String> shown = new ArrayList<>();
    for (int row = 0; row < found.rows() - 1; row++) {
      shown.add(found.text(row, 0) + " " + found.sums()[0][row] + " " + found.against()[0][row]);
    }
    assertEquals(names, shown);
    int rest = found.rows() - 1;
    assertTrue(found.other()[rest]);
    assertEquals(
        Arrays.stream(whole.sums()[0]).sum(), Arrays.stream(found.sums()[0]).sum(), "Other");
  }

  private static long[] row(Comparison comparison, int row) {
    return new long[] {
      comparison.sums()[0][row],
      comparison.sums()[1][row],
      comparison.against()[0][row],
      comparison.against()[1][row]
    };
  }

  @Test
  void aComparisonWithNothingShowsTheOneSide() {
    FlowQuery total = FlowQuery.total(FIRST, Filter.all(), Measure.FLOWS);
    TimeRange before = new TimeRange(0, START);
    Comparison comparison =
        store.run(new ComparisonQuery(total, before, Filter.all()), new Cancel());
    assertEquals(1, comparison.rows());
    assertEquals(0, comparison.against()[0][0]);
    assertTrue(comparison.sums()[0][0] > FLOWS / 3);
  }

  /// More than one row group of DuckDB's is sorted in [#manyRecordsKeepTheirOrder].
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void recordsComeInAnyOrderAndAnyPageOfThem(boolean descending) throws FilterSyntaxException {
    Filter filter = FilterParser.parse("udp");
    RecordQuery.Order order = new RecordQuery.Order(Dimension.field(FlowField.BYTES), descending);
    RecordQuery query =
        new RecordQuery(
            TimeRange.ALL, filter, Set.of(FlowField.BYTES, FlowField.TIME_RECEIVED), order, 0);
    Comparator<long[]> bytes = Comparator.comparingLong(one -> one[0]);
    List<long[]> expected =
        IntStream.range(0, FLOWS)
            .filter(row -> flows.get(FlowField.PROTOCOL, row) == 17)
            .mapToObj(
                row ->
                    new long[] {
                      flows.get(FlowField.BYTES, row), flows.get(FlowField.TIME_RECEIVED, row)
                    })
            .sorted(
                (descending ? bytes.reversed() : bytes)
                    .thenComparing(Comparator.comparingLong((long[] one) -> one[1]).reversed()))
            .toList();
    try (Question<Records> question = store.ask(query, new Cancel())) {
      Records records = question.last();
      assertEquals(expected.size(), records.rows());
      for (long from : new long[] {0, 5000, expected.size() - 3, expected.size(), 1}) {
        FlowBatch page = records.page(from, 100);
        assertEquals(Math.min(100, expected.size() - from), page.rows());
        for (int row = 0; row < page.rows(); row++) {
          assertEquals(expected.get((int) from + row)[0], page.get(FlowField.BYTES, row));
          assertEquals(expected.get((int) from + row)[1], page.get(FlowField.TIME_RECEIVED, row));
        }
      }
    }
  }

  @Tag("long")
  @Test
  void manyRecordsKeepTheirOrder() {
    try (FlowWriter writer = store.writer()) {
      for (int i = 0; i < 20; i++) {
        writer.append(flows);
      }
    }
    RecordQuery query =
        new RecordQuery(
            TimeRange.ALL,
            Filter.all(),
            Set.of(FlowField.SRC_ADDRESS),
            new RecordQuery.Order(Dimension.field(FlowField.SRC_ADDRESS), false),
            0);
    try (Question<Records> question = store.ask(query, new Cancel())) {
      Records records = question.last();
      assertEquals(21L * FLOWS, records.rows());
      IpAddress before = new IpAddress(0, 0);
      for (long from = 0; from < records.rows(); from += 30_000) {
        FlowBatch page = records.page(from, 30_000);
        for (int row = 0; row < page.rows(); row++) {
          IpAddress now =
              new IpAddress(
                  page.high(FlowField.SRC_ADDRESS, row), page.get(FlowField.SRC_ADDRESS, row));
          assertTrue(
              Long.compareUnsigned(before.high(), now.high()) < 0
                  || (before.high() == now.high()
                      && Long.compareUnsigned(before.low(), now.low()) <= 0));
          before = now;
        }
      }
    }
  }

  @Test
  void packedRecordsAreReadWhereTheyLie(@TempDir Path folder)
      throws IOException, InterruptedException {
    try (DuckDbStore fresh = DuckDbStore.open(folder);
        FlowWriter writer = fresh.writer()) {
      for (int i = 0; i < 6; i++) { // shorter slices are not packed
        writer.append(flows);
      }
    }
    ClockedStore.pack(folder);
    try (var files = Files.list(folder.resolve("slices"))) {
      assertTrue(files.anyMatch(file -> file.toString().endsWith(".parquet")));
    }
    RecordQuery query =
        new RecordQuery(
            TimeRange.ALL,
            Filter.all(),
            Set.of(FlowField.BYTES, FlowField.TIME_START),
            new RecordQuery.Order(Dimension.field(FlowField.BYTES), true),
            50_000);
    long[] expected =
        IntStream.range(0, 6 * FLOWS)
            .mapToLong(row -> -flows.get(FlowField.BYTES, row % FLOWS))
            .sorted()
            .limit(50_000)
            .toArray();
    try (DuckDbStore packed = DuckDbStore.openExisting(folder);
        Question<Records> question = packed.ask(query, new Cancel())) {
      Records records = question.last();
      assertEquals(50_000, records.rows());
      FlowBatch page = records.page(49_900, 1000);
      assertEquals(100, page.rows());
      for (int row = 0; row < 100; row++) {
        long bytes = -expected[49_900 + row];
        assertEquals(bytes, page.get(FlowField.BYTES, row));
        assertEquals(START + bytes * 1_000_000L, page.get(FlowField.TIME_START, row));
      }
    }
  }

  @Test
  void aCancelledQuestionGivesNoMorePages() {
    RecordQuery query = new RecordQuery(TimeRange.ALL, Filter.all(), Set.of(), 0);
    Cancel cancel = new Cancel();
    try (Question<Records> question = store.ask(query, cancel)) {
      Records records = question.last();
      assertEquals(10, records.page(0, 10).rows());
      cancel.cancel();
      assertTrue(assertThrows(StoreException.class, () -> records.page(10, 10)).isCancelled());
    }
  }

  @Test
  void dimensionsGroupAndFilterAsTheOracleDoes() throws FilterSyntaxException {
    store.override(
        IpAddress.parse("192.0.2.1"), said -> said.withSite("New York").withName("edge"));
    store.override(IpAddress.parse("192.0.2.2"), said -> said.withSite("Berlin"));
    Dimensions dimensions = Dimensions.of(store.overrides());
    Oracle oracle = new Oracle(List.of(flows));
    for (String name :
        List.of(
            "src_addr/24",
            "src_addr/12/33",
            "src_addr/0/100",
            "site",
            "dst_service",
            "packet_size",
            "octets_per_packet")) {
      Dimension dimension = dimensions.named(name).orElseThrow();
      FlowQuery query =
          new FlowQuery(
              TimeRange.ALL,
              Filter.all(),
              List.of(dimension),
              List.of(Measure.BYTES, Measure.FLOWS),
              0,
              0,
              false,
              true);
      var answer = store.run(query, new Cancel());
      assertEquals(oracle.rows(query), Oracle.rows(answer), name);
      Set<String> texts = new HashSet<>();
      for (int row = 0; row < answer.rows(); row++) {
        assertTrue(texts.add(answer.text(row, 0)), "twice: " + answer.text(row, 0));
        long high = answer.keys().getFirst().high(row);
        Filter only = dimension.equal(high, answer.keys().getFirst().low()[row]);
        FlowQuery drilled = FlowQuery.total(TimeRange.ALL, only, Measure.FLOWS);
        assertEquals(answer.sums()[1][row], store.run(drilled, new Cancel()).sums()[0][0], name);
        assertEquals(only, FilterParser.parse(FilterText.of(only), dimensions));
      }
    }
  }

  @Test
  void sitesAreWrittenInTheFilterByName() throws FilterSyntaxException {
    Dimensions dimensions =
        Dimensions.of(
            Overrides.NONE.with(
                IpAddress.parse("192.0.2.1"), Overrides.Exporter.NOTHING.withSite("New York")));
    Filter filter = FilterParser.parse("site \"new york\"", dimensions);
    assertEquals("site \"New York\"", FilterText.of(filter));
    assertEquals(new Filter.Not(filter), FilterParser.parse("site != \"New York\"", dimensions));
    FilterSyntaxException wrong =
        assertThrows(
            FilterSyntaxException.class, () -> FilterParser.parse("site paris", dimensions));
    assertTrue(String.valueOf(wrong.getMessage()).contains("New York, no site"));
  }
}
