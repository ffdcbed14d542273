package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.explore.RankingStage.onFx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import weir.export.Sheet;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Measure;
import weir.query.Panel;
import weir.query.RelationQuery;
import weir.query.Relations;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.Visual;
import weir.ui.chart.ChartChoice;
import weir.ui.chart.ChartGroup;

/// A panel of relations: what it asks, and what it hands to exports.
final class RelationViewTest {
  private static final long S = FlowQuery.SECOND;
  private static final IpAddress EDGE = new IpAddress(0, IpAddress.mapped(0x0a000001));
  private static final Labels LABELS =
      new Labels(Map.of(EDGE, new Labels.Exporter("edge", Map.of(3L, "uplink"))), Set.of(EDGE));
  private static final Panel PANEL =
      new Panel(
          "by-interface",
          "By interface",
          Visual.SANKEY,
          new Panel.Place(0, 0, 12),
          new Panel.Sums(
              Dimension.of(FlowField.EXPORTER, FlowField.IN_INTERFACE),
              Filter.all(),
              Optional.empty(),
              0,
              false));

  private final ChartGroup group = new ChartGroup(ChartChoice.FIRST, _ -> {});
  private final PanelView<?> view = onFx(() -> PanelView.of(PANEL, group, _ -> {}, () -> {}, null));

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  private RelationQuery question() {
    Frame frame =
        new Frame(new TimeRange(0, 80 * S), Filter.all(), Unit.BITS, true, S, Dimensions.BUILT_IN);
    return assertInstanceOf(RelationQuery.class, view.question(frame));
  }

  /// 60 bytes by interface 3, and 20 by what is left.
  private Relations relations() {
    return new Relations(
        question(),
        2,
        List.of(
            new Answer.Key(
                Dimension.field(FlowField.EXPORTER),
                new long[2],
                new long[] {EDGE.low(), EDGE.low()}),
            new Answer.Key(
                Dimension.field(FlowField.IN_INTERFACE), new long[0], new long[] {3, 0})),
        new boolean[][] {{false, false}, {false, true}},
        new long[] {60, 20},
        7,
        1,
        Coverage.complete(7),
        Labels.NONE);
  }

  private List<String> rows(PanelView<?> of) {
    Sheet sheet = onFx(of::shown).orElseThrow().sheet();
    return IntStream.range(0, sheet.rows())
        .mapToObj(
            row ->
                IntStream.range(0, sheet.columns().size())
                    .mapToObj(column -> sheet.shown(row, column))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  @Test
  void asksForRelationsOfItsFrame() {
    assertEquals(
        new RelationQuery(
            new TimeRange(0, 80 * S),
            Filter.all(),
            Dimension.of(FlowField.EXPORTER, FlowField.IN_INTERFACE),
            Measure.BITS_PER_SECOND,
            30,
            true),
        question());
  }

  @Test
  void handsOutWhatIsShown() {
    assertEquals(Optional.empty(), onFx(view::shown));
    onFx(() -> view.showAnswer(relations(), Labels.NONE));
    assertEquals(List.of("10.0.0.1 if 3 6", "10.0.0.1 Other 2"), rows(view));
    onFx(() -> view.label(LABELS));
    assertEquals(List.of("edge uplink (3) 6", "edge Other 2"), rows(view));
    assertTrue(onFx(() -> view.node().getAccessibleText()).contains("edge to uplink (3) 6 bit/s"));

    PanelView<?> twin = onFx(() -> view.twin().apply(new ChartGroup(ChartChoice.FIRST, _ -> {})));
    onFx(() -> group.hideOther(true));
    assertEquals(List.of("edge uplink (3) 6"), rows(view));
    assertEquals(List.of("edge uplink (3) 6", "edge Other 2"), rows(twin), "has its own moment");

    onFx(() -> view.fail("The server did not answer."));
    assertEquals(Optional.empty(), onFx(view::shown));
    onFx(() -> view.label(Labels.NONE));
    assertEquals(Optional.empty(), onFx(view::shown));
  }
}
