package weir.ui.chart;

import java.util.Arrays;
import java.util.List;
import javafx.scene.paint.Color;

/// Colours of series, told apart with the common kinds of colour blindness: hues after Okabe and
/// Ito and after Tol, with the lightness tuned to the background. Neighbours in the list differ
/// most.
public enum Palette {
  DARK(
      "#6e7681", "#58a6e8", "#f0a13c", "#2fb594", "#e46f59", "#c08fe0", "#86d5f2", "#d8649a",
      "#e6d35f", "#8583ea", "#a2b44a", "#45958f", "#c29a75"),
  LIGHT(
      "#a2a9b1", "#2a78b8", "#e08e0b", "#0b9270", "#cb4f1c", "#a05bb8", "#56b4dc", "#c0417c",
      "#d0b31e", "#5d59c8", "#7f8f25", "#21706c", "#936a42");

  @SuppressWarnings("ImmutableEnumChecker") // colours are, though not marked so
  private final Color other;

  @SuppressWarnings("ImmutableEnumChecker") // toList gives an immutable one
  private final List<Color> series;

  Palette(String other, String... series) {
    this.other = Color.web(other);
    this.series = Arrays.stream(series).map(Color::web).toList();
  }

  /// Of groups, in the order in which they are given out.
  public List<Color> series() {
    return series;
  }

  /// @param indexes into the series' colours, one a series; negative ones mean grey
  SeriesPaint[] paints(List<Series> shown, int[] indexes) {
    SeriesPaint[] paints = new SeriesPaint[indexes.length];
    for (int i = 0; i < paints.length; i++) {
      Color colour = indexes[i] < 0 ? other : series.get(indexes[i]);
      paints[i] = shown.get(i).other() ? SeriesPaint.hatched(colour) : SeriesPaint.full(colour);
    }
    return paints;
  }

  /// Of "Other" and of what is not known: grey.
  public Color other() {
    return other;
  }
}
