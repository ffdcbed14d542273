package weir.ui.report;

import java.time.ZoneId;
import weir.export.Drawing;
import weir.query.Answer;
import weir.query.Panel;

/// Draws what a panel shows of an answer over time. Not for the JavaFX thread.
@FunctionalInterface
public interface Charts {
  Drawing draw(Panel panel, Answer answer, ZoneId zone);
}
