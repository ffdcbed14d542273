package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import weir.query.Measure;

/// One entry a series; entries are reused, so a refresh changes texts only.
final class SeriesLegend extends PlainScroll {
  /// What entries are told to.
  interface Listener {
    void highlight(int series);

    void select(int series, boolean exclude);
  }

  private static final PseudoClass VERTICAL = PseudoClass.getPseudoClass("vertical");

  private final Listener listener;
  private final List<LegendEntry> entries = new ArrayList<>();
  private final FlowPane flow = new FlowPane();
  private final VBox column = new VBox();

  SeriesLegend(Listener listener) {
    this.listener = listener;
    getStyleClass().add("series-legend");
    flow.getStyleClass().add("legend-flow");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    setContent(flow);
  }

  void show(List<Series> series, Color[] colours, Measure measure) {
    while (entries.size() < series.size()) {
      add();
    }
    for (int i = 0; i < entries.size(); i++) {
      if (i >= series.size()) {
        entries.get(i).shown(false);
        continue;
      }
      Series one = series.get(i);
      double last = one.last();
      String value = Double.isNaN(last) ? "–" : Quantity.text(last, measure);
      entries.get(i).show(one.label(), value, colours[i], one.selection(false).isPresent());
    }
  }

  /// Entries in a column, or one after the other in rows.
  void setVertical(boolean vertical) {
    Pane pane = vertical ? column : flow;
    if (getContent() != pane) {
      flow.getChildren().clear();
      column.getChildren().clear();
      pane.getChildren().setAll(entries);
      setContent(pane);
      pseudoClassStateChanged(VERTICAL, vertical);
    }
  }

  void clear() {
    entries.forEach(entry -> entry.shown(false));
  }

  void highlight(int series) {
    for (int i = 0; i < entries.size(); i++) {
      entries.get(i).highlight(i == series);
    }
  }

  List<LegendEntry> entries() {
    return entries;
  }

  @Override
  protected double computePrefHeight(double width) {
    double inner = width - snappedLeftInset() - snappedRightInset();
    double content = getContent() == flow ? flow.prefHeight(inner) : column.prefHeight(inner);
    return snappedTopInset() + content + snappedBottomInset();
  }

  private void add() {
    int index = entries.size();
    LegendEntry entry = new LegendEntry((_, exclude) -> listener.select(index, exclude));
    entry.hoverProperty().addListener((_, _, over) -> listener.highlight(over ? index : -1));
    entry.focusedProperty().addListener((_, _, on) -> listener.highlight(on ? index : -1));
    entries.add(entry);
    (getContent() == column ? column : flow).getChildren().add(entry);
  }
}
