package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowWriter;
import weir.store.Oracle;
import weir.store.OverridesFile;

class OverriddenStoreTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");
  private static final IpAddress CORE = IpAddress.parse("2001:db8::2");

  @TempDir private Path folder;

  private final Random random = new Random(20261125);
  private final List<FlowBatch> batches = new ArrayList<>();

  private void append(DuckDbStore store) {
    try (FlowWriter writer = store.writer()) {
      FlowBatch batch = Flows.random(random, 3000, 60);
      for (int row = 0; row < batch.rows(); row++) {
        IpAddress exporter = random.nextBoolean() ? EDGE : CORE;
        batch.setAddress(FlowField.EXPORTER, row, exporter.high(), exporter.low());
        batch.set(FlowField.IN_INTERFACE, row, 1 + random.nextInt(3));
      }
      batches.add(batch);
      writer.append(batch);
    }
  }

  private static List<FlowQuery> queries() {
    FlowQuery total =
        FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.BYTES, Measure.PACKETS, Measure.FLOWS);
    FlowQuery ranking =
        FlowQuery.ranking(
            TimeRange.ALL,
            Filter.equal(FlowField.PROTOCOL, 0, 6),
            3,
            Dimension.of(FlowField.SRC_PORT),
            Measure.PACKETS_PER_SECOND,
            Measure.BYTES);
    FlowQuery series =
        FlowQuery.series(
            TimeRange.ALL,
            Filter.all(),
            10 * FlowQuery.SECOND,
            2,
            Dimension.of(FlowField.EXPORTER, FlowField.IN_INTERFACE),
            Measure.BITS_PER_SECOND);
    return List.of(
        total,
        ranking,
        series,
        total.withScaled(false),
        ranking.withScaled(false),
        series.withScaled(false));
  }

  private void agrees(DuckDbStore store, Overrides overrides) {
    Oracle oracle = new Oracle(batches, overrides);
    for (FlowQuery query : queries()) {
      assertEquals(
          oracle.rows(query),
          Oracle.rows(store.run(query, new Cancel())),
          query + "\n" + store.sql(query));
    }
  }

  @Test
  void aRateHoldsForStoredFlowsOfThatExporterAndInterfaceOnly() {
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      append(store);
      agrees(store, Overrides.NONE);
      store.override(EDGE, said -> said.withSamplingRate(Overrides.MOST_RATE));
      Overrides edge =
          Overrides.NONE.with(EDGE, new Overrides.Exporter("", Overrides.MOST_RATE, Map.of()));
      assertEquals(edge, store.overrides());
      agrees(store, edge);
      store.override(CORE, said -> said.with(2, i -> i.withSamplingRate(64)));
      Overrides both =
          edge.with(
              CORE, new Overrides.Exporter("", 0, Map.of(2L, new Overrides.Interface("", 64))));
      agrees(store, both);
      append(store);
      agrees(store, both);
    }
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      store.override(EDGE, said -> said.withSamplingRate(0));
      store.override(CORE, said -> Overrides.Exporter.NOTHING);
      agrees(store, Overrides.NONE);
    }
  }

  @Test
  void aChangeFromOutsideIsSeenByTheNextQuestion() {
    FlowQuery bytes = FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.BYTES);
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      append(store);
      long before = store.run(bytes, new Cancel()).sums()[0][0];
      var _ = new OverridesFile(folder).change(EDGE, said -> said.withSamplingRate(123_456));
      assertNotEquals(before, store.run(bytes, new Cancel()).sums()[0][0]);
      assertTrue(store.sql(bytes).contains("THEN 123456"), store.sql(bytes));
    }
  }

  @Test
  void namesComeFromPeopleFirstAndThenFromTheExporters() {
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      append(store);
      store.told(Labels.told(Map.of(EDGE, Map.of(1L, "eth1", 2L, "eth2"), CORE, Map.of())));
      store.override(EDGE, said -> said.withName("edge").with(1, i -> i.withName("uplink")));
      FlowQuery query =
          FlowQuery.ranking(
              TimeRange.ALL,
              Filter.all(),
              0,
              Dimension.of(FlowField.EXPORTER, FlowField.IN_INTERFACE),
              Measure.FLOWS);
      Answer answer = store.run(query, new Cancel()).withLabels(store.labels());
      List<String> labels = new ArrayList<>();
      for (int row = 0; row < answer.rows(); row++) {
        labels.add(answer.label(row));
      }
      assertEquals(
          List.of(
              "2001:db8::2 → if 1",
              "2001:db8::2 → if 2",
              "2001:db8::2 → if 3",
              "edge → eth2 (2)",
              "edge → if 3",
              "edge → uplink (1)"),
          labels.stream().sorted().toList());
    }
  }

  @Test
  void aDamagedFileIsAProblemThatIsToldAndTheFlowsAreStillThere() throws Exception {
    DuckDbStore.open(folder).close();
    Files.writeString(folder.resolve("overrides.json"), "{\"format\": 1, \"exporters\": [");
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      append(store);
      agrees(store, Overrides.NONE);
      assertEquals(1, store.problems().size());
      assertTrue(
          store.problems().getFirst().contains("overrides.json is damaged"), store.problems() + "");
    }
  }
}
