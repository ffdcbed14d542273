package weir.ui.exporters;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Measures on request how much traffic was reported more than once, and says it in words.
final class TwiceLine extends VBox {
  private static final String OFFER = "Measure what was reported twice";

  private final Button measure = new Button(OFFER, new FontIcon(Feather.COPY));
  private final Label said = new Label();

  TwiceLine(Runnable onMeasure) {
    getStyleClass().add("exporters-twice");
    measure.setId("exporters-twice");
    measure.getStyleClass().addAll("flat", "small");
    measure.setAccessibleHelp(
        "Of the last hour: by several exporters, or by one as it came in and as it went out");
    measure.setOnAction(
        _ -> {
          measure.setDisable(true);
          measure.setText("Measuring…");
          onMeasure.run();
        });
    said.setId("exporters-twice-said");
    said.getStyleClass().add("exporters-summary");
    said.setWrapText(true);
    said.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(measure, said);
    forget();
    offer(false);
  }

  /// As if its button were pressed.
  void measure() {
    measure.fire();
  }

  /// @param offered whether there are exporters that may repeat one another
  void offer(boolean offered) {
    setVisible(offered);
    setManaged(offered);
  }

  void show(List<String> sentences) {
    measure.setDisable(false);
    measure.setText("Measure again what was reported twice");
    said.setText(String.join("\n", sentences));
    showSaid(true);
  }

  /// What was measured is not of what is shown now.
  void forget() {
    measure.setDisable(false);
    measure.setText(OFFER);
    showSaid(false);
  }

  private void showSaid(boolean shown) {
    said.setVisible(shown);
    said.setManaged(shown);
  }
}
