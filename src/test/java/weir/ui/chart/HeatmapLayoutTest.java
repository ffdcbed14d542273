package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static weir.ui.chart.HeatmapAnswers.SECOND;
import static weir.ui.chart.HeatmapAnswers.START;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.TimeRange;
import weir.query.ValueSpan;

final class HeatmapLayoutTest {
  private static HeatmapCells cells(Answer answer) {
    return HeatmapCells.of(answer, 0, START + 1000 * SECOND, 1000);
  }

  private static final HeatmapCells TTL =
      cells(new HeatmapAnswers(FlowField.TTL, 10, 1).cell(0, 64, 1).answer());

  private final HeatmapLayout layout = new HeatmapLayout(TTL, 100, 512);

  @Test
  void theHighestValueIsOnTop() {
    assertEquals(new HeatmapLayout.Stretch(0, 2), layout.row(255));
    assertEquals(new HeatmapLayout.Stretch(510, 512), layout.row(0));
    assertEquals(new HeatmapLayout.Stretch(20, 30), layout.column(2));
    assertEquals(255, layout.rowAt(0));
    assertEquals(255, layout.rowAt(1.9));
    assertEquals(254, layout.rowAt(2.1));
    assertEquals(0, layout.rowAt(511.9));
    assertEquals(0, layout.rowAt(600));
    assertEquals(255, layout.rowAt(-5));
  }

  @Test
  void anAreaIsWholeCells() {
    assertEquals(new TimeRange(START + 2 * SECOND, START + 5 * SECOND), layout.time(45, 22));
    assertEquals(new ValueSpan(250, 254), layout.values(2.5, 11));
    assertEquals(new ValueSpan(250, 254), layout.values(11, 2.5));
  }

  private static List<String> labels(HeatmapCells cells, int steps) {
    return HeatmapLayout.marks(cells, steps).ticks().stream().map(ValueAxis.Mark::label).toList();
  }

  @Test
  void ticksAreRound() throws FilterSyntaxException {
    assertEquals(List.of("0", "64", "128", "192"), labels(TTL, 5));
    assertEquals(64.5, HeatmapLayout.marks(TTL, 5).ticks().get(1).value(), "in its row's middle");
    HeatmapCells ports = cells(new HeatmapAnswers(FlowField.DST_PORT, 2, 250).answer());
    assertEquals(
        List.of("0", "10000", "20000", "30000", "40000", "50000", "60000"), labels(ports, 7));
    HeatmapCells few =
        cells(
            new HeatmapAnswers(
                    FlowField.DST_PORT,
                    2,
                    1,
                    FilterParser.parse("dst_port >= 441 and dst_port <= 444"))
                .answer());
    assertEquals(List.of("441", "442", "443 https", "444"), labels(few, 8));
    assertEquals(441, HeatmapLayout.marks(few, 8).min());
    assertEquals(445, HeatmapLayout.marks(few, 8).max());
  }
}
