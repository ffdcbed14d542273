package weir.ui.report;

import java.time.ZoneId;
import java.util.Optional;
import weir.export.Drawing;
import weir.exporter.Labels;
import weir.query.Answer;
import weir.query.Panel;
import weir.query.Result;
import weir.query.TimeRange;

/// Draws what a panel shows of an answer. Not for the JavaFX thread.
@FunctionalInterface
public interface Charts {
  Drawing draw(
      Panel panel, TimeRange range, Result answer, Optional<Laid> laid, Labels labels, ZoneId zone);

  /// What is drawn over a chart over time.
  ///
  /// @param name of what it is compared with: "a day earlier"
  /// @param answer to the question of an [weir.query.Overlay]
  record Laid(String name, Answer answer, long laterNanos) {}
}
