package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.SampleRelations.REST;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Dimension;
import weir.query.Measure;
import weir.query.Selection;

final class RelationGraphTest {
  private static SampleRelations three() {
    return new SampleRelations(
            Measure.BYTES, FlowField.SRC_AS, FlowField.PROTOCOL, FlowField.DST_AS)
        .row(50, 1, 6, 9)
        .row(30, 2, 6, 8)
        .row(10, 1, 17, 8)
        .row(5, REST, 6, REST)
        .row(0, 3, 6, 9);
  }

  private static RelationGraph graph() {
    return RelationGraph.of(three().relations(), false);
  }

  @Test
  void nodesAreRankedWithTheRestLast() {
    RelationGraph graph = graph();
    assertEquals(List.of("AS1", "AS2", "Other"), texts(graph, 0));
    assertEquals(List.of("TCP (6)", "UDP (17)"), texts(graph, 1));
    assertEquals(List.of("AS9", "AS8", "Other"), texts(graph, 2));
    assertEquals(60, graph.node(0, 0).value());
    assertEquals(85, graph.node(1, 0).value());
    assertTrue(graph.node(2, 2).other());
    assertEquals(95, graph.total());
  }

  private static List<String> texts(RelationGraph graph, int layer) {
    return graph.layers().get(layer).stream().map(RelationGraph.Node::text).toList();
  }

  @Test
  void ribbonsAreToldApartByWhereTheyBegan() {
    RelationGraph graph = graph();
    assertEquals(
        Set.of(
            new RelationGraph.Ribbon(0, 0, 0, 50),
            new RelationGraph.Ribbon(1, 1, 0, 30),
            new RelationGraph.Ribbon(0, 0, 1, 10),
            new RelationGraph.Ribbon(2, 2, 0, 5)),
        Set.copyOf(graph.gaps().get(0)));
    assertEquals(
        Set.of(
            new RelationGraph.Ribbon(0, 0, 0, 50),
            new RelationGraph.Ribbon(1, 0, 1, 30),
            new RelationGraph.Ribbon(0, 1, 1, 10),
            new RelationGraph.Ribbon(2, 0, 2, 5)),
        Set.copyOf(graph.gaps().get(1)));
    assertEquals(
        List.of("AS2", "TCP (6)", "AS8"),
        graph.ends(1, new RelationGraph.Ribbon(1, 0, 1, 30)).stream()
            .map(RelationGraph.Node::text)
            .toList());
  }

  @Test
  void whatGoesThroughNodesIsFollowedToBothEnds() {
    RelationGraph graph = graph();
    RelationGraph.Lit tcp = graph.lit(List.of(graph.node(1, 0).key()));
    assertEquals(85, tcp.total());
    assertArrayEquals(new double[] {50, 30, 5}, tcp.nodes()[0]);
    assertArrayEquals(new double[] {85, 0}, tcp.nodes()[1]);
    assertArrayEquals(new double[] {50, 30, 5}, tcp.nodes()[2]);
    assertEquals(85, Arrays.stream(tcp.ribbons()[0]).sum());

    RelationGraph.Lit both = graph.lit(List.of(graph.node(0, 0).key(), graph.node(2, 1).key()));
    assertEquals(10, both.total());
    assertArrayEquals(new double[] {0, 10}, both.nodes()[1]);
  }

  @Test
  void theRestCanBeLeftOut() {
    RelationGraph graph = RelationGraph.of(three().relations(), true);
    assertEquals(List.of("AS1", "AS2"), texts(graph, 0));
    assertEquals(90, graph.total());
  }

  @Test
  void aNodeMeansItsValueAndARibbonBothOfThem() {
    RelationGraph graph = graph();
    assertEquals(
        Optional.of(
            new Selection.Group(
                Dimension.of(FlowField.PROTOCOL), List.of(new IpAddress(0, 6)), true)),
        RelationGraph.selection(List.of(graph.node(1, 0)), true));
    assertEquals(
        Optional.of(
            new Selection.Group(
                Dimension.of(FlowField.SRC_AS, FlowField.PROTOCOL),
                List.of(new IpAddress(0, 2), new IpAddress(0, 6)),
                false)),
        RelationGraph.selection(List.of(graph.node(0, 1), graph.node(1, 0)), false));
    assertEquals(Optional.empty(), RelationGraph.selection(List.of(graph.node(0, 2)), false));
    assertEquals(
        Optional.of(
            new Selection.Group(
                Dimension.of(FlowField.PROTOCOL), List.of(new IpAddress(0, 6)), false)),
        RelationGraph.selection(List.of(graph.node(0, 2), graph.node(1, 0)), false));
  }

  /// Interface 3 of one exporter is not that of another.
  @Test
  void anInterfaceIsItsExporters() {
    IpAddress first = new IpAddress(0, IpAddress.mapped(1));
    IpAddress second = new IpAddress(0, IpAddress.mapped(2));
    Labels labels =
        new Labels(
            Map.of(
                first, new Labels.Exporter("edge", Map.of(3L, "uplink")),
                second, new Labels.Exporter("core", Map.of(3L, "peer"))),
            Set.of(first, second));
    RelationGraph graph =
        RelationGraph.of(
            new SampleRelations(Measure.BYTES, FlowField.EXPORTER, FlowField.OUT_INTERFACE)
                .row(20, 1, 3)
                .row(10, 2, 3)
                .relations(5, labels),
            false);
    assertEquals(List.of("edge", "core"), texts(graph, 0));
    assertEquals(List.of("uplink (3)", "peer (3)"), texts(graph, 1));
    assertEquals(
        Optional.of(
            new Selection.Group(
                Dimension.of(FlowField.OUT_INTERFACE, FlowField.EXPORTER),
                List.of(new IpAddress(0, 3), second),
                false)),
        RelationGraph.selection(List.of(graph.node(1, 1)), false));
    assertEquals(List.of(graph.node(0, 1)), graph.nodes(List.of(graph.node(0, 1).key())));
  }
}
