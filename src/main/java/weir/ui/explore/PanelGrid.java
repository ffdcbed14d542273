package weir.ui.explore;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableDoubleProperty;
import javafx.css.Styleable;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.query.Panel;
import weir.query.View;
import weir.ui.chart.PanelHeader;

/// Panels in equal columns and rows, over all the room there is; where that is narrow, below each
/// other.
final class PanelGrid extends Region {
  private static final double GAP = 8;

  /// Of a row's height: narrower grids have one column.
  private static final double NARROW = 2.6;

  private static final StyleablePropertyFactory<PanelGrid> CSS =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());

  /// In the style sheet, for it grows with the font.
  private static final CssMetaData<PanelGrid, Number> ROW_HEIGHT =
      CSS.createSizeCssMetaData("-weir-row-height", grid -> grid.rowHeight, 230);

  private final SimpleStyleableDoubleProperty rowHeight =
      new SimpleStyleableDoubleProperty(ROW_HEIGHT, this, "rowHeight", 230.0);

  private final Map<Panel, Region> shown = new LinkedHashMap<>();
  private int rows = 1;
  private @Nullable View view;

  /// The only one that is seen, as large as there is room.
  private @Nullable Panel large;

  PanelGrid() {
    getStyleClass().add("panels");
    rowHeight.subscribe(this::requestLayout);
  }

  /// Has panels change places: by dragging their headers, by Ctrl+Shift and the arrow keys.
  ///
  /// @param swap told the ids of both
  void onSwap(BiConsumer<String, String> swap) {
    new PanelSwap(this, swap).install();
  }

  /// The panel that a node is in.
  Optional<Panel> panelOf(@Nullable Node node) {
    for (Node at = node; at != null && at != this; at = at.getParent()) {
      Node one = at;
      Optional<Panel> found =
          shown.entrySet().stream()
              .filter(entry -> entry.getValue() == one)
              .map(Map.Entry::getKey)
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// The panel under a point of this.
  Optional<Panel> panelAt(double x, double y) {
    return shown.entrySet().stream()
        .filter(entry -> entry.getValue().getBoundsInParent().contains(x, y))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  Region node(Panel panel) {
    return Objects.requireNonNull(shown.get(panel));
  }

  /// The view whose panels are shown.
  Optional<View> view() {
    return Optional.ofNullable(view);
  }

  /// Shows one panel alone, as large as there is room, or all of them.
  void enlarge(Optional<Panel> panel) {
    large = panel.filter(shown::containsKey).orElse(null);
    shown.forEach(
        (one, node) -> {
          node.setVisible(large == null || one.equals(large));
          node.lookupAll(".panel-header").stream()
              .filter(PanelHeader.class::isInstance)
              .forEach(header -> ((PanelHeader) header).enlarged(one.equals(large)));
        });
    requestLayout();
  }

  void show(View view, Map<Panel, PanelView<?>> panels) {
    large = null;
    this.view = view;
    rows = Math.max(1, view.rows());
    shown.clear();
    panels.forEach((panel, node) -> shown.put(panel, node.node()));
    getChildren().setAll(shown.values());
  }

  private boolean isNarrow(double width) {
    return width >= 0 && width < NARROW * rowHeight.get();
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected void layoutChildren() {
    Panel alone = large;
    if (alone != null) {
      double left = snappedLeftInset();
      double top = snappedTopInset();
      node(alone)
          .resizeRelocate(
              left,
              top,
              getWidth() - left - snappedRightInset(),
              getHeight() - top - snappedBottomInset());
    } else if (isNarrow(getWidth())) {
      layoutBelowEachOther();
    } else {
      layoutGrid();
    }
  }

  private void layoutBelowEachOther() {
    double left = snappedLeftInset();
    double width = getWidth() - left - snappedRightInset();
    double top = snappedTopInset();
    double row = (getHeight() - top - snappedBottomInset() + GAP) / lines();
    int line = 0;
    for (Map.Entry<Panel, Region> one : inOrder()) {
      double y = snapPositionY(top + line * row);
      line += one.getKey().place().rows();
      one.getValue().resizeRelocate(left, y, width, snapPositionY(top + line * row - GAP) - y);
    }
  }

  /// Rows, where all panels are below each other.
  private int lines() {
    return Math.max(1, shown.keySet().stream().mapToInt(panel -> panel.place().rows()).sum());
  }

  /// As they are read: by rows, from left to right.
  private List<Map.Entry<Panel, Region>> inOrder() {
    return shown.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<Panel, Region> one) -> one.getKey().place().row())
                .thenComparingInt(one -> one.getKey().place().column()))
        .toList();
  }

  private void layoutGrid() {
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
          double bottom = snapPositionY(top + panel.place().belowRow() * row - GAP);
          node.resizeRelocate(x, y, right - x, bottom - y);
        });
  }

  @Override
  protected double computeMinHeight(double width) {
    int lines = large != null ? 1 : isNarrow(width) ? lines() : rows;
    return snappedTopInset() + snappedBottomInset() + lines * (rowHeight.get() + GAP) - GAP;
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
