package weir.ui.explore;

import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.Filter;
import weir.query.FilterText;
import weir.query.Sets;
import weir.ui.chart.PlainScroll;
import weir.ui.control.DropDown;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// One line below the query bar, if there is something to say that the bar does not: steps back
/// (crumbs), and the parts of the filter (chips).
final class TrailBar extends HBox {
  /// Between them is a menu.
  private static final int MOST_CRUMBS = 4;

  /// Of the width, where there are chips too.
  private static final double CRUMBS_SHARE = 0.4;

  private static final double MOST_LISTED_EMS = 26;

  private final ExploreModel model;
  private final HBox crumbs = new HBox();
  private final Button more = new Button();
  private final ChipLine chips = new ChipLine(more);
  private final VBox rest = new VBox();
  private final DropDown list;

  TrailBar(ExploreModel model) {
    this.model = model;
    getStyleClass().add("trail-bar");
    setAlignment(Pos.CENTER_LEFT);
    crumbs.getStyleClass().add("crumbs");
    crumbs.setAlignment(Pos.CENTER_LEFT);
    crumbs.setMinWidth(0);
    chips.getStyleClass().add("chips");
    HBox.setHgrow(chips, Priority.ALWAYS);
    more.setId("more-chips");
    more.getStyleClass().addAll("small", "more");
    rest.getStyleClass().add("chip-list");
    PlainScroll scroll = new PlainScroll();
    scroll.setContent(rest);
    scroll.getStyleClass().add("edge-to-edge");
    list = new DropDown(more, scroll);
    more.setOnAction(_ -> list(scroll));
    getChildren().addAll(crumbs, chips);
    managedProperty().bind(visibleProperty());
    model.travel().historyProperty().addListener((_, _, _) -> show());
    model.words().labelsProperty().addListener((_, _, _) -> show());
    model.zoneProperty().addListener((_, _, _) -> show());
    show();
  }

  private Steps steps() {
    return new Steps(
        model.travel().history(),
        model.words().labels(),
        new RangeText(model.zone(), model.nowNanos()));
  }

  private void show() {
    list.hide();
    Steps steps = steps();
    List<Steps.Crumb> back = steps.crumbs();
    crumbs.getChildren().clear();
    for (int i = 0; i < back.size(); i++) {
      if (i == 1 && back.size() > MOST_CRUMBS) {
        int upTo = back.size() - MOST_CRUMBS + 2;
        crumbs.getChildren().addAll(skipped(back.subList(1, upTo)), arrow());
        i = upTo;
      }
      crumbs.getChildren().addAll(crumb(back.get(i)), arrow());
    }
    List<String> parts = steps.chips();
    if (parts.isEmpty() && !back.isEmpty()) {
      crumbs.getChildren().removeLast(); // it would point to nothing
    }
    chips.show(chipsOf(parts, 0));
    crumbs.maxWidthProperty().bind(widthProperty().multiply(parts.isEmpty() ? 1 : CRUMBS_SHARE));
    setVisible(!back.isEmpty() || !parts.isEmpty());
  }

  private static Node arrow() {
    FontIcon arrow = new FontIcon(Feather.CHEVRON_RIGHT);
    arrow.getStyleClass().add("crumb-arrow");
    return arrow;
  }

  private Button crumb(Steps.Crumb step) {
    Button crumb = crumbButton(step.text());
    if (step.index() == 0) {
      crumb.setGraphic(new FontIcon(Feather.CORNER_UP_LEFT));
    }
    crumb.setAccessibleText("Back to " + step.text());
    crumb.setOnAction(_ -> model.travel().goTo(step.index()));
    Filter filter = model.travel().history().scopes().get(step.index()).filter();
    Menus.on(
        crumb,
        () -> {
          MenuItem copy = Menus.copy("Copy filter", () -> FilterText.of(filter));
          copy.setDisable(filter.isAll());
          return List.of(
              Menus.item(
                  "Go back here", Feather.CORNER_UP_LEFT, () -> model.travel().goTo(step.index())),
              copy);
        });
    return crumb;
  }

  private static Button crumbButton(String text) {
    Button crumb = Hints.whole(new Button(text));
    crumb.setMnemonicParsing(false); // field names have underscores
    crumb.getStyleClass().addAll("flat", "small", "crumb");
    return crumb;
  }

  /// Steps that there is no room for.
  private Button skipped(List<Steps.Crumb> steps) {
    Button crumb = crumbButton("…");
    crumb.setAccessibleText(steps.size() + " more steps");
    crumb.setOnAction(
        _ -> {
          ContextMenu menu = new ContextMenu();
          for (Steps.Crumb step : steps) {
            menu.getItems()
                .add(
                    Menus.item(
                        step.text(),
                        Feather.CORNER_UP_LEFT,
                        () -> model.travel().goTo(step.index())));
          }
          menu.show(crumb, Side.BOTTOM, 0, 0);
        });
    return crumb;
  }

  private List<HBox> chipsOf(List<String> texts, int from) {
    return IntStream.range(from, texts.size())
        .mapToObj(part -> chip(part, texts.get(part)))
        .toList();
  }

  private HBox chip(int part, String text) {
    Label label = Hints.whole(new Label(text));
    Button remove = new Button("", new FontIcon(Feather.X));
    remove.getStyleClass().addAll("flat", "button-icon", "chip-remove");
    remove.setAccessibleText("Remove " + text);
    remove.setOnAction(_ -> model.filter(filter().without(part)));
    HBox chip = new HBox(label, remove);
    chip.getStyleClass().add("chip");
    chip.setAlignment(Pos.CENTER_LEFT);
    Menus.on(chip, () -> chipMenu(part));
    Filter own = filter().conjuncts().get(part);
    if (!sets(own).isEmpty()) {
      Tooltip hint = Hints.of("");
      Tooltip.install(chip, hint);
      chip.setOnMouseEntered(_ -> hint.setText(sets(own))); // they may be others by now
    }
    return chip;
  }

  private String sets(Filter filter) {
    return String.join("\n", Sets.words(filter, model.words().dimensions().naming()));
  }

  private List<MenuItem> chipMenu(int part) {
    Filter filter = filter();
    Filter own = filter.conjuncts().get(part);
    MenuItem only = Menus.item("Remove all others", Feather.FILTER, () -> model.filter(own));
    only.setDisable(filter.conjuncts().size() == 1);
    return List.of(
        Menus.item("Invert", Feather.SHUFFLE, () -> model.filter(filter.inverted(part))),
        Menus.item("Remove", Feather.X, () -> model.filter(filter.without(part))),
        only,
        Menus.copy("Copy", () -> FilterText.of(own)),
        Menus.copy("Copy whole filter", () -> FilterText.of(filter)));
  }

  private Filter filter() {
    return model.scope().filter();
  }

  /// The chips that do not fit, below each other.
  private void list(PlainScroll scroll) {
    List<String> texts = steps().chips();
    rest.getChildren().setAll(chipsOf(texts, chips.shown()));
    double em = more.getFont().getSize();
    scroll.setMaxHeight(MOST_LISTED_EMS * em);
    rest.setMaxWidth(Region.USE_PREF_SIZE);
    list.show();
  }
}
