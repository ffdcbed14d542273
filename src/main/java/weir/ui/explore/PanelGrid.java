package weir.ui.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableDoubleProperty;
import javafx.css.Styleable;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import weir.query.Panel;
import weir.query.View;

/// Panels in equal columns and rows, over all the room there is.
final class PanelGrid extends Region {
  private static final double GAP = 8;
  private static final StyleablePropertyFactory<PanelGrid> CSS =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());

  /// In the style sheet, for it grows with the font.
  private static final CssMetaData<PanelGrid, Number> ROW_HEIGHT =
      CSS.createSizeCssMetaData("-weir-row-height", grid -> grid.rowHeight, 230);

  private final SimpleStyleableDoubleProperty rowHeight =
      new SimpleStyleableDoubleProperty(ROW_HEIGHT, this, "rowHeight", 230.0);

  private final Map<Panel, Region> shown = new LinkedHashMap<>();
  private int rows = 1;

  PanelGrid() {
    getStyleClass().add("panels");
    rowHeight.subscribe(this::requestLayout);
  }

  void show(View view, Map<Panel, PanelView> panels) {
    rows = Math.max(1, view.rows());
    shown.clear();
    panels.forEach((panel, node) -> shown.put(panel, node.node()));
    getChildren().setAll(shown.values());
  }

  @Override
  protected void layoutChildren() {
    double left = snappedLeftInset();
    double top = snappedTopInset();
    double column = (getWidth() - left - snappedRightInset() + GAP) / View.COLUMNS;
    double row = (getHeight() - top - snappedBottomInset() + GAP) / rows;
    shown.forEach(
        (panel, node) -> {
          double x = snapPositionX(left + panel.place().column() * column);
          double y = snapPositionY(top + panel.place().row() * row);
          double right =
              snapPositionX(
                  left + (panel.place().column() + panel.place().columns()) * column - GAP);
          double bottom = snapPositionY(top + (panel.place().row() + 1) * row - GAP);
          node.resizeRelocate(x, y, right - x, bottom - y);
        });
  }

  @Override
  protected double computeMinHeight(double width) {
    return snappedTopInset() + snappedBottomInset() + rows * (rowHeight.get() + GAP) - GAP;
  }

  @Override
  protected double computePrefHeight(double width) {
    return computeMinHeight(width);
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    return 1200;
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return CSS.getCssMetaData();
  }
}
