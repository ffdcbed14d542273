package weir.ui.explore;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.Filter;
import weir.query.FilterText;
import weir.query.Scope;

/// The way here (breadcrumbs) and the parts of the filter (chips): two more faces of the filter.
final class TrailBar extends HBox {
  /// Older steps are reached with the back button.
  private static final int CRUMBS = 5;

  private final ExploreModel model;
  private final HBox crumbs = new HBox();
  private final FlowPane chips = new FlowPane();

  TrailBar(ExploreModel model) {
    this.model = model;
    getStyleClass().add("trail-bar");
    setAlignment(Pos.CENTER_LEFT);
    crumbs.getStyleClass().add("crumbs");
    crumbs.setAlignment(Pos.CENTER_LEFT);
    chips.getStyleClass().add("chips");
    chips.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(chips, Priority.ALWAYS);
    getChildren().addAll(crumbs, chips);
    model.historyProperty().addListener((_, _, _) -> show());
    model.labelsProperty().addListener((_, _, _) -> show());
    show();
  }

  private void show() {
    showCrumbs();
    chips.getChildren().clear();
    for (Filter part : model.scope().filter().conjuncts()) {
      chips.getChildren().add(chip(part));
    }
  }

  private void showCrumbs() {
    crumbs.getChildren().clear();
    List<Scope> trail = model.trail();
    int first = Math.max(0, trail.size() - CRUMBS);
    if (first > 0) {
      crumbs.getChildren().add(new Label("…"));
    }
    for (int i = first; i < trail.size(); i++) {
      if (i > 0) {
        FontIcon arrow = new FontIcon(Feather.CHEVRON_RIGHT);
        arrow.getStyleClass().add("crumb-arrow");
        crumbs.getChildren().add(arrow);
      }
      crumbs.getChildren().add(crumb(trail, i));
    }
  }

  private Button crumb(List<Scope> trail, int index) {
    Button crumb = new Button(step(trail, index));
    crumb.setMnemonicParsing(false); // field names have underscores
    crumb.getStyleClass().addAll("flat", "small", "crumb");
    if (index == trail.size() - 1) {
      crumb.getStyleClass().add("current");
    }
    crumb.setOnAction(_ -> model.goTo(index));
    return crumb;
  }

  /// What a step changed.
  private String step(List<Scope> trail, int index) {
    Scope scope = trail.get(index);
    if (index == 0) {
      return all(scope);
    }
    Scope before = trail.get(index - 1);
    if (scope.filter().equals(before.filter())) {
      return RangeText.of(scope.range(), model.zone());
    }
    List<Filter> added =
        scope.filter().conjuncts().stream()
            .filter(part -> !before.filter().conjuncts().contains(part))
            .toList();
    return added.isEmpty()
        ? all(scope)
        : FilterText.of(new Filter.And(added), scope.filter().labels(model.labels()));
  }

  private String all(Scope scope) {
    return scope.filter().isAll() ? "All traffic" : FilterText.of(scope.filter(), model.labels());
  }

  private HBox chip(Filter part) {
    Label text = new Label(FilterText.of(part, model.scope().filter().labels(model.labels())));
    Button remove = new Button("", new FontIcon(Feather.X));
    remove.getStyleClass().addAll("flat", "button-icon", "chip-remove");
    remove.setAccessibleText("Remove " + text.getText());
    remove.setOnAction(_ -> model.filter(without(part)));
    HBox chip = new HBox(text, remove);
    chip.getStyleClass().add("chip");
    chip.setAlignment(Pos.CENTER_LEFT);
    return chip;
  }

  private Filter without(Filter part) {
    return new Filter.And(
        model.scope().filter().conjuncts().stream().filter(other -> !other.equals(part)).toList());
  }
}
