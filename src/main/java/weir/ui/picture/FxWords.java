package weir.ui.picture;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import weir.export.Outline;
import weir.export.Words;

/// A line of text in a font of the screen. Belongs to the JavaFX thread.
public record FxWords(String text, Font font) implements Words {
  /// Lines whose letters are kept: what is exported is much the same as before.
  private static final int KEPT = 4000;

  private static final Map<FxWords, Outlined> LETTERS =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FxWords, Outlined> eldest) {
          return size() > KEPT;
        }
      };

  @Override
  public double width() {
    return letters().width();
  }

  @Override
  public double size() {
    return font.getSize();
  }

  @Override
  public Outline outline() {
    return letters().outline();
  }

  private Outlined letters() {
    Outlined known = LETTERS.get(this);
    if (known == null) {
      Text node = new Text(text);
      node.setFont(font);
      // JavaFX says what a text's letters look like where shapes are cut out of each other
      Outline outline = Outlines.of(Shape.subtract(node, new Rectangle()));
      known = new Outlined(text, node.getLayoutBounds().getWidth(), font.getSize(), outline);
      LETTERS.put(this, known);
    }
    return known;
  }
}
