package weir.ui.explore;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.Unit;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// Above the panels: back and forward, ask again or stop, range, filter, unit, sampling, pause.
final class QueryBar extends StackPane {
  private static final PseudoClass ASKING = PseudoClass.getPseudoClass("asking");

  private final FilterField filter;
  private final ComparePicker compare;
  private final RangePicker ranges;
  private final FontIcon askIcon = new FontIcon(Feather.REFRESH_CW);
  private final Button ask = new Button("", askIcon);
  private final Tooltip askHint = Hints.of("");
  private final Button menu = new Button("", new FontIcon(Feather.MORE_VERTICAL));
  private boolean asking;

  /// @param stop takes back what is being asked
  /// @param delivery runs tasks on the JavaFX thread
  QueryBar(ExploreModel model, Runnable stop, Executor delivery) {
    getStyleClass().add("query-bar");
    filter = new FilterField(model, delivery);
    compare = new ComparePicker(model, delivery);
    ranges = new RangePicker(model);
    Button earlier =
        icon(
            "earlier",
            Feather.CHEVRON_LEFT,
            "As long a time earlier ([)",
            () -> model.shift(false));
    Button later =
        icon("later", Feather.CHEVRON_RIGHT, "As long a time later (])", () -> model.shift(true));
    HBox shift = new HBox(earlier, ranges, later);
    shift.getStyleClass().add("tight");
    HBox range = new HBox(shift, compare);
    range.getStyleClass().add("ranges");
    HBox start = new HBox(history(model), ask(model, stop));
    List<Region> lesser = List.of(units(model), counted(model));
    getChildren().add(new BarLayout(start, range, filter, lesser, more(model), end(model)));
  }

  void focusFilter() {
    filter.focusField();
  }

  /// Opens the saved and recent filters.
  void openShelf() {
    filter.openShelf();
  }

  /// Called before ranges are offered.
  void onRanges(Runnable action) {
    ranges.onOpened(action);
  }

  /// Offers what can be compared with.
  void compare() {
    compare.open();
  }

  /// Questions take long, or are over.
  void asking(boolean now) {
    asking = now;
    ask.pseudoClassStateChanged(ASKING, now);
    askIcon.setIconCode(now ? Feather.SQUARE : Feather.REFRESH_CW);
    String hint = now ? "Stop asking (Esc)" : "Ask again (F5)";
    askHint.setText(hint);
    ask.setAccessibleText(hint);
  }

  private Node ask(ExploreModel model, Runnable stop) {
    ask.setId("ask");
    ask.getStyleClass().addAll("button-icon", "flat");
    ask.setTooltip(askHint);
    ask.setOnAction(
        _ -> {
          if (asking) {
            stop.run();
          } else {
            model.refresh();
          }
        });
    asking(false);
    return ask;
  }

  private static Node history(ExploreModel model) {
    Button back = icon("back", Feather.ARROW_LEFT, "Back (Alt+Left)", model.travel()::back);
    Button forward =
        icon("forward", Feather.ARROW_RIGHT, "Forward (Alt+Right)", model.travel()::forward);
    Runnable update =
        () -> {
          back.setDisable(!model.travel().history().canBack());
          forward.setDisable(!model.travel().history().canForward());
        };
    model.travel().historyProperty().addListener((_, _, _) -> update.run());
    update.run();
    for (Button button : List.of(back, forward)) {
      Menus.on(button, () -> steps(model));
    }
    HBox box = new HBox(back, forward);
    box.getStyleClass().add("tight");
    return box;
  }

  /// Everywhere that was looked at, the newest first.
  private static List<MenuItem> steps(ExploreModel model) {
    RangeText ranges = new RangeText(model.zone(), model.nowNanos());
    int now = model.travel().history().index();
    return new Steps(model.travel().history(), model.words().labels(), ranges)
        .all().reversed().stream()
            .map(
                step ->
                    Menus.item(
                        step.text(),
                        step.index() == now ? Feather.CHECK : Feather.CIRCLE,
                        () -> model.travel().goTo(step.index())))
            .toList();
  }

  /// What stands in the menu where the bar is too narrow for it.
  private static MenuButton more(ExploreModel model) {
    MenuButton more = new MenuButton("", new FontIcon(Feather.MORE_HORIZONTAL));
    more.setId("more-controls");
    more.getStyleClass().addAll("button-icon", "no-arrow");
    more.setTooltip(Hints.of("Unit and sampling"));
    more.setAccessibleText("Unit and sampling");
    for (Unit unit : Unit.values()) {
      RadioMenuItem item = new RadioMenuItem(unit.label());
      item.setOnAction(_ -> model.setUnit(unit));
      more.getItems().add(item);
      more.showingProperty().subscribe(_ -> item.setSelected(model.unit() == unit));
    }
    CheckMenuItem scaled = new CheckMenuItem("Multiply by sampling rates");
    scaled.setOnAction(_ -> model.setScaled(scaled.isSelected()));
    more.showingProperty().subscribe(_ -> scaled.setSelected(model.scaled()));
    CheckMenuItem once = new CheckMenuItem("Count once at the border");
    once.setOnAction(_ -> model.setCountedOnce(once.isSelected()));
    more.showingProperty()
        .subscribe(
            _ -> {
              once.setSelected(model.isCountedOnce());
              once.setDisable(!model.canCountOnce());
            });
    more.getItems().addAll(new SeparatorMenuItem(), scaled, once);
    return more;
  }

  private static Button icon(String id, Feather icon, String hint, Runnable action) {
    Button button = new Button("", new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll("button-icon", "flat");
    button.setTooltip(Hints.of(hint));
    button.setAccessibleText(hint);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private static Region units(ExploreModel model) {
    HBox box = new HBox();
    box.setAlignment(Pos.CENTER_LEFT);
    ToggleGroup group = new ToggleGroup();
    Unit[] units = Unit.values();
    for (int i = 0; i < units.length; i++) {
      Unit unit = units[i];
      ToggleButton button = new ToggleButton(unit.label());
      button.setId("unit-" + unit.label().toLowerCase(Locale.ROOT));
      button
          .getStyleClass()
          .add(i == 0 ? "left-pill" : i < units.length - 1 ? "center-pill" : "right-pill");
      button.setMinWidth(USE_PREF_SIZE); // in a narrow window the filter gives way
      button.setToggleGroup(group);
      button.setSelected(model.unit() == unit);
      button.setOnAction(
          _ -> {
            button.setSelected(true); // a click on the chosen one leaves it chosen
            model.setUnit(unit);
          });
      model.unitProperty().addListener((_, _, now) -> button.setSelected(now == unit));
      box.getChildren().add(button);
    }
    return box;
  }

  private static Region scaled(ExploreModel model) {
    ToggleButton button = new ToggleButton("Scaled");
    button.setId("scaled");
    button.setMinWidth(USE_PREF_SIZE);
    button.setSelected(model.scaled());
    button.setTooltip(
        Hints.of("On: every flow counts as often as its sampling rate says. Off: as exported."));
    button.setOnAction(_ -> model.setScaled(button.isSelected()));
    model
        .scaledProperty()
        .addListener(
            (_, _, now) -> {
              button.setSelected(now);
              button.setText(now ? "Scaled" : "Raw");
            });
    return button;
  }

  /// How flows are counted.
  private static Region counted(ExploreModel model) {
    HBox box = new HBox(scaled(model), once(model));
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("tight");
    return box;
  }

  /// There where it is known which interfaces are external.
  private static Region once(ExploreModel model) {
    ToggleButton button = new ToggleButton("Once");
    button.setId("count-once");
    button.setMinWidth(USE_PREF_SIZE);
    button.managedProperty().bind(button.visibleProperty());
    button.setTooltip(
        Hints.of(
            "Count flows once, where they cross the border of your network: in where they come in,"
                + " out where they go out."));
    button.setOnAction(_ -> model.setCountedOnce(button.isSelected()));
    Runnable look =
        () -> {
          button.setVisible(model.canCountOnce());
          button.setSelected(model.isCountedOnce());
        };
    model.travel().historyProperty().subscribe(look);
    model.revisionProperty().subscribe(look);
    look.run();
    return button;
  }

  private Region end(ExploreModel model) {
    menu.setId("view-menu");
    menu.getStyleClass().addAll("button-icon", "flat");
    menu.setTooltip(Hints.of("What can be done with this view"));
    menu.setAccessibleText("Menu of this view");
    menu.setVisible(false);
    menu.setManaged(false);
    HBox end = new HBox(pause(model), menu);
    end.getStyleClass().add("tight");
    return end;
  }

  /// Offers what can be done with the view.
  ///
  /// @param items made when they are asked for
  void menu(Supplier<List<MenuItem>> items) {
    menu.setVisible(true);
    menu.setManaged(true);
    menu.setOnAction(_ -> Menus.below(menu, items.get()));
  }

  private static Region pause(ExploreModel model) {
    FontIcon icon = new FontIcon(Feather.PAUSE);
    ToggleButton button = new ToggleButton("", icon);
    button.setId("pause");
    button.getStyleClass().add("button-icon");
    button.setTooltip(Hints.of("Pause the display (Space); flows keep being stored"));
    button.setAccessibleText("Pause the display");
    button.setOnAction(_ -> model.setPaused(button.isSelected()));
    model
        .pausedProperty()
        .addListener(
            (_, _, now) -> {
              button.setSelected(now);
              icon.setIconCode(now ? Feather.PLAY : Feather.PAUSE);
            });
    model
        .dataSetProperty()
        .addListener((_, _, set) -> button.setDisable(!set.map(DataSet::live).orElse(false)));
    button.setDisable(!model.dataSet().map(DataSet::live).orElse(false));
    return button;
  }
}
