package weir.ui.picture;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import weir.export.Drawing;

/// A node with a caption below it. Belongs to the JavaFX thread.
public final class Framed {
  private final VBox frame;
  private final Region foot;
  private final double width;

  /// @param like a node of the scene whose looks the caption takes
  public Framed(Caption caption, Node like, double width) {
    this.width = width;
    foot = foot(caption);
    frame = new VBox(foot);
    frame.getStyleClass().add("picture");
    Scene scene = new Scene(frame);
    Scene looks = like.getScene();
    scene.setUserAgentStylesheet(looks.getUserAgentStylesheet());
    scene.getStylesheets().setAll(looks.getStylesheets());
    looks.getRoot().getStyleClass().stream()
        .filter(one -> one.startsWith("weir-"))
        .forEach(frame.getStyleClass()::add);
    lay(footHeight());
  }

  private static Region foot(Caption caption) {
    Label title = label(caption.title(), "picture-title");
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    Label made = label(caption.made(), "picture-detail");
    made.setMinWidth(Region.USE_PREF_SIZE);
    HBox head = new HBox(title, made);
    head.getStyleClass().add("picture-head");
    Label details = label(String.join("   ·   ", caption.details()), "picture-detail");
    details.setWrapText(true);
    VBox foot = new VBox(head, details);
    foot.getStyleClass().add("picture-foot");
    return foot;
  }

  private static Label label(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    return label;
  }

  private void lay(double height) {
    frame.resize(width, height);
    frame.applyCss();
    frame.layout();
  }

  /// How high the caption is.
  public double footHeight() {
    frame.applyCss();
    return Math.ceil(foot.prefHeight(width));
  }

  /// The node as it was laid out last, over the caption.
  ///
  /// @param node as wide as the caption was made for
  public Drawing drawing(Region node) {
    double under = Math.ceil(node.getHeight());
    double foots = footHeight();
    lay(under + foots);
    foot.resizeRelocate(0, under, width, foots);
    foot.layout();
    return Drawing.of(
        width,
        under + foots,
        pen -> {
          SceneDrawing.paint(frame, pen);
          SceneDrawing.paint(node, pen);
        });
  }
}
