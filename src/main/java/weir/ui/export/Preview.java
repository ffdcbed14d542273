package weir.ui.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import weir.export.AnswerFormat;
import weir.export.Drawing;
import weir.export.Sheet;
import weir.ui.explore.Shown;

/// What an export will look like: the picture, or the first lines.
final class Preview extends StackPane {
  static final double WIDTH = 300;
  static final double HEIGHT = 220;

  private static final int MOST_ROWS = 8;
  private static final int MOST_CHARACTERS = 60;

  private final ImageView picture = new ImageView();
  private final Label lines = new Label();

  /// Tells the newest picture from those that come late.
  private int wanted;

  Preview() {
    getStyleClass().add("export-preview");
    setId("export-preview");
    setMinSize(WIDTH, HEIGHT);
    setMaxSize(WIDTH, HEIGHT);
    picture.setPreserveRatio(true);
    picture.setFitWidth(WIDTH - 2);
    picture.setFitHeight(HEIGHT - 2);
    lines.getStyleClass().add("export-lines");
    getChildren().addAll(picture, lines);
  }

  /// Turns a drawing into an image, elsewhere.
  interface Painter {
    /// @param scale how many pixels a CSS pixel becomes
    void paint(Drawing drawing, double scale, Consumer<Image> then);
  }

  void show(Drawing drawing, Painter painter) {
    lines.setVisible(false);
    picture.setVisible(true);
    int mine = ++wanted;
    double fits = Math.min(WIDTH / drawing.width(), HEIGHT / drawing.height());
    painter.paint(
        drawing,
        Math.min(1, 2 * fits), // screens may be finer than CSS pixels
        image -> {
          if (mine == wanted) {
            picture.setImage(image);
            setAccessibleText("Preview of the picture");
          }
        });
  }

  void show(List<Shown.Numbers> numbers, FileKind kind) {
    wanted++;
    picture.setVisible(false);
    lines.setVisible(true);
    lines.setText(numbers.isEmpty() ? "No numbers yet" : text(numbers, kind));
  }

  private static String text(List<Shown.Numbers> numbers, FileKind kind) {
    Sheet first = numbers.getFirst().sheet();
    AnswerFormat format = AnswerFormat.of("." + kind.ending()).orElse(AnswerFormat.TABLE);
    List<String> text =
        new ArrayList<>(format.text(first.first(MOST_ROWS)).lines().limit(MOST_ROWS + 1).toList());
    if (MOST_ROWS < first.rows()) {
      text.add("…");
    }
    return text.stream()
        .map(line -> line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) : line)
        .collect(Collectors.joining("\n"));
  }
}
