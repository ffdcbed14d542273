package weir.ui;

import java.util.List;
import java.util.Optional;
import javafx.scene.layout.Region;
import weir.ui.explore.DataSet;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.ExploreView;
import weir.ui.explore.Shown;

/// The view that is shown, for keys and commands: what they do to it does nothing where no view is.
final class ShownPicture {
  private final PageStack pages;
  private final ExploreModel model;
  private final OnDemand<ExploreView> view;

  ShownPicture(PageStack pages, ExploreModel model, OnDemand<ExploreView> view) {
    this.pages = pages;
    this.model = model;
    this.view = view;
  }

  /// The view's page, with or without flows.
  boolean isOpen() {
    return pages.isViewShown();
  }

  /// Whether flows are shown.
  boolean isShown() {
    return isOpen() && model.dataSet().isPresent();
  }

  /// Whether a picture that moves by itself is shown.
  boolean canPause() {
    return isOpen() && model.dataSet().map(DataSet::live).orElse(false);
  }

  /// What is on the screen, to be exported.
  List<Shown> parts() {
    return isOpen() ? view.get().shown() : List.of();
  }

  /// The panel that has the keyboard.
  Optional<Region> focused() {
    return isOpen() ? view.get().focused() : Optional.empty();
  }

  /// The flows themselves behind all that is shown.
  void records() {
    if (isOpen()) {
      model.showRecords(Optional.empty());
    }
  }

  /// Opens the saved and recent filters.
  void openShelf() {
    if (isOpen()) {
      view.get().openShelf();
    }
  }

  /// Offers what can be compared with.
  void compare() {
    if (isOpen()) {
      view.get().compare();
    }
  }

  /// Shows the panel that has the keyboard alone, or all again.
  void enlarge() {
    if (isOpen()) {
      view.get().looks().enlarge();
    }
  }

  /// Shows all panels again.
  ///
  /// @return whether one was shown alone
  boolean shrink() {
    return isOpen() && view.built().map(shown -> shown.looks().shrink()).orElse(false);
  }

  /// Shows the panel that has the keyboard as a table, or as a picture again.
  void table() {
    if (isOpen()) {
      view.get().looks().table();
    }
  }

  /// Takes back what panels ask.
  ///
  /// @return whether anything was asked
  boolean stopAsking() {
    return view.built().map(ExploreView::stop).orElse(false);
  }

  /// Goes back from two data sets to one.
  ///
  /// @return whether there were two
  boolean endBeside() {
    return view.built().map(ExploreView::endBeside).orElse(false);
  }
}
