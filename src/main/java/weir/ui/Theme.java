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
  LIGHT(Palette.LIGHT);

  private static final String SHEET =
      Objects.requireNonNull(Theme.class.getResource("/weir/css/weir.css")).toExternalForm();

  private final Palette palette;

  Theme(Palette palette) {
    this.palette = palette;
  }

  /// Puts the scene into this theme, whichever it was in. The controls' style sheet is the
  /// application's, so scenes share it: apply the same theme to each of them.
  public void apply(Scene scene) {
    dress(Zoom.factor(scene));
    Zoom.style(scene, SHEET);
    var classes = scene.getRoot().getStyleClass();
    for (Theme theme : values()) {
      classes.remove(theme.styleClass());
    }
    classes.add(styleClass());
  }

  /// Gives controls that are built from now on this theme's look.
  ///
  /// @param zoom how large they are drawn
  void dress(double zoom) {
    String sheet =
        this == DARK
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet();
    Application.setUserAgentStylesheet(Zoom.sheet(sheet, zoom));
  }

  /// Of series in charts, in order.
  public List<Color> palette() {
    return palette.series();
  }

  private String styleClass() {
    return this == DARK ? "weir-dark" : "weir-light";
  }
}
