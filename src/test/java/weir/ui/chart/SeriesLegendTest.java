package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.ChartEvents.onFx;
import static weir.ui.chart.ChartStage.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Selection;
import weir.query.TimeRange;

/// Where entries lie, and what they leave to the plot.
final class SeriesLegendTest {
  private static final long SECOND = FlowQuery.SECOND;

  private final List<Selection> selected = new ArrayList<>();
  private final ChartGroup group = new ChartGroup(ChartChoice.FIRST, _ -> {}, () -> 0);
  private final TimeSeriesChart chart = onFx(() -> new TimeSeriesChart(group));

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  private ChartStage show(Answer answer) {
    onFx(
        () -> {
          chart.setOnSelect(selected::add);
          chart.show(answer, 0);
          return true;
        });
    return new ChartStage(chart);
  }

  /// So many ports and "Other".
  private static Answer ports(int ports) {
    TimeRange range = new TimeRange(0, 10 * SECOND);
    SampleAnswers sample =
        new SampleAnswers(range, SECOND, Measure.PACKETS_PER_SECOND, FlowField.DST_PORT);
    for (int port = 0; port < ports; port++) {
      sample.row(0, 1000 - port, 50_000 + port);
    }
    return sample.other(0, 5).answer();
  }

  private List<Bounds> shown() {
    return onFx(
        () ->
            chart.legend().entries().stream()
                .filter(Node::isVisible)
                .map(entry -> chart.sceneToLocal(entry.localToScene(entry.getLayoutBounds())))
                .toList());
  }

  @Test
  void entriesAreBelowThePlotWhichHasTheWidth() {
    try (ChartStage _ = show(ports(3))) {
      List<Bounds> entries = shown();
      assertEquals(4, entries.size());
      assertTrue(layout(chart).width() > 0.75 * chart.getWidth());
      Bounds plot =
          onFx(
              () ->
                  chart.sceneToLocal(
                      chart.overlay().localToScene(chart.overlay().getLayoutBounds())));
      for (Bounds entry : entries) {
        assertTrue(entry.getMinY() > plot.getMaxY(), entry::toString);
        assertTrue(entry.getMinX() >= plot.getMinX() - 2, entry::toString);
        assertTrue(entry.getMaxX() <= chart.getWidth(), entry::toString);
        assertTrue(entry.getMaxY() <= chart.getHeight(), entry::toString);
      }
      assertFalse(onFx(() -> chart.lookup(".legend-more").isVisible()));
    }
  }

  /// Names are read, and what the numbers are comes before them.
  @Test
  void whereThePlotIsNarrowEntriesHaveAllTheWidth() {
    onFx(
        () -> {
          chart.setMaxWidth(350);
          return true;
        });
    try (ChartStage _ = show(ports(3))) {
      List<Bounds> entries = shown();
      Bounds plot =
          onFx(
              () ->
                  chart.sceneToLocal(
                      chart.overlay().localToScene(chart.overlay().getLayoutBounds())));
      Node number = chart.lookup(".legend-number");
      assertTrue(entries.get(1).getMinX() < plot.getMinX(), entries::toString);
      assertEquals(
          number.getBoundsInParent().getMinY(),
          onFx(() -> chart.legend().entries().getFirst().getLayoutY()));
      assertTrue(entries.getFirst().getMinX() > number.getBoundsInParent().getMaxX());
      assertTrue(entries.stream().allMatch(entry -> entry.getMaxX() <= 350), entries::toString);
    }
  }

  @Test
  void entriesDoNotOverlap() {
    try (ChartStage _ = show(ports(9))) {
      List<Bounds> entries = shown();
      for (int i = 0; i < entries.size(); i++) {
        for (int j = i + 1; j < entries.size(); j++) {
          Bounds a = entries.get(i);
          Bounds b = entries.get(j);
          boolean apart =
              a.getMaxX() <= b.getMinX() + 0.5
                  || a.getMinX() >= b.getMaxX() - 0.5
                  || a.getMaxY() <= b.getMinY() + 0.5
                  || a.getMinY() >= b.getMaxY() - 0.5;
          assertTrue(apart, () -> a + " over " + b);
        }
      }
    }
  }

  @Test
  void whatDoesNotFitIsInAMenuAndThePlotStaysUseful() {
    try (ChartStage _ = show(ports(40))) {
      assertTrue(layout(chart).height() > 100, () -> "a plot of " + layout(chart).height());
      Button more = (Button) chart.lookup(".legend-more");
      int shown = shown().size();
      assertTrue(more.isVisible() && shown < 41);
      assertEquals("+ " + (41 - shown) + " more", onFx(more::getText));
      assertTrue(onFx(() -> chart.legend().entries().getLast().isVisible()), "Other");
      onFx(
          () -> {
            more.fire();
            return true;
          });
      List<String> rest = ChartStage.texts(ChartStage.menu());
      assertEquals(41 - shown, rest.size());
      assertEquals("50039   96.1 pkt/s", rest.getLast());
      ChartStage.choose(ChartStage.menu(), rest.getLast());
      assertEquals(1, selected.size());
    }
  }
}
