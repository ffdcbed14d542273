package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Questions of every kind and what their answers hold.
class QueriesTest {
  private static final long S = FlowQuery.SECOND;
  private static final TimeRange RANGE = new TimeRange(10 * S, 20 * S);
  private static final List<Dimension> PORTS = Dimension.of(FlowField.DST_PORT);
  private static final Filter TCP = Filter.equal(FlowField.PROTOCOL, 0, 6);

  private static FlowQuery query(List<Dimension> by, long bucket, int top, long bin) {
    return new FlowQuery(
        RANGE, TCP, by, List.of(Measure.BITS_PER_SECOND), bucket, top, false, true, bin);
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    query(PORTS, 0, 0, 0);
    for (Runnable wrong :
        List.<Runnable>of(
            () -> query(PORTS, S / 2, 0, 0),
            () -> query(PORTS, -S, 0, 0),
            () -> query(PORTS, 0, -1, 0),
            () -> query(PORTS, 0, 0, -1),
            () -> query(List.of(), 0, 0, 8),
            () -> query(Dimension.of(FlowField.SRC_ADDRESS), 0, 0, 8),
            () -> query(Dimension.of(FlowField.BYTES), 0, 0, 0),
            () -> FlowQuery.total(RANGE, TCP))) {
      assertThrows(IllegalArgumentException.class, wrong::run);
    }
  }

  @Test
  void aQuestionSaysWhichFieldsItNeeds() {
    assertEquals(
        Set.of(FlowField.DST_PORT, FlowField.PROTOCOL, FlowField.BYTES),
        query(PORTS, 0, 0, 0).fields());
    FlowQuery flows = FlowQuery.ranking(RANGE, Filter.all(), 5, PORTS, Measure.FLOWS);
    assertEquals(Set.of(FlowField.DST_PORT), flows.fields());
  }

  @Test
  void onlyWhatIsSaidChanges() {
    FlowQuery query = query(PORTS, S, 7, 16);
    assertEquals(query, query.withRange(RANGE));
    assertEquals(query, query.withFilter(TCP).withBucket(S).withScaled(true).withBinWidth(16));
    assertEquals(2 * S, query.withBucket(2 * S).bucketNanos());
    assertFalse(query.withScaled(false).scaled());
    assertEquals(4, query.withBinWidth(4).binWidth());
    assertEquals(Filter.all(), query.withFilter(Filter.all()).filter());
    FlowQuery total = query.withoutGroups();
    assertEquals(List.of(), total.by());
    assertEquals(0, total.top());
    assertEquals(S, total.bucketNanos());
    assertEquals(TCP, total.filter());
  }

  @Test
  void seriesHaveOthersAndRankingsHaveNot() {
    assertTrue(FlowQuery.series(RANGE, TCP, S, 5, PORTS, Measure.BYTES).others());
    assertFalse(FlowQuery.ranking(RANGE, TCP, 5, PORTS, Measure.BYTES).others());
    assertTrue(FlowQuery.total(RANGE, TCP, Measure.BYTES).scaled());
  }

  @Test
  void coverageIsAShareUntilItIsComplete() {
    Coverage part = new Coverage(250, 1000, false, 0.1);
    assertEquals(0.25, part.share());
    assertTrue(part.partial());
    assertEquals(0, part.wholeFromNanos());
    Coverage estimated = new Coverage(1000, 1000, false, 0.1);
    assertFalse(estimated.partial(), "all were looked at, though not exactly");
    assertEquals(1, Coverage.complete(7).share());
    assertFalse(Coverage.complete(7).partial());
    assertEquals(1, new Coverage(0, 0, false, 0).share());
  }

  private static final ComparisonQuery COMPARED =
      new ComparisonQuery(
          FlowQuery.ranking(RANGE, TCP, 5, PORTS, Measure.BITS_PER_SECOND, Measure.FLOWS),
          new TimeRange(0, 5 * S),
          Filter.equal(FlowField.VLAN, 0, 7));

  private static Answer.Key key(FlowField field, long... values) {
    return new Answer.Key(Dimension.field(field), new long[0], values);
  }

  @Test
  void aComparisonIsOfTwoRangesAndTwoFilters() {
    assertEquals(new TimeRange(0, 20 * S), COMPARED.range());
    assertEquals(new TimeRange(0, 5 * S), COMPARED.other().range());
    assertEquals(COMPARED.againstFilter(), COMPARED.other().filter());
    assertEquals(PORTS, COMPARED.other().by());
    assertEquals(
        Set.of(FlowField.DST_PORT, FlowField.PROTOCOL, FlowField.VLAN, FlowField.BYTES),
        COMPARED.fields());
    FlowQuery overTime = query(PORTS, S, 0, 0);
    assertThrows(IllegalArgumentException.class, () -> new ComparisonQuery(overTime, RANGE, TCP));
  }

  @Test
  void eachSideOfAComparisonHasItsOwnLength() {
    Comparison comparison =
        new Comparison(
            COMPARED,
            2,
            List.of(key(FlowField.DST_PORT, 443, 53)),
            new boolean[2],
            new long[][] {{1000, 10}, {3, 4}},
            new long[][] {{1000, 20}, {5, 6}},
            7,
            11,
            0,
            Coverage.complete(18),
            Labels.NONE);
    assertEquals(800, comparison.value(0, 0)); // 8,000 bits in ten seconds
    assertEquals(1600, comparison.valueAgainst(0, 0)); // in five
    assertEquals(4, comparison.value(1, 1));
    assertEquals(6, comparison.valueAgainst(1, 1));
    assertEquals(FlowField.DST_PORT.text(0, 53), comparison.text(1, 0));
    Comparison later = comparison.withCoverage(new Coverage(1, 18, false, 0), 5);
    assertEquals(5, later.elapsedNanos());
    assertEquals(1, later.coverage().rows());
    assertEquals(1600, later.valueAgainst(0, 0));
    assertEquals(2, later.withLabels(Labels.NONE).rows());
  }

  @Test
  void ofNothingThereAreColumnsAndNoRows() {
    Comparison none = COMPARED.nothing();
    assertEquals(0, none.rows());
    assertEquals(1, none.keys().size());
    assertEquals(2, none.sums().length);
    assertTrue(none.coverage().complete());
    Relations noRelations = RELATED.nothing();
    assertEquals(0, noRelations.rows());
    assertEquals(2, noRelations.keys().size());
    assertEquals(List.of(), noRelations.links());
    Answer noAnswer = query(PORTS, 0, 0, 0).nothing();
    assertEquals(0, noAnswer.rows());
    assertEquals(1, noAnswer.keys().size());
  }

  private static final List<Dimension> LAYERS =
      Dimension.of(FlowField.IN_INTERFACE, FlowField.OUT_INTERFACE);
  private static final RelationQuery RELATED =
      new RelationQuery(RANGE, TCP, LAYERS, Measure.BITS_PER_SECOND, 3, false);

  @Test
  void relationsAreOverTwoToFourFields() {
    assertEquals(LAYERS, RELATED.combinations().by());
    assertFalse(RELATED.combinations().scaled());
    assertEquals(0, RELATED.combinations().top());
    assertEquals(
        Set.of(
            FlowField.IN_INTERFACE, FlowField.OUT_INTERFACE, FlowField.PROTOCOL, FlowField.BYTES),
        RELATED.fields());
    List<Dimension> five =
        Dimension.of(
            FlowField.SRC_PORT,
            FlowField.DST_PORT,
            FlowField.VLAN,
            FlowField.PROTOCOL,
            FlowField.TOS);
    new RelationQuery(RANGE, TCP, five.subList(0, 4), Measure.BYTES, 1, true);
    for (Runnable wrong :
        List.<Runnable>of(
            () -> new RelationQuery(RANGE, TCP, five, Measure.BYTES, 1, true),
            () -> new RelationQuery(RANGE, TCP, five.subList(0, 1), Measure.BYTES, 1, true),
            () -> new RelationQuery(RANGE, TCP, LAYERS, Measure.BYTES, 0, true),
            () ->
                new RelationQuery(
                    RANGE,
                    TCP,
                    Dimension.of(FlowField.VLAN, FlowField.VLAN),
                    Measure.BYTES,
                    1,
                    true))) {
      assertThrows(IllegalArgumentException.class, wrong::run);
    }
  }

  @Test
  void linksAreSumsBetweenNeighbours() {
    List<Dimension> layers =
        Dimension.of(FlowField.SRC_PORT, FlowField.PROTOCOL, FlowField.DST_PORT);
    Relations relations =
        new Relations(
            new RelationQuery(RANGE, TCP, layers, Measure.BYTES, 3, true),
            3,
            List.of(
                key(FlowField.SRC_PORT, 1000, 2000, 0),
                key(FlowField.PROTOCOL, 6, 6, 6),
                key(FlowField.DST_PORT, 7777, 7777, 8888)),
            new boolean[][] {{false, false, true}, new boolean[3], new boolean[3]},
            new long[] {100, 20, 3},
            9,
            0,
            Coverage.complete(9),
            Labels.NONE);
    assertEquals("Other", relations.text(2, 0));
    List<String> links =
        relations.links().stream()
            .map(
                link ->
                    link.from().layer()
                        + ":"
                        + link.from().text()
                        + ">"
                        + link.to().layer()
                        + ":"
                        + link.to().text()
                        + "="
                        + link.value())
            .toList();
    String tcp = FlowField.PROTOCOL.text(0, 6);
    assertEquals(
        List.of(
            "0:1000>1:" + tcp + "=100.0",
            "1:" + tcp + ">2:7777=120.0",
            "0:2000>1:" + tcp + "=20.0",
            "0:Other>1:" + tcp + "=3.0",
            "1:" + tcp + ">2:8888=3.0"),
        links);
    assertTrue(relations.links().get(3).from().other());
    Relations later = relations.withCoverage(new Coverage(1, 9, false, 0), 4);
    assertEquals(4, later.elapsedNanos());
    assertEquals(100, later.withLabels(Labels.NONE).value(0));
  }

  @Test
  void recordsComeInPages() {
    FlowBatch batch = new FlowBatch();
    for (int port = 0; port < 5; port++) {
      batch.set(FlowField.SRC_PORT, 100 + port);
      batch.endRow();
    }
    Records records = Records.of(batch);
    assertEquals(5, records.rows());
    assertEquals(Set.of(FlowField.SRC_PORT), records.fields());
    FlowBatch page = records.page(3, 10);
    assertEquals(2, page.rows());
    assertEquals(103, page.get(FlowField.SRC_PORT, 0));
    assertEquals(2, records.page(1, 2).rows());
    assertEquals(0, records.page(5, 2).rows());
    assertTrue(records.coverage().complete());
    assertEquals(3, Records.none(new Coverage(3, 5, false, 0)).coverage().rows());
  }

  @Test
  void recordsAreAskedForNewestFirstUnlessToldOtherwise() {
    RecordQuery query = new RecordQuery(RANGE, TCP, Set.of(FlowField.SRC_PORT), 10);
    assertTrue(query.order().descending());
    assertEquals(
        Set.of(FlowField.TIME_RECEIVED, FlowField.SRC_PORT, FlowField.PROTOCOL), query.fields());
    assertThrows(IllegalArgumentException.class, () -> new RecordQuery(RANGE, TCP, Set.of(), -1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RecordQuery.Order(Dimension.field(FlowField.AS_PATH), true));
  }
}
