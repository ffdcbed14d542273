package weir.ui.help;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javafx.animation.AnimationTimer;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.commonmark.node.Heading;
import org.jspecify.annotations.Nullable;
import weir.ui.control.Menus;

/// A page, to be read. A long one comes in pieces, so that nothing else has to wait for it.
final class PageView extends ScrollPane {
  /// Half a frame.
  private static final long MOST_NANOS = 8_000_000;

  private final VBox blocks = new VBox();
  private final Map<String, Node> anchors = new HashMap<>();
  private final AnimationTimer building =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          build();
        }
      };
  private Iterator<org.commonmark.node.Node> left = List.<org.commonmark.node.Node>of().iterator();
  private @Nullable Blocks nodes;
  private String wanted = "";
  private double wantedPlace;
  private @Nullable Page shown;

  PageView() {
    setId("help-page");
    getStyleClass().addAll("edge-to-edge", "page-scroll", "help-scroll");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    blocks.getStyleClass().add("help-page");
    StackPane middle = new StackPane(blocks);
    middle.setAlignment(Pos.TOP_CENTER);
    middle.getStyleClass().add("help-middle");
    setContent(middle);
    setContextMenu(new ContextMenu(Menus.copy("Copy this page", this::text)));
  }

  private String text() {
    Page page = shown;
    StringBuilder text = new StringBuilder();
    if (page != null) {
      for (Page.Section section : page.sections()) {
        text.append(section.heading()).append("\n\n").append(section.text()).append("\n\n");
      }
    }
    return text.toString();
  }

  /// Shows a page from one of its headings on.
  ///
  /// @param anchor empty for the top
  /// @param place where it was read before: 0 is the top, 1 the end; counts without an anchor
  void show(Page page, String anchor, double place, Links links) {
    wanted = anchor;
    wantedPlace = place;
    if (!page.equals(shown)) {
      shown = page;
      anchors.clear();
      blocks.getChildren().clear();
      setVvalue(0);
      nodes = new Blocks(page.address(), links);
      left = page.blocks().stream().filter(Blocks::isShown).toList().iterator();
    }
    building.start();
    build();
  }

  private void build() {
    long end = System.nanoTime() + MOST_NANOS;
    while (nodes != null && left.hasNext() && System.nanoTime() < end) {
      org.commonmark.node.Node block = left.next();
      Node node = nodes.of(block);
      blocks.getChildren().add(node);
      if (block instanceof Heading heading) {
        anchors.putIfAbsent(Page.anchor(Page.plain(heading)), node);
      }
    }
    if (!left.hasNext()) {
      building.stop();
      goToWanted();
    }
  }

  /// Whether all of the page is there.
  boolean isWhole() {
    return shown != null && !left.hasNext();
  }

  private void goToWanted() {
    applyCss();
    layout();
    Node target = anchors.get(wanted);
    if (target == null) {
      setVvalue(wanted.isEmpty() ? wantedPlace : 0);
      return;
    }
    Bounds place = getContent().sceneToLocal(target.localToScene(target.getLayoutBounds()));
    double room = getContent().getLayoutBounds().getHeight() - getViewportBounds().getHeight();
    setVvalue(room <= 0 ? 0 : Math.min(1, Math.max(0, (place.getMinY() - 8) / room)));
  }

  /// How far below the upper edge a heading is.
  double distance(String anchor) {
    Node target = anchors.get(anchor);
    return target == null
        ? Double.MAX_VALUE
        : sceneToLocal(target.localToScene(target.getLayoutBounds())).getMinY();
  }
}
