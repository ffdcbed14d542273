package weir.ui.explore;

import java.util.function.Function;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import weir.ui.chart.Sparkline;
import weir.ui.control.Hints;

/// Cells of a ranking. What a picture in a cell says is its text too, for who looks for it or has
/// it read aloud.
abstract sealed class RankingCell extends TableCell<RankingRow, RankingRow> {
  @Override
  protected void updateItem(@Nullable RankingRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setText("");
      setGraphic(null);
      setTooltip(null);
      setAccessibleText(null);
    } else {
      show(row);
    }
  }

  abstract void show(RankingRow row);

  /// The group, each end of a conversation for itself; where it is cut, a hint has the whole. Read
  /// aloud it is the row: screen readers begin with it.
  static final class Name extends RankingCell {
    private final PartsBox parts = new PartsBox();
    private final Tooltip whole = Hints.of("");

    Name() {
      getStyleClass().add("name-cell");
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      whole.textProperty().bind(textProperty());
      parts.cutProperty().subscribe(this::hint);
    }

    private void hint() {
      setTooltip(parts.cutProperty().get() && !getText().isEmpty() ? whole : null);
    }

    @Override
    void show(RankingRow row) {
      parts.show(row.parts(), row.arrow());
      for (int part = 0; part < row.parts().size(); part++) {
        var classes = parts.part(part).getStyleClass();
        classes.remove("address");
        if (row.isAddress(part)) {
          classes.add("address");
        }
      }
      setText(row.label());
      setGraphic(parts);
      setAccessibleText(row.spoken());
      hint();
    }
  }

  /// What ranks, with a bar.
  static final class Rate extends RankingCell {
    private final Gauge gauge = new Gauge();

    Rate() {
      getStyleClass().addAll("number-cell", "bar-cell");
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    void show(RankingRow row) {
      gauge.show(row.rateText(), row.bar());
      setText(row.rateText());
      setGraphic(gauge);
    }
  }

  /// A number.
  static final class Plain extends RankingCell {
    private final Function<RankingRow, String> text;

    Plain(Function<RankingRow, String> text) {
      this.text = text;
      getStyleClass().add("number-cell");
    }

    @Override
    void show(RankingRow row) {
      setText(text.apply(row));
    }
  }

  /// Steps over time as a small line.
  static final class Trend extends RankingCell {
    private final Sparkline line = new Sparkline();
    private final Function<RankingRow, double[]> points;
    private final Function<RankingRow, String> words;

    /// @param words the same, for who does not see it
    Trend(Function<RankingRow, double[]> points, Function<RankingRow, String> words) {
      this.points = points;
      this.words = words;
      getStyleClass().add("trend-cell");
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    void show(RankingRow row) {
      line.show(points.apply(row));
      setText(words.apply(row));
      setGraphic(line);
    }
  }
}
