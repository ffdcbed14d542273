package weir.ui.chart;

import java.time.Duration;
import java.time.ZoneId;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import weir.query.TimeRange;

/// Title on the left; bucket width, zone and state on the right.
final class ChartHeader extends HBox {
  /// A refresh shorter than this is not worth a word.
  private final PauseTransition delay = new PauseTransition(javafx.util.Duration.millis(600));

  private final Label title = new Label();
  private final Label state = new Label("Loading…");
  private final Label detail = new Label();

  ChartHeader() {
    getStyleClass().add("chart-header");
    title.getStyleClass().add("chart-heading");
    state.getStyleClass().add("chart-state");
    detail.getStyleClass().add("chart-detail");
    detail.setMinWidth(0);
    state.setVisible(false);
    delay.setOnFinished(_ -> state.setVisible(true));
    state.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren().addAll(title, space, state, detail);
  }

  String title() {
    return title.getText();
  }

  void title(String text) {
    title.setText(text);
  }

  void busy(boolean busy) {
    if (busy) {
      delay.playFromStart();
    } else {
      delay.stop();
      state.setVisible(false);
    }
  }

  void range(SeriesTable table, ZoneId zone) {
    String zoneText = TimeTicks.zoneText(zone, TimeRange.instant(table.range().fromNanos()));
    String text = "per " + length(Duration.ofNanos(table.bucketNanos())) + "  ·  " + zoneText;
    if (!text.equals(detail.getText())) {
      detail.setText(text);
    }
  }

  /// "1 s", "5 min", "1 h", "1 d".
  static String length(Duration length) {
    long seconds = length.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + " d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
