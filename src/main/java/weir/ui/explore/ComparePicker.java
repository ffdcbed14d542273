package weir.ui.explore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.Against;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.ui.control.DropDown;
import weir.ui.control.Hints;

/// What is compared with: the time before, as long a time a step of the calendar earlier, another
/// range, other flows, or nothing.
final class ComparePicker extends Button {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final ExploreModel model;
  private final Map<Optional<Against>, Button> choices = new LinkedHashMap<>();
  private final TextField from = new TextField();
  private final TextField until = new TextField();
  private final Label problem = new Label();
  private final FilterField filter;
  private final Label zone = new Label();
  private final DropDown popup;
  private final Tooltip hint = Hints.of("");

  /// @param delivery runs tasks on the JavaFX thread
  ComparePicker(ExploreModel model, Executor delivery) {
    this.model = model;
    setId("compare");
    setGraphic(new FontIcon(Feather.COPY));
    setMinWidth(USE_PREF_SIZE);
    getStyleClass().add("compare-picker");
    filter =
        new FilterField(
            model,
            "compare-filter",
            this::otherFilter,
            other -> choose(Optional.of(new Against.Others(other))),
            delivery);
    popup = new DropDown(this, content());
    popup.setOnShown(() -> choices.values().iterator().next().requestFocus());
    setOnAction(_ -> open());
    setTooltip(hint);
    model.others().againstProperty().addListener((_, _, _) -> showChoice());
    model.zoneProperty().addListener((_, _, _) -> showChoice());
    model.dataSetProperty().subscribe(set -> setDisable(set.isEmpty()));
    showChoice();
  }

  private Filter otherFilter() {
    return model
        .others()
        .against()
        .map(against -> against.filter(Filter.all()))
        .orElse(Filter.all());
  }

  private RangeText words() {
    return new RangeText(model.zone(), model.nowNanos());
  }

  private void showChoice() {
    String text = model.others().against().map(words()::of).orElse("Compare");
    setText(text);
    setAccessibleText(
        model
            .others()
            .against()
            .map(other -> "Compared with " + words().of(other))
            .orElse("Compare"));
    hint.setText(
        model.others().against().isPresent()
            ? "Compared with " + text + " (Ctrl+D changes that)"
            : "Compare with another time or other flows (Ctrl+D)");
    pseudoClassStateChanged(CHOSEN, model.others().against().isPresent());
  }

  /// Shows the choices.
  void open() {
    choices.forEach(
        (choice, button) ->
            button.pseudoClassStateChanged(CHOSEN, choice.equals(model.others().against())));
    zone.setText("Times are " + RangeText.zoneName(model.zone()));
    TimeRange now = model.rangeNow();
    TimeRange other = model.others().against().orElse(new Against.Before()).range(now);
    from.setText(RangeInput.TEXT.format(TimeRange.instant(other.fromNanos()).atZone(model.zone())));
    until.setText(
        RangeInput.TEXT.format(TimeRange.instant(other.untilNanos()).atZone(model.zone())));
    say("");
    filter.revert();
    popup.show();
  }

  private void choose(Optional<Against> other) {
    popup.hide();
    model.others().compare(other);
  }

  private Node content() {
    VBox list = new VBox();
    list.getStyleClass().add("range-choices");
    List<Optional<Against>> all = new ArrayList<>();
    all.add(Optional.empty());
    all.add(Optional.of(new Against.Before()));
    for (Against.Step step : Against.Step.values()) {
      all.add(Optional.of(new Against.Earlier(step)));
    }
    for (Optional<Against> choice : all) {
      Button button =
          new Button(choice.map(words()::of).map(ComparePicker::capital).orElse("Do not compare"));
      button.setId(choice.map(one -> "compare-" + one.text()).orElse("compare-off"));
      button.getStyleClass().addAll("flat", "range-choice");
      button.setMaxWidth(Double.MAX_VALUE);
      button.setOnAction(_ -> choose(choice));
      choices.put(choice, button);
      list.getChildren().add(button);
    }
    HBox content = new HBox(list, custom());
    content.getStyleClass().add("range-popup");
    return content;
  }

  private Node custom() {
    Button apply = new Button("Compare with this range");
    apply.setId("compare-apply");
    apply.setOnAction(_ -> apply());
    problem.setId("compare-problem");
    problem.getStyleClass().add("problem");
    problem.managedProperty().bind(problem.visibleProperty());
    problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
    zone.getStyleClass().add("range-zone");
    HBox ends = new HBox(end("From", "compare-from", from), end("Until", "compare-until", until));
    ends.getStyleClass().add("range-ends");
    HBox foot = new HBox(apply, zone);
    foot.getStyleClass().add("range-foot");
    Label others = new Label("Or with other flows of the same time (Enter)");
    others.getStyleClass().add("range-zone");
    VBox custom = new VBox(ends, problem, foot, others, filter);
    custom.getStyleClass().add("range-custom");
    return custom;
  }

  private Node end(String name, String id, TextField field) {
    Label label = new Label(name);
    label.setLabelFor(field);
    field.setId(id);
    field.setPrefColumnCount(13);
    field.setOnAction(_ -> apply());
    field.textProperty().addListener((_, _, _) -> say(""));
    VBox box = new VBox(label, field);
    box.getStyleClass().add("range-end");
    return box;
  }

  private void apply() {
    Instant now = TimeRange.instant(model.nowNanos());
    RangeInput read = RangeInput.read(from.getText(), until.getText(), model.zone(), now);
    say(read.fromProblem().isEmpty() ? read.untilProblem() : read.fromProblem());
    from.pseudoClassStateChanged(ERROR, !read.fromProblem().isEmpty());
    until.pseudoClassStateChanged(ERROR, !read.untilProblem().isEmpty());
    read.range().ifPresent(range -> choose(Optional.of(new Against.During(range))));
  }

  private void say(String sentence) {
    problem.setText(sentence);
    from.pseudoClassStateChanged(ERROR, false);
    until.pseudoClassStateChanged(ERROR, false);
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
