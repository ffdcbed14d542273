package weir.ui.chart;

import javafx.scene.control.ScrollPane;
import javafx.scene.control.Skin;
import javafx.scene.control.skin.ScrollPaneSkin;

/// A scroll pane whose content is painted where it has changed. JavaFX's own keeps a picture of all
/// that it shows, which suits scrolling and no more: each change of a part paints all of it anew,
/// twice.
public class PlainScroll extends ScrollPane {
  @Override
  protected Skin<?> createDefaultSkin() {
    ScrollPaneSkin skin = new ScrollPaneSkin(this);
    lookupAll(".viewport").forEach(viewport -> viewport.setCache(false));
    return skin;
  }
}
