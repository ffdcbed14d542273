package weir.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.paint.Color;
import weir.ui.chart.Palette;
import weir.ui.control.Zoom;

/// How the whole application looks: AtlantaFX for the controls, `weir.css` for the rest.
public enum Theme {
  DARK(Palette.DARK),
  LIGHT(Palette.LIGHT),
  DARK_DISTINCT(Palette.DARK_DISTINCT),
  LIGHT_DISTINCT(Palette.LIGHT_DISTINCT),
  /// Of pictures for paper: the light one on white, its letters as dark as they can be.
  PRINT(Palette.LIGHT),
  PRINT_DISTINCT(Palette.LIGHT_DISTINCT);

  private static final String SHEET =
      Objects.requireNonNull(Theme.class.getResource("/weir/css/weir.css")).toExternalForm();

  private static final String DISTINCT_CLASS = "weir-distinct";

  private final Palette palette;

  Theme(Palette palette) {
    this.palette = palette;
  }

  /// Puts the scene into this theme, whichever it was in. The controls' style sheet is the
  /// application's, so scenes share it: apply the same theme to each of them.
  public void apply(Scene scene) {
    apply(scene, true);
  }

  private void apply(Scene scene, boolean all) {
    if (all) {
      dress(Zoom.factor(scene));
    } else {
      scene.setUserAgentStylesheet(Zoom.sheet(controls(), Zoom.factor(scene)));
    }
    Zoom.style(scene, SHEET);
    var classes = scene.getRoot().getStyleClass();
    for (Theme theme : values()) {
      classes.removeAll(theme.styleClasses());
    }
    classes.addAll(styleClasses());
  }

  /// Puts a scene that is no window into this theme, whatever theme the windows are in.
  void applyAlone(Scene scene) {
    apply(scene, false);
  }

  /// Gives controls that are built from now on this theme's look.
  ///
  /// @param zoom how large they are drawn
  void dress(double zoom) {
    Application.setUserAgentStylesheet(Zoom.sheet(controls(), zoom));
  }

  private String controls() {
    return isDark()
        ? new PrimerDark().getUserAgentStylesheet()
        : new PrimerLight().getUserAgentStylesheet();
  }

  /// Of series in charts, in order.
  public List<Color> palette() {
    return palette.series();
  }

  /// Which one a window is in.
  static Theme of(Scene scene) {
    List<String> classes = scene.getRoot().getStyleClass();
    return of(!classes.contains("weir-light"), classes.contains(DISTINCT_CLASS));
  }

  /// Of a window.
  ///
  /// @param distinct whether any two colours of charts are to be told apart by everybody
  static Theme of(boolean dark, boolean distinct) {
    return (dark ? DARK : LIGHT).with(distinct);
  }

  /// The same with those colours of charts, or the usual ones.
  public Theme with(boolean distinct) {
    return switch (this) {
      case DARK, DARK_DISTINCT -> distinct ? DARK_DISTINCT : DARK;
      case LIGHT, LIGHT_DISTINCT -> distinct ? LIGHT_DISTINCT : LIGHT;
      case PRINT, PRINT_DISTINCT -> distinct ? PRINT_DISTINCT : PRINT;
    };
  }

  boolean isDark() {
    return with(false) == DARK;
  }

  boolean isDistinct() {
    return this == with(true);
  }

  private List<String> styleClasses() {
    return switch (this) {
      case DARK -> List.of("weir-dark");
      case LIGHT -> List.of("weir-light");
      case PRINT -> List.of("weir-light", "weir-print");
      case DARK_DISTINCT -> List.of("weir-dark", DISTINCT_CLASS);
      case LIGHT_DISTINCT -> List.of("weir-light", DISTINCT_CLASS);
      case PRINT_DISTINCT -> List.of("weir-light", "weir-print", DISTINCT_CLASS);
    };
  }
}
