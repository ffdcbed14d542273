package weir.ui.explore;

import atlantafx.base.controls.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.RangeChoice;
import weir.query.RangeWords;
import weir.query.TimeRange;
import weir.ui.control.DropDown;
import weir.ui.control.Hints;

/// Which time: a length that moves along, everything, or from one moment to another, typed or
/// picked.
final class RangePicker extends Button {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final List<RangeChoice> CHOICES =
      List.of(
          new RangeChoice.Last(Duration.ofMinutes(1)),
          new RangeChoice.Last(Duration.ofMinutes(5)),
          new RangeChoice.Last(Duration.ofMinutes(15)),
          new RangeChoice.Last(Duration.ofHours(1)),
          new RangeChoice.Last(Duration.ofHours(6)),
          new RangeChoice.Last(Duration.ofHours(24)),
          new RangeChoice.Last(Duration.ofDays(7)),
          new RangeChoice.Everything());

  private final ExploreModel model;
  private final List<Button> choices = new ArrayList<>();
  private final End from = new End("range-from", false);
  private final End until = new End("range-until", true);
  private final TextField said = new TextField();
  private final Label saidProblem = new Label();
  private final Label zone = new Label();
  private final Calendar calendar = new Calendar();
  private final DropDown popup;
  private final Tooltip hint = Hints.of("");
  private Runnable opened = () -> {};
  private End last = from;
  private boolean filling;

  RangePicker(ExploreModel model) {
    this.model = model;
    setId("range");
    getStyleClass().add("range-picker");
    setGraphic(new FontIcon(Feather.CLOCK));
    setTextOverrun(OverrunStyle.CENTER_ELLIPSIS); // the hint has the whole
    popup = new DropDown(this, content());
    popup.setOnShown(() -> choices.getFirst().requestFocus());
    setOnAction(
        _ -> {
          opened.run();
          open();
        });
    setOnMouseEntered(_ -> hint.setText(words().whole(model.rangeNow())));
    model.travel().historyProperty().addListener((_, _, _) -> showChoice());
    model.zoneProperty().addListener((_, _, _) -> showChoice());
    model.time().spreadProperty().addListener((_, _, _) -> say());
    showChoice();
    setTooltip(hint);
  }

  /// Called before the choices are shown.
  void onOpened(Runnable action) {
    opened = action;
  }

  private RangeText words() {
    return new RangeText(model.zone(), model.nowNanos());
  }

  private void showChoice() {
    popup.hide();
    say();
  }

  private void say() {
    setText(words().of(model.scope().range()) + (model.time().isSpread() ? " · spread" : ""));
    setAccessibleText("Time range: " + getText());
  }

  private void open() {
    for (int i = 0; i < CHOICES.size(); i++) {
      boolean chosen = CHOICES.get(i).equals(model.scope().range());
      choices.get(i).pseudoClassStateChanged(CHOSEN, chosen);
    }
    zone.setText("Times are " + RangeText.zoneName(model.zone()));
    said.clear();
    TimeRange now = model.rangeNow();
    from.fill(now.fromNanos());
    until.fill(now.untilNanos());
    pick(from);
    popup.show();
  }

  private Node content() {
    VBox list = new VBox();
    list.getStyleClass().add("range-choices");
    for (RangeChoice choice : CHOICES) {
      Button button = new Button(words().of(choice));
      button.getStyleClass().addAll("flat", "range-choice");
      button.setMaxWidth(Double.MAX_VALUE);
      button.setOnAction(
          _ -> {
            popup.hide();
            model.range(choice);
          });
      choices.add(button);
      list.getChildren().add(button);
    }
    Button apply = new Button("Show this range");
    apply.setId("range-apply");
    apply.getStyleClass().add("accent");
    apply.setOnAction(_ -> apply());
    zone.setId("range-zone");
    zone.getStyleClass().add("range-zone");
    calendar.getStyleClass().add("range-calendar");
    calendar.valueProperty().addListener((_, _, day) -> picked(day));
    VBox words = saying();
    HBox ends = new HBox(from.box, until.box);
    ends.getStyleClass().add("range-ends");
    HBox foot = new HBox(apply, zone);
    foot.getStyleClass().add("range-foot");
    VBox custom = new VBox(words, ends, calendar, foot, new StepChoice(model));
    custom.getStyleClass().add("range-custom");
    HBox content = new HBox(list, custom);
    content.getStyleClass().add("range-popup");
    return content;
  }

  /// A whole range in words.
  private VBox saying() {
    said.setId("range-words");
    said.setPromptText("yesterday 14:00-15:00, last 90 min, mon 9:00");
    said.setAccessibleText("Range in words");
    said.setOnAction(_ -> applyWords());
    said.textProperty().addListener((_, _, _) -> problem(""));
    saidProblem.setId("range-words-problem");
    saidProblem.getStyleClass().add("problem");
    saidProblem.setWrapText(true);
    saidProblem.managedProperty().bind(saidProblem.visibleProperty());
    saidProblem.visibleProperty().bind(saidProblem.textProperty().isNotEmpty());
    VBox box = new VBox(said, saidProblem);
    box.getStyleClass().add("range-end");
    return box;
  }

  private void problem(String sentence) {
    saidProblem.setText(sentence);
    said.pseudoClassStateChanged(ERROR, !sentence.isEmpty());
    said.setAccessibleHelp(sentence);
  }

  private void applyWords() {
    Instant now = TimeRange.instant(model.nowNanos());
    try {
      RangeChoice range = new RangeWords(model.zone(), now).range(said.getText());
      popup.hide();
      model.range(range);
    } catch (IllegalArgumentException e) {
      problem(String.valueOf(e.getMessage()));
    }
  }

  /// The calendar has the day of this end from now on.
  private void pick(End end) {
    last = end;
    filling = true;
    RangeInput.day(end.field.getText()).ifPresent(calendar::setValue);
    filling = false;
  }

  private void picked(LocalDate day) {
    if (!filling && day != null) {
      last.field.setText(RangeInput.withDay(last.field.getText(), day, last == until));
    }
  }

  private void apply() {
    Instant now = TimeRange.instant(model.nowNanos());
    RangeInput read =
        RangeInput.read(from.field.getText(), until.field.getText(), model.zone(), now);
    from.say(read.fromProblem());
    until.say(read.untilProblem());
    read.range()
        .ifPresent(
            range -> {
              popup.hide();
              model.range(new RangeChoice.Between(range));
            });
  }

  /// One end of the range: its field, and below it what is wrong.
  private final class End {
    private final TextField field = new TextField();
    private final Label problem = new Label();
    private final VBox box;

    End(String id, boolean isUntil) {
      Label name = new Label(isUntil ? "Until" : "From");
      name.setLabelFor(field);
      field.setId(id);
      field.setPrefColumnCount(13);
      field.setOnAction(_ -> apply());
      field.textProperty().addListener((_, _, _) -> say(""));
      field
          .focusedProperty()
          .subscribe(
              focused -> {
                if (Boolean.TRUE.equals(focused)) {
                  pick(this);
                }
              });
      problem.setId(id + "-problem");
      problem.getStyleClass().add("problem");
      problem.setWrapText(true);
      problem.managedProperty().bind(problem.visibleProperty());
      problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
      box = new VBox(name, field, problem);
      box.getStyleClass().add("range-end");
    }

    void fill(long nanos) {
      field.setText(RangeInput.TEXT.format(TimeRange.instant(nanos).atZone(model.zone())));
      say("");
    }

    void say(String sentence) {
      problem.setText(sentence);
      field.pseudoClassStateChanged(ERROR, !sentence.isEmpty());
      field.setAccessibleHelp(sentence);
    }
  }
}
