package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.SampleRelations.REST;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.FlowField;
import weir.query.Measure;

final class RelationLayoutTest {
  private static final RelationLayout.Letters LETTERS =
      new RelationLayout.Letters(11, 14, text -> 6.0 * text.length());

  private static SampleRelations four() {
    return new SampleRelations(
            Measure.BITS_PER_SECOND,
            FlowField.SRC_ADDRESS,
            FlowField.SRC_PORT,
            FlowField.DST_PORT,
            FlowField.DST_ADDRESS)
        .random(3, 100, 60, 60, 20, 60);
  }

  private static SampleRelations two() {
    return new SampleRelations(Measure.BITS_PER_SECOND, FlowField.SRC_AS, FlowField.DST_AS)
        .row(6_000_000, 1, 11)
        .row(3_000_000, 2, 12)
        .row(1_000_000, 2, REST);
  }

  private static RelationLayout layout(SampleRelations sample, double width, double height) {
    RelationGraph graph = RelationGraph.of(sample.relations(), false);
    return RelationLayout.of(RelationOrder.of(graph), width, height, LETTERS);
  }

  @ParameterizedTest
  @CsvSource({"300, 120", "300, 180", "640, 300", "1900, 1000"})
  void barsAreAsHighAsTheirValuesAndStandApart(double width, double height) {
    RelationLayout layout = layout(four(), width, height);
    RelationGraph graph = layout.order().graph();
    for (int layer = 0; layer < 4; layer++) {
      RelationLayout.Bar before = null;
      for (int index : layout.order().order()[layer]) {
        RelationLayout.Bar bar = layout.bars()[layer][index];
        double value = graph.node(layer, index).value() * layout.scale();
        assertTrue(bar.height() >= value && bar.height() <= Math.max(value, 2) + 1e-9);
        assertTrue(bar.height() > 0.3, "never too thin to be seen");
        assertTrue(before == null || bar.y() > before.y() + before.height(), "apart");
        assertTrue(bar.y() > -1e-6 && bar.y() + bar.height() <= height + 1e-6, "inside");
        assertTrue(bar.x() >= 0 && bar.x() + bar.width() <= width, "inside");
        before = bar;
      }
    }
  }

  @Test
  void allOfTheHeightIsUsedByTheFullestLayer() {
    RelationLayout layout = layout(four(), 900, 500);
    double lowest =
        Arrays.stream(layout.bars())
            .flatMap(Arrays::stream)
            .mapToDouble(bar -> bar.y() + bar.height())
            .max()
            .orElseThrow();
    assertEquals(500, lowest, 0.01);
  }

  @Test
  void ribbonsFillTheirBarsAtBothEndsWithoutOverlap() {
    RelationLayout layout = layout(four(), 900, 500);
    RelationGraph graph = layout.order().graph();
    for (int gap = 0; gap < 3; gap++) {
      for (int node = 0; node < layout.bars()[gap].length; node++) {
        assertFilled(layout, graph, gap, node, true);
      }
      for (int node = 0; node < layout.bars()[gap + 1].length; node++) {
        assertFilled(layout, graph, gap, node, false);
      }
    }
  }

  private static void assertFilled(
      RelationLayout layout, RelationGraph graph, int gap, int node, boolean begin) {
    RelationLayout.Bar bar = layout.bars()[begin ? gap : gap + 1][node];
    List<RelationGraph.Ribbon> ribbons = graph.gaps().get(gap);
    double[][] parts =
        IntStream.range(0, ribbons.size())
            .filter(i -> (begin ? ribbons.get(i).from() : ribbons.get(i).to()) == node)
            .mapToObj(i -> layout.bands()[gap][i])
            .map(band -> new double[] {begin ? band.y1() : band.y2(), band.height()})
            .sorted((a, b) -> Double.compare(a[0], b[0]))
            .toArray(double[][]::new);
    double y = bar.y();
    for (double[] part : parts) {
      assertEquals(y, part[0], 1e-6);
      y += part[1];
    }
    double value = graph.node(begin ? gap : gap + 1, node).value();
    assertEquals(bar.y() + value * layout.scale(), y, 1e-6);
  }

  @Test
  void ribbonsLieInTheOrderOfTheBarsTheyGoTo() {
    RelationLayout layout = layout(two(), 600, 300);
    RelationLayout.Band toTwelve = layout.bands()[0][1];
    RelationLayout.Band toRest = layout.bands()[0][2];
    assertEquals(toTwelve.y1() + toTwelve.height(), toRest.y1(), 1e-9);
    assertTrue(layout.bars()[1][2].y() > layout.bars()[1][1].y(), "the rest is last");
  }

  @Test
  void labelsStandBesideTheirBarsAndSayValuesWhereThereIsRoom() {
    RelationLayout layout = layout(two(), 600, 300);
    RelationLayout.Label first = layout.labels().getFirst();
    RelationLayout.Bar bar = layout.bars()[0][0];
    assertEquals("AS1", first.name());
    assertEquals("480 kbit/s", first.value());
    assertTrue(first.x() >= 0 && first.x() + first.width() < bar.x());
    assertEquals(bar.middle(), first.y() + first.height() / 2, 1e-9);
    RelationLayout.Label last = layout.labels().getLast();
    assertEquals("Other", last.name());
    assertTrue(last.x() > layout.bars()[1][2].x());
    assertTrue(last.x() + last.width() <= 600);
  }

  @ParameterizedTest
  @CsvSource({"300, 120", "640, 300", "1900, 1000"})
  void labelsNeverMeet(double width, double height) {
    List<RelationLayout.Label> labels = layout(four(), width, height).labels();
    assertTrue(labels.size() >= 8);
    for (RelationLayout.Label a : labels) {
      assertTrue(a.x() >= 0 && a.x() + a.width() <= width && a.y() >= 0, a::toString);
      assertTrue(a.y() + a.height() <= height, a::toString);
      for (RelationLayout.Label b : labels) {
        boolean apart = a.y() + a.height() <= b.y() || b.y() + b.height() <= a.y();
        assertTrue(a.equals(b) || a.layer() != b.layer() || apart, () -> a + " " + b);
      }
    }
  }

  @Test
  void longNamesAreCutInTheMiddle() {
    assertEquals("AS1 one", RelationLayout.cut("AS1 one", 42, LETTERS.width()));
    assertEquals("AS1…one", RelationLayout.cut("AS1 number one", 42, LETTERS.width()));
    assertEquals("", RelationLayout.cut("AS1 number one", 5, LETTERS.width()));
  }

  @Test
  void aPointMeansABarALabelOrARibbon() {
    RelationLayout layout = layout(two(), 600, 300);
    RelationLayout.Bar bar = layout.bars()[0][1];
    assertEquals("AS2", names(layout.hit(bar.x() + 1, bar.middle())));
    RelationLayout.Label label = layout.labels().getFirst();
    assertEquals("AS1", names(layout.hit(label.x() + 1, label.y() + 2)));
    RelationLayout.Band band = layout.bands()[0][1];
    for (double x : new double[] {band.x1() + 20, 300, band.x2() - 20}) {
      double y = RelationLayout.top(band, x) + band.height() / 2;
      assertEquals("AS2 → AS12", names(layout.hit(x, y)));
    }
    RelationLayout.Bar above = layout.bars()[0][0];
    double between = (above.y() + above.height() + bar.y()) / 2;
    assertEquals("", names(layout.hit(band.x1() + 10, between)));
  }

  /// Half way across it is half way down, and it leaves its bars level.
  @Test
  void ribbonsAreCurves() {
    RelationLayout.Band band = new RelationLayout.Band(100, 10, 300, 90, 5);
    assertEquals(10, RelationLayout.top(band, 100), 1e-6);
    assertEquals(50, RelationLayout.top(band, 200), 1e-6);
    assertEquals(90, RelationLayout.top(band, 300), 1e-6);
    assertTrue(RelationLayout.top(band, 110) < 11);
  }

  private static String names(List<RelationGraph.Node> nodes) {
    return RelationText.names(nodes);
  }
}
