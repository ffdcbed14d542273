package weir.ui.report;

import java.time.ZoneId;
import weir.export.Drawing;
import weir.exporter.Labels;
import weir.query.Panel;
import weir.query.Result;
import weir.query.TimeRange;

/// Draws what a panel shows of an answer. Not for the JavaFX thread.
@FunctionalInterface
public interface Charts {
  Drawing draw(Panel panel, TimeRange range, Result answer, Labels labels, ZoneId zone);
}
