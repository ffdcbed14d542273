package weir.ui.explore;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.Ask;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Rank;
import weir.query.View;
import weir.query.Visual;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// Above a view whose question is put together piece by piece: what is grouped by, how it is drawn,
/// what is counted, how many groups, how wide the steps of time are. Each change is asked at once
/// and is a step of the history.
final class AskBar extends FlowPane {
  private static final int[] TOPS = {5, 10, 20, 50};
  private static final int[] STEP_SECONDS = {1, 5, 10, 30, 60, 300, 900, 3600, 21600, 86400};
  private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");

  private final ExploreModel model;
  private final HBox groups = new HBox();
  private final Button add = new Button("", new FontIcon(Feather.PLUS));
  private final Map<Visual, ToggleButton> visuals = new EnumMap<>(Visual.class);
  private final MenuButton measure = new MenuButton();
  private final MenuButton top = new MenuButton();
  private final MenuButton rank = new MenuButton();
  private final MenuButton steps = new MenuButton();
  private final Button keep = new Button("", new FontIcon(Feather.SAVE));
  private final DimensionPicker picker;

  AskBar(ExploreModel model) {
    this.model = model;
    getStyleClass().add("ask-bar");
    setId("ask-bar");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
    managedProperty().bind(visibleProperty());
    picker = new DimensionPicker(model);
    add.setId("ask-add");
    add.getStyleClass().addAll("button-icon", "flat");
    add.setTooltip(Hints.of("Group by one more (Insert)"));
    add.setAccessibleText("Group by one more");
    add.setOnAction(_ -> add());
    groups.getStyleClass().add("ask-groups");
    groups.setAlignment(Pos.CENTER_LEFT);
    measure.setId("ask-measure");
    top.setId("ask-top");
    rank.setId("ask-rank");
    steps.setId("ask-steps");
    for (MenuButton menu : List.of(measure, top, rank, steps)) {
      menu.getStyleClass().add("flat");
      menu.setMinWidth(USE_PREF_SIZE);
    }
    keep.setId("ask-keep");
    keep.getStyleClass().addAll("button-icon", "flat");
    keep.setAccessibleText("Save as view");
    keep.setTooltip(Hints.of("Save as view: keep the question among yours (Ctrl+S)"));
    getChildren().addAll(groups, visuals(), top, rank, measure, steps, keep);
    setKeeping(null);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    model.viewProperty().addListener((_, _, _) -> show());
    show();
  }

  /// @param action keeps the question as a view; null where none are kept
  void setKeeping(@Nullable Runnable action) {
    keep.setVisible(action != null);
    keep.setManaged(action != null);
    keep.setOnAction(
        _ -> {
          if (action != null) {
            action.run();
          }
        });
  }

  private Ask ask() {
    return Ask.of(model.view());
  }

  private void change(UnaryOperator<Ask> change) {
    View view = model.view();
    model.setView(change.apply(Ask.of(view)).in(view));
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.INSERT) {
      add();
      event.consume();
    }
  }

  private void show() {
    picker.hide();
    boolean asks = model.view().asks();
    setVisible(asks);
    if (!asks) {
      return;
    }
    Ask ask = ask();
    groups.getChildren().setAll(by(ask.by()));
    visuals.forEach((visual, button) -> show(visual, button, ask));
    showMeasure(ask);
    showTop(ask);
    showRank(ask);
    showSteps(ask);
  }

  // --- what is grouped by

  private List<Node> by(List<Dimension> by) {
    List<Node> shown = new ArrayList<>();
    Label title = new Label("By");
    title.getStyleClass().add("ask-title");
    shown.add(title);
    for (int i = 0; i < by.size(); i++) {
      shown.add(chip(by, i));
    }
    add.setDisable(by.size() >= Ask.MOST_DIMENSIONS);
    add.setText(by.isEmpty() ? "Group by…" : "");
    shown.add(add);
    return shown;
  }

  private HBox chip(List<Dimension> by, int index) {
    Dimension dimension = by.get(index);
    Button name = new Button(dimension.label());
    name.setMnemonicParsing(false);
    name.getStyleClass().addAll("flat", "ask-group");
    name.setTooltip(
        Hints.of(
            dimension.name() + ": Enter takes another, Delete removes it, Ctrl+arrows move it"));
    name.setOnAction(_ -> picker.show(name, other -> replace(index, other)));
    name.addEventHandler(KeyEvent.KEY_PRESSED, event -> keyOfChip(event, index));
    Button remove = new Button("", new FontIcon(Feather.X));
    remove.getStyleClass().addAll("flat", "button-icon", "chip-remove");
    remove.setAccessibleText("No longer group by " + dimension.label());
    remove.setFocusTraversable(false); // the Delete key does it
    remove.setOnAction(_ -> remove(index));
    HBox chip = new HBox(name, remove);
    chip.getStyleClass().addAll("chip", "ask-chip");
    chip.pseudoClassStateChanged(FIRST, index == 0);
    chip.setAlignment(Pos.CENTER_LEFT);
    Menus.on(chip, () -> chipMenu(by, index, name));
    return chip;
  }

  private List<MenuItem> chipMenu(List<Dimension> by, int index, Button name) {
    List<MenuItem> items = new ArrayList<>();
    items.add(
        Menus.item(
            "Take another…", Feather.EDIT_2, () -> picker.show(name, d -> replace(index, d))));
    by.get(index)
        .opposite()
        .ifPresent(
            other ->
                items.add(Menus.item(other.label(), Feather.REPEAT, () -> replace(index, other))));
    if (index > 0) {
      items.add(Menus.item("Move to the left", Feather.ARROW_LEFT, () -> move(index, -1)));
    }
    if (index < by.size() - 1) {
      items.add(Menus.item("Move to the right", Feather.ARROW_RIGHT, () -> move(index, 1)));
    }
    items.add(Menus.item("Remove", Feather.X, () -> remove(index)));
    return items;
  }

  private void keyOfChip(KeyEvent event, int index) {
    boolean used = true;
    if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
      remove(index);
    } else if (event.isShortcutDown() && event.getCode() == KeyCode.LEFT) {
      move(index, -1);
    } else if (event.isShortcutDown() && event.getCode() == KeyCode.RIGHT) {
      move(index, 1);
    } else {
      used = false;
    }
    if (used) {
      event.consume();
    }
  }

  private void add() {
    if (!add.isDisabled()) {
      picker.show(
          add,
          chosen ->
              change(
                  ask -> {
                    List<Dimension> more = new ArrayList<>(ask.by());
                    more.add(chosen);
                    return ask.withBy(more);
                  }));
    }
  }

  private void replace(int index, Dimension other) {
    change(
        ask -> {
          List<Dimension> by = new ArrayList<>(ask.by());
          by.set(index, other);
          return ask.withBy(by);
        });
    focus(index);
  }

  private void remove(int index) {
    change(
        ask -> {
          List<Dimension> by = new ArrayList<>(ask.by());
          by.remove(index);
          return ask.withBy(by);
        });
    focus(Math.max(0, index - 1));
  }

  private void move(int index, int by) {
    int to = index + by;
    if (to < 0 || to >= ask().by().size()) {
      return;
    }
    change(
        ask -> {
          List<Dimension> moved = new ArrayList<>(ask.by());
          moved.add(to, moved.remove(index));
          return ask.withBy(moved);
        });
    focus(to);
  }

  /// Chips are made anew by each change: the keyboard stays where it was.
  private void focus(int index) {
    List<Node> chips = groups.lookupAll(".ask-group").stream().toList();
    if (index < chips.size()) {
      chips.get(index).requestFocus();
    } else {
      add.requestFocus();
    }
  }

  // --- how it is drawn

  private HBox visuals() {
    HBox box = new HBox();
    box.setAlignment(Pos.CENTER_LEFT);
    List<Visual> all = Ask.VISUALS;
    for (int i = 0; i < all.size(); i++) {
      Visual visual = all.get(i);
      ToggleButton button = new ToggleButton("", new FontIcon(VisualLook.icon(visual)));
      button.setId("ask-visual-" + visual.visualName());
      button
          .getStyleClass()
          .addAll(
              "button-icon",
              i == 0 ? "left-pill" : i < all.size() - 1 ? "center-pill" : "right-pill");
      button.setAccessibleText(VisualLook.label(visual));
      button.setOnAction(
          _ -> {
            button.setSelected(true);
            change(ask -> ask.withVisual(visual));
          });
      visuals.put(visual, button);
      box.getChildren().add(button);
    }
    return box;
  }

  private static void show(Visual visual, ToggleButton button, Ask ask) {
    Optional<String> lack = ask.lacks(visual);
    button.setSelected(ask.visual() == visual);
    button.setDisable(lack.isPresent());
    Tooltip hint =
        Hints.of(VisualLook.label(visual) + lack.map(needs -> ": needs " + needs).orElse(""));
    button.setTooltip(hint);
  }

  // --- what is counted, and how finely

  private void showMeasure(Ask ask) {
    measure.setText(ask.measure().map(Measure::label).orElse("Unit as above"));
    measure.setTooltip(Hints.of("What is counted"));
    measure.getItems().clear();
    measure
        .getItems()
        .add(
            choice(
                "As above: bits, packets or flows a second",
                ask.measure().isEmpty(),
                () -> change(now -> now.withMeasure(Optional.empty()))));
    for (Measure one : Measure.values()) {
      if (Ask.lacks(one, ask.by()).isEmpty()) {
        measure
            .getItems()
            .add(
                choice(
                    one.label(),
                    ask.measure().equals(Optional.of(one)),
                    () -> change(now -> now.withMeasure(Optional.of(one)))));
      }
    }
  }

  private void showTop(Ask ask) {
    top.setText("Top " + ask.top());
    top.setTooltip(Hints.of("How many groups are told apart; the rest is \"Other\""));
    top.setDisable(ask.by().isEmpty() || ask.visual() == Visual.RANKING);
    top.getItems().clear();
    for (int most : TOPS) {
      top.getItems()
          .add(choice("Top " + most, ask.top() == most, () -> change(now -> now.withTop(most))));
    }
  }

  private void showRank(Ask ask) {
    rank.setText("by " + ask.rank().label());
    rank.setTooltip(
        Hints.of("What the largest groups have most of: on average, in a step of time"));
    rank.setDisable(ask.by().isEmpty() || !ask.visual().ranks());
    rank.getItems().clear();
    for (Rank.By by : Rank.By.values()) {
      String text =
          switch (by) {
            case AVERAGE -> "Average over the range";
            case MAXIMUM -> "Maximum: the highest step";
            case P95 -> "95th percentile: 95 of 100 steps are not higher";
            case MINIMUM -> "Minimum: the lowest step, none left out";
            case LAST -> "Last: the newest step";
          };
      rank.getItems().add(choice(text, ask.rank() == by, () -> change(now -> now.withRank(by))));
    }
  }

  private void showSteps(Ask ask) {
    steps.setText(
        ask.bucketNanos() == 0
            ? "Steps: auto"
            : "Steps: " + seconds(ask.bucketNanos() / FlowQuery.SECOND));
    steps.setTooltip(Hints.of("How wide the steps of time are"));
    steps.setDisable(!ask.visual().overTime());
    steps.getItems().clear();
    steps
        .getItems()
        .add(
            choice(
                "As fine as the screen",
                ask.bucketNanos() == 0,
                () -> change(now -> now.withBucket(0))));
    for (int seconds : STEP_SECONDS) {
      long nanos = seconds * FlowQuery.SECOND;
      steps
          .getItems()
          .add(
              choice(
                  seconds(seconds),
                  ask.bucketNanos() == nanos,
                  () -> change(now -> now.withBucket(nanos))));
    }
  }

  private static String seconds(long seconds) {
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + " d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  private static RadioMenuItem choice(String text, boolean chosen, Runnable action) {
    RadioMenuItem item = new RadioMenuItem(text);
    item.setSelected(chosen);
    item.setOnAction(_ -> action.run());
    return item;
  }
}
