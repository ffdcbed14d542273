package weir.ui.chart;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import weir.ui.picture.FxWords;

/// How wide texts are on the screen. Belongs to the JavaFX thread.
final class TextWidths {
  private static final int KEPT = 4000;

  private static final Text MEASURE = new Text();

  private static final Map<FxWords, Double> WIDTHS =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FxWords, Double> eldest) {
          return size() > KEPT;
        }
      };

  private TextWidths() {}

  static double of(String text, Font font) {
    FxWords words = new FxWords(text, font);
    Double known = WIDTHS.get(words);
    if (known == null) {
      MEASURE.setFont(font);
      MEASURE.setText(text);
      known = MEASURE.getLayoutBounds().getWidth();
      WIDTHS.put(words, known);
    }
    return known;
  }
}
