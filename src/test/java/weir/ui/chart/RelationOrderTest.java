package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.SampleRelations.REST;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.FlowField;
import weir.query.Measure;

final class RelationOrderTest {
  private static SampleRelations two() {
    return new SampleRelations(Measure.BYTES, FlowField.SRC_AS, FlowField.DST_AS);
  }

  private static RelationGraph graph(SampleRelations sample) {
    return RelationGraph.of(sample.relations(), false);
  }

  private static List<String> texts(RelationOrder order, int layer) {
    return Arrays.stream(order.order()[layer])
        .mapToObj(index -> order.graph().node(layer, index).text())
        .toList();
  }

  @Test
  void aLayerStandsWhereItsRibbonsComeFrom() {
    RelationOrder order =
        RelationOrder.of(
            graph(two().row(50, 1, 11).row(40, 2, 12).row(30, 3, 13).row(35, 1, 14).row(9, 2, 14)));
    assertEquals(List.of("AS1", "AS2", "AS3"), texts(order, 0));
    assertEquals(List.of("AS11", "AS14", "AS12", "AS13"), texts(order, 1));
    assertEquals(0, order.crossings());
  }

  @Test
  void theRestIsLastWhereverItComesFrom() {
    RelationOrder order =
        RelationOrder.of(graph(two().row(50, 1, REST).row(40, 2, 12).row(30, REST, 12)));
    assertEquals(List.of("AS1", "AS2", "Other"), texts(order, 0));
    assertEquals(List.of("AS12", "Other"), texts(order, 1));
    assertEquals(50 * 70, order.crossings());
  }

  /// Counted pair by pair.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void crossingsAreTheProductsOfPairsThatCross(int seed) {
    RelationGraph graph =
        graph(
            new SampleRelations(
                    Measure.BYTES, FlowField.SRC_AS, FlowField.PROTOCOL, FlowField.DST_AS)
                .random(seed, 60, 12, 8, 10));
    RelationOrder order = RelationOrder.of(graph);
    double expected = 0;
    for (int gap = 0; gap < 2; gap++) {
      int[] left = order.ranks(gap);
      int[] right = order.ranks(gap + 1);
      List<RelationGraph.Ribbon> ribbons = graph.gaps().get(gap);
      for (RelationGraph.Ribbon a : ribbons) {
        for (RelationGraph.Ribbon b : ribbons) {
          boolean cross = left[a.from()] < left[b.from()] && right[a.to()] > right[b.to()];
          expected += cross ? a.value() * b.value() : 0;
        }
      }
    }
    assertEquals(1, order.crossings() / expected, 1e-9);
    RelationOrder ranked =
        new RelationOrder(
            graph,
            graph.layers().stream()
                .map(layer -> IntStream.range(0, layer.size()).toArray())
                .toArray(int[][]::new));
    assertTrue(order.crossings() < 0.8 * ranked.crossings(), "sweeps are worth it");
  }

  @Test
  void aLivePictureKeepsItsOrder() {
    RelationOrder before =
        RelationOrder.of(graph(two().row(50, 1, 11).row(48, 2, 12).row(30, 3, 13)));
    RelationOrder after =
        RelationOrder.after(
            before, graph(two().row(51, 1, 11).row(60, 2, 12).row(30, 3, 13).row(7, 2, 14)));
    assertEquals(List.of("AS1", "AS2", "AS3"), texts(after, 0));
    assertEquals(List.of("AS11", "AS12", "AS14", "AS13"), texts(after, 1));
    RelationOrder gone = RelationOrder.after(after, graph(two().row(60, 2, 12).row(30, 3, 13)));
    assertEquals(List.of("AS2", "AS3"), texts(gone, 0));
  }

  @Test
  void anOrderThatHasBecomeMuchWorseIsGivenUp() {
    RelationOrder before = RelationOrder.of(graph(two().row(50, 1, 11).row(48, 2, 12)));
    RelationOrder after = RelationOrder.after(before, graph(two().row(50, 1, 12).row(48, 2, 11)));
    assertEquals(List.of("AS1", "AS2"), texts(after, 0));
    assertEquals(List.of("AS12", "AS11"), texts(after, 1));
  }
}
