package weir.ui.exporters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.doctor.Known;
import weir.exporter.OwnCount;

class ToldTablesTest {
  @Test
  void whatItTellsOfItselfIsATable() {
    assertEquals(
        List.of(
            new ToldTables.Line("flows ended: idle timeout (1)", 30, 0.75),
            new ToldTables.Line("flows ended: lack of resources (5)", 10, 0.25),
            new ToldTables.Line("packets ignored", 4, -1)),
        ToldTables.lines(
            new Known("192.0.2.1")
                .ended(Map.of(5, 10L, 1, 30L))
                .counts(Map.of(OwnCount.IGNORED_PACKETS, 4L))
                .status()));
  }
}
