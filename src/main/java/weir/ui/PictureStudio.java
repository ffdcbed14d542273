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
import weir.ui.picture.Caption;
import weir.ui.picture.Framed;

/// Draws what is on the screen, as it is there; or once more where nobody sees it, in another theme
/// or size.
final class PictureStudio {
  /// Tables and scroll panes settle over a few of them.
  private static final int LAYOUTS = 4;

  /// Lower ones show nothing.
  private static final double LEAST = 140;

  private static final List<String> BUTTONS =
      List.of(".panel-menu", ".panel-extra", "#board-close", ".scroll-bar");

  private PictureStudio() {}

  /// With a caption that says what it is of. On the JavaFX thread.
  ///
  /// @param size of all of it
  /// @throws IllegalArgumentException with a sentence, if it can only be drawn as it is shown
  static Drawing draw(Shown shown, Look look, PictureSize size) {
    Region node = shown.node();
    if (look == Look.AS_SHOWN && size.isAsShown()) {
      return drawing(node, shown.caption(), node, node.getWidth());
    }
    if (shown.twin().isEmpty()) {
      throw new IllegalArgumentException(shown.title() + " can only be drawn as it is shown");
    }
    Region twin = shown.twin().get().get();
    StackPane root = new StackPane(twin);
    root.getStyleClass().add("explore");
    Scene scene = new Scene(root);
    Zoom.style(scene, Shell.sheet());
    Zoom.set(scene, size.isAsShown() ? Zoom.factor(node) : 1);
    theme(look, node.getScene()).applyAlone(scene);
    if (size.isAsShown()) {
      lay(root, node.getWidth(), node.getHeight());
      return drawing(root, shown.caption(), root, node.getWidth());
    }
    return fitting(root, twin, shown.caption(), size);
  }

  private static Theme theme(Look look, Scene on) {
    Theme shown = Theme.of(on);
    return switch (look) {
      case AS_SHOWN -> shown;
      case LIGHT -> Theme.LIGHT.with(shown.isDistinct());
      case DARK -> Theme.DARK.with(shown.isDistinct());
      case PRINT -> Theme.PRINT.with(shown.isDistinct());
    };
  }

  /// Made smaller where it needs more room than there is.
  private static Drawing fitting(Region root, Region twin, Caption caption, PictureSize size) {
    double factor = 1;
    double foot = 0;
    for (int i = 0; i < LAYOUTS; i++) {
      double width = size.width() / factor;
      foot = new Framed(caption, root, width).footHeight();
      root.applyCss();
      double least = Math.max(LEAST, twin.minHeight(width)) + foot;
      factor = Math.min(factor, size.height() / least);
    }
    lay(root, size.width() / factor, size.height() / factor - foot);
    Drawing drawn = drawing(root, caption, root, size.width() / factor);
    double scale = factor;
    return Drawing.of(
        size.width(),
        size.height(),
        pen -> {
          pen.save();
          pen.transform(scale, 0, 0, scale, 0, 0);
          drawn.play(pen);
          pen.restore();
        });
  }

  private static void lay(Region root, double width, double height) {
    for (int i = 0; i < LAYOUTS; i++) {
      root.resize(width, height);
      root.applyCss();
      root.layout();
    }
  }

  /// Without what can only be clicked.
  private static Drawing drawing(Region node, Caption caption, Region like, double width) {
    List<Node> buttons =
        BUTTONS.stream()
            .flatMap(style -> node.lookupAll(style).stream())
            .filter(button -> button.getOpacity() == 1)
            .toList();
    buttons.forEach(button -> button.setOpacity(0));
    try {
      return new Framed(caption, like, width).drawing(node);
    } finally {
      buttons.forEach(button -> button.setOpacity(1));
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
