package weir.ui;

import java.awt.image.BufferedImage;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import weir.export.Drawing;
import weir.export.Pictures;
import weir.ui.control.Zoom;
import weir.ui.explore.Shown;
import weir.ui.export.Look;
import weir.ui.export.PictureSize;
import weir.ui.picture.SceneDrawing;

/// Draws what is on the screen, as it is there; or once more where nobody sees it, in another theme
/// or size.
final class PictureStudio {
  /// Tables and scroll panes settle over a few of them.
  private static final int LAYOUTS = 3;

  private static final List<String> BUTTONS = List.of(".panel-menu", "#board-close");

  private PictureStudio() {}

  /// On the JavaFX thread.
  ///
  /// @throws IllegalArgumentException with a sentence, if it can only be drawn as it is shown
  static Drawing draw(Shown shown, Look look, PictureSize size) {
    if (look == Look.AS_SHOWN && size.isAsShown()) {
      return drawing(shown.node());
    }
    Region twin =
        shown
            .twin()
            .orElseThrow(
                () -> new IllegalArgumentException(shown.title() + " is drawn as it is shown"))
            .get();
    Scene on = shown.node().getScene();
    Theme theme =
        switch (look) {
          case AS_SHOWN -> Theme.of(on);
          case LIGHT -> Theme.LIGHT;
          case DARK -> Theme.DARK;
          case PRINT -> Theme.PRINT;
        };
    double width = size.isAsShown() ? shown.node().getWidth() : size.width();
    double height = size.isAsShown() ? shown.node().getHeight() : size.height();
    StackPane root = new StackPane(twin);
    root.getStyleClass().add("explore");
    Scene scene = new Scene(root, width, height);
    Zoom.style(scene, Shell.sheet());
    Zoom.set(scene, size.isAsShown() ? Zoom.factor(on) : 1);
    theme.applyAlone(scene);
    for (int i = 0; i < LAYOUTS; i++) {
      root.applyCss();
      root.layout();
    }
    return drawing(root);
  }

  /// Without the buttons: a picture has no menus.
  private static Drawing drawing(Region node) {
    List<Node> buttons =
        BUTTONS.stream()
            .flatMap(style -> node.lookupAll(style).stream())
            .filter(Node::isVisible)
            .toList();
    buttons.forEach(button -> button.setVisible(false));
    try {
      return SceneDrawing.of(node);
    } finally {
      buttons.forEach(button -> button.setVisible(true));
    }
  }

  /// Not for the JavaFX thread.
  ///
  /// @param scale how many pixels a CSS pixel becomes
  static Image image(Drawing drawing, double scale) {
    BufferedImage drawn = Pictures.image(drawing, scale);
    int width = drawn.getWidth();
    int height = drawn.getHeight();
    int[] pixels = drawn.getRGB(0, 0, width, height, null, 0, width);
    WritableImage image = new WritableImage(width, height);
    image
        .getPixelWriter()
        .setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    return image;
  }
}
