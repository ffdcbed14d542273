package weir.ui.explore;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.RangeChoice;
import weir.query.TimeRange;

/// Which time: a length that moves along, everything, or from one moment to another.
final class RangePicker extends MenuButton {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");
  private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofHours(24),
          Duration.ofDays(7));

  private final ExploreModel model;
  private final TextField from = field("range-from");
  private final TextField until = field("range-until");

  RangePicker(ExploreModel model) {
    this.model = model;
    setId("range");
    getStyleClass().add("range-picker");
    setGraphic(new FontIcon(Feather.CLOCK));
    for (Duration length : LENGTHS) {
      add(new RangeChoice.Last(length));
    }
    getItems().add(new SeparatorMenuItem());
    add(new RangeChoice.Everything());
    getItems().add(new SeparatorMenuItem());
    CustomMenuItem custom = new CustomMenuItem(customRange(), false);
    custom.getStyleClass().add("custom-range");
    getItems().add(custom);
    model.historyProperty().addListener((_, _, _) -> showChoice());
    model.zoneProperty().addListener((_, _, _) -> showChoice());
    setOnShowing(_ -> fillFields());
    showChoice();
  }

  private void showChoice() {
    setText(RangeText.of(model.scope().range(), model.zone()));
  }

  private void add(RangeChoice choice) {
    MenuItem item = new MenuItem(RangeText.of(choice, model.zone()));
    item.setOnAction(_ -> model.range(choice));
    getItems().add(item);
  }

  private static TextField field(String id) {
    TextField field = new TextField();
    field.setId(id);
    field.setPrefColumnCount(16);
    return field;
  }

  private GridPane customRange() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("custom-range-grid");
    Button apply = new Button("Show");
    apply.setDefaultButton(false);
    apply.getStyleClass().add("accent");
    apply.setOnAction(_ -> applyFields());
    until.setOnAction(_ -> applyFields());
    from.setOnAction(_ -> applyFields());
    grid.addRow(0, new Label("From"), from);
    grid.addRow(1, new Label("Until"), until);
    grid.add(apply, 1, 2);
    return grid;
  }

  private void fillFields() {
    TimeRange now = model.rangeNow();
    from.setText(text(now.fromNanos()));
    until.setText(text(now.untilNanos()));
  }

  private String text(long nanos) {
    return TEXT.format(TimeRange.instant(nanos).atZone(model.zone()));
  }

  private void applyFields() {
    Long start = nanos(from);
    Long end = nanos(until);
    if (start == null || end == null) {
      return;
    }
    until.pseudoClassStateChanged(ERROR, end <= start);
    if (end > start) {
      hide();
      model.range(new RangeChoice.Between(new TimeRange(start, end)));
    }
  }

  private @org.jspecify.annotations.Nullable Long nanos(TextField field) {
    try {
      LocalDateTime time = LocalDateTime.parse(field.getText().strip(), TEXT);
      field.pseudoClassStateChanged(ERROR, false);
      return TimeRange.nanos(time.atZone(model.zone()).toInstant());
    } catch (DateTimeParseException e) {
      field.pseudoClassStateChanged(ERROR, true); // the red border says which one
      return null;
    }
  }
}
