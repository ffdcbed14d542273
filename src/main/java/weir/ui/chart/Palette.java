package weir.ui.chart;

import java.util.Arrays;
import java.util.List;
import javafx.scene.paint.Color;

/// Colours of series, told apart with the common kinds of colour blindness: hues after Okabe and
/// Ito and after Tol, with the lightness tuned to the background. Neighbours in the list differ
/// most.
public enum Palette {
  DARK(
      "#f0f6fc", "#6e7681", "#58a6e8", "#f0a13c", "#2fb594", "#e46f59", "#c08fe0", "#86d5f2",
      "#d8649a", "#e6d35f", "#8583ea", "#a2b44a", "#45958f", "#c29a75"),
  LIGHT(
      "#1f2328", "#a2a9b1", "#2a78b8", "#e08e0b", "#0b9270", "#cb4f1c", "#a05bb8", "#56b4dc",
      "#c0417c", "#d0b31e", "#5d59c8", "#7f8f25", "#21706c", "#936a42");

  @SuppressWarnings("ImmutableEnumChecker") // colours are, though not marked so
  private final Color over;

  @SuppressWarnings("ImmutableEnumChecker") // likewise
  private final Color other;

  @SuppressWarnings("ImmutableEnumChecker") // toList gives an immutable one
  private final List<Color> series;

  Palette(String over, String other, String... series) {
    this.over = Color.web(over);
    this.other = Color.web(other);
    this.series = Arrays.stream(series).map(Color::web).toList();
  }

  /// Of groups, in the order in which they are given out.
  public List<Color> series() {
    return series;
  }

  /// @param indexes into the series' colours, one a series but for those that are laid over the
  ///   others and come last; negative ones mean grey
  SeriesPaint[] paints(List<Series> shown, int[] indexes) {
    SeriesPaint[] paints = new SeriesPaint[shown.size()];
    for (int i = 0; i < paints.length; i++) {
      paints[i] = shown.get(i).over() ? SeriesPaint.hatched(over) : paint(shown.get(i), indexes[i]);
    }
    return paints;
  }

  private SeriesPaint paint(Series shown, int index) {
    Color colour = index < 0 ? other : series.get(index);
    return shown.other() ? SeriesPaint.hatched(colour) : SeriesPaint.full(colour);
  }

  /// Of "Other" and of what is not known: grey.
  public Color other() {
    return other;
  }
}
