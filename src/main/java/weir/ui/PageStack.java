package weir.ui;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import weir.ui.explore.ExploreView;

/// The middle of the window: a page, and where it has nothing to show yet a card over it. The page
/// has the keyboard where the one before had it.
final class PageStack extends StackPane {
  private final OnDemand<ExploreView> view;
  private final OpeningCard card = new OpeningCard();
  private final Region unbuilt = new Region();
  private final PauseTransition building = new PauseTransition(Duration.millis(30));

  /// @param view takes a while to build
  PageStack(OnDemand<ExploreView> view) {
    this.view = view;
    getStyleClass().add("centre");
  }

  void show(Node page) {
    put(List.of(page));
  }

  /// Shows the view with the card over it, the card first.
  void showOpening(Opening opening, Runnable cancel) {
    card.show(opening, cancel);
    if (view.built().isEmpty()) {
      put(List.of(unbuilt, card));
      building.setOnFinished(_ -> viewIsBuilt(view.get()));
      building.play();
    } else {
      put(List.of(view.get(), card));
    }
  }

  private void viewIsBuilt(ExploreView built) {
    if (getChildren().contains(unbuilt)) {
      put(List.of(built, card));
    }
  }

  /// Shows the view with the card over it.
  void showReading(SourceReading reading, Runnable stop) {
    card.show(reading, stop);
    put(List.of(view.get(), card));
  }

  private void put(List<Node> now) {
    if (!getChildren().equals(now)) {
      boolean focused = hasFocus();
      getChildren().retainAll(now); // what stays keeps the keyboard and the pointer
      for (int i = 0; i < now.size(); i++) {
        if (i == getChildren().size() || getChildren().get(i) != now.get(i)) {
          getChildren().add(i, now.get(i));
        }
      }
      if (focused && !hasFocus()) {
        focus();
      }
    }
  }

  private boolean hasFocus() {
    Scene scene = getScene();
    Node owner = scene == null ? null : scene.getFocusOwner();
    while (owner != null && owner != this) {
      owner = owner.getParent();
    }
    return owner != null;
  }

  /// Gives the keyboard to what is shown.
  void focus() {
    getChildren().getLast().requestFocus();
  }

  boolean isShown(Node page) {
    return getChildren().contains(page);
  }

  /// Whether the view is shown.
  boolean isViewShown() {
    return view.built().filter(built -> getChildren().contains(built)).isPresent();
  }
}
