package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.layout.FlowPane;
import javafx.scene.paint.Color;
import weir.query.Measure;

/// One entry a series; entries are reused, so a refresh changes texts only.
final class SeriesLegend extends FlowPane {
  /// What entries are told to.
  interface Listener {
    void highlight(int series);

    void select(int series, boolean exclude);
  }

  private final Listener listener;
  private final List<LegendEntry> entries = new ArrayList<>();

  SeriesLegend(Listener listener) {
    super(Orientation.HORIZONTAL);
    this.listener = listener;
    getStyleClass().add("series-legend");
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
    setOrientation(vertical ? Orientation.VERTICAL : Orientation.HORIZONTAL);
  }

  void clear() {
    entries.forEach(entry -> entry.shown(false));
  }

  void highlight(int series) {
    for (int i = 0; i < entries.size(); i++) {
      entries.get(i).highlight(i == series);
    }
  }

  private void add() {
    int index = entries.size();
    LegendEntry entry = new LegendEntry((e, exclude) -> listener.select(index, exclude));
    entry.hoverProperty().addListener((_, _, over) -> listener.highlight(over ? index : -1));
    entry.focusedProperty().addListener((_, _, on) -> listener.highlight(on ? index : -1));
    entries.add(entry);
    getChildren().add(entry);
  }
}
