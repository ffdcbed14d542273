package weir.ui.chart;

import java.util.Arrays;
import java.util.List;
import javafx.scene.paint.Color;

/// Colours of series, told apart with the common kinds of colour blindness: hues after Okabe and
/// Ito and after Tol, with the lightness tuned to the background. Neighbours in the list differ
/// most.
public enum Palette {
  DARK(
      ColourMap.ON_DARK,
      "#f0f6fc",
      "#6e7681",
      "#58a6e8",
      "#f0a13c",
      "#2fb594",
      "#e46f59",
      "#c08fe0",
      "#86d5f2",
      "#d8649a",
      "#e6d35f",
      "#8583ea",
      "#a2b44a",
      "#45958f",
      "#c29a75"),
  LIGHT(
      ColourMap.ON_LIGHT,
      "#1f2328",
      "#a2a9b1",
      "#2a78b8",
      "#e08e0b",
      "#0b9270",
      "#cb4f1c",
      "#a05bb8",
      "#56b4dc",
      "#c0417c",
      "#d0b31e",
      "#5d59c8",
      "#7f8f25",
      "#21706c",
      "#936a42"),
  /// Those of Okabe and Ito, and more that are as far from them and from each other with every kind
  /// of colour blindness: any two are told apart.
  DARK_DISTINCT(
      ColourMap.BLUE_ON_DARK,
      "#f0f6fc",
      "#6e7681",
      "#56b4e9",
      "#009e73",
      "#e69f00",
      "#d55e00",
      "#0072b2",
      "#f0e442",
      "#cc79a7",
      "#96ffff",
      "#784b4b",
      "#a569ff",
      "#a5d2a5",
      "#7800f0"),
  LIGHT_DISTINCT(
      ColourMap.BLUE_ON_LIGHT,
      "#1f2328",
      "#a2a9b1",
      "#0072b2",
      "#56b4e9",
      "#d55e00",
      "#e69f00",
      "#009e73",
      "#cc79a7",
      "#332288",
      "#780000",
      "#3c003c",
      "#874b5a",
      "#a569ff",
      "#2d00e1");

  @SuppressWarnings("ImmutableEnumChecker") // colours are, though not marked so
  private final Color over;

  @SuppressWarnings("ImmutableEnumChecker") // likewise
  private final Color other;

  @SuppressWarnings("ImmutableEnumChecker") // toList gives an immutable one
  private final List<Color> series;

  private final ColourMap amounts;

  Palette(ColourMap amounts, String over, String other, String... series) {
    this.amounts = amounts;
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

  /// Of amounts.
  ColourMap amounts() {
    return amounts;
  }

  /// Of "Other" and of what is not known: grey.
  public Color other() {
    return other;
  }
}
