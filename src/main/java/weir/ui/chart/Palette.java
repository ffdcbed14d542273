package weir.ui.chart;

import java.util.Arrays;
import java.util.List;
import javafx.scene.paint.Color;

/// Colours of series, told apart with the common kinds of colour blindness: hues after Okabe and
/// Ito and after Tol. Their order and lightness are chosen so that neighbours in the list, the
/// first and the last too, differ most, and so that the next but one differ as well.
public enum Palette {
  DARK(
      ColourMap.ON_DARK,
      "#f0f6fc",
      "#6e7681",
      "#31b3f8",
      "#d98e20",
      "#249592",
      "#c55a42",
      "#fad461",
      "#2db78d",
      "#c48ada",
      "#a8c455",
      "#da6798",
      "#7de6fb",
      "#7c7be3",
      "#9c885c"),
  LIGHT(
      ColourMap.ON_LIGHT,
      "#1f2328",
      "#a2a9b1",
      "#2e87c5",
      "#e28d1c",
      "#1a6e64",
      "#d8531d",
      "#e3c63a",
      "#25a273",
      "#8946a1",
      "#5f8317",
      "#cb4b7d",
      "#37abcd",
      "#4b53cf",
      "#765626"),
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
