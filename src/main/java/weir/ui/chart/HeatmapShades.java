package weir.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import weir.export.Raster;
import weir.query.SiText;

/// How dark or light each cell of a heatmap is, and what its legend says of that.
///
/// @param least of all cells that have something, as `most`; NaN where none has
record HeatmapShades(HeatmapCells cells, HeatmapScale scale, double least, double most) {
  /// A place of a legend.
  ///
  /// @param share where, 0 for the begin, 1 for the end
  record Tick(double share, String label) {}

  static HeatmapShades of(HeatmapCells cells, HeatmapScale scale) {
    double least = Double.NaN;
    double most = Double.NaN;
    for (double value : cells.values()) {
      if (value > 0) { // that of a sum that is 0 is the least, too
        least = Double.isNaN(least) ? value : Math.min(least, value);
        most = Double.isNaN(most) ? value : Math.max(most, value);
      }
    }
    return new HeatmapShades(cells, scale, least, most);
  }

  /// Where a value is between least and most, 0 to 1.
  ///
  /// @param largest of its column
  private double share(double value, double largest) {
    double share =
        switch (scale) {
          case LINEAR -> value / most;
          case COLUMN -> value / largest;
          case LOGARITHMIC ->
              value <= 0 ? 0 : most > least ? Math.log(value / least) / Math.log(most / least) : 1;
        };
    return Double.isNaN(share) ? 0 : Math.clamp(share, 0, 1);
  }

  /// The cells as they are painted, the highest values on top; nothing where there is nothing.
  Raster raster(ColourMap map) {
    int columns = cells.columns();
    int rows = cells.rows();
    int[] colours = new int[columns * rows];
    double[] largest = new double[columns];
    if (scale == HeatmapScale.COLUMN) {
      Arrays.setAll(largest, cells::largest);
    }
    for (int row = 0; row < rows; row++) {
      int at = (rows - 1 - row) * columns;
      for (int column = 0; column < columns; column++) {
        double value = cells.value(column, row);
        if (!Double.isNaN(value)) {
          colours[at + column] = map.argb(share(value, largest[column]));
        }
      }
    }
    return new Raster(columns, rows, colours);
  }

  /// A legend's ticks: its begin and end at least.
  List<Tick> ticks() {
    if (Double.isNaN(most)) {
      return List.of();
    }
    return switch (scale) {
      case COLUMN -> List.of(new Tick(0, "0 %"), new Tick(0.5, "50 %"), new Tick(1, "100 %"));
      case LINEAR ->
          List.of(new Tick(0, "0"), new Tick(0.5, text(most / 2)), new Tick(1, text(most)));
      case LOGARITHMIC -> logarithmic();
    };
  }

  private List<Tick> logarithmic() {
    if (most <= least) {
      return List.of(new Tick(1, text(most)));
    }
    List<Tick> ticks = new ArrayList<>(List.of(new Tick(0, text(least))));
    int first = (int) Math.floor(Math.log10(least)) + 1;
    int last = (int) Math.ceil(Math.log10(most)) - 1;
    IntStream.rangeClosed(first, last)
        .mapToDouble(power -> Math.pow(10, power))
        .forEach(
            value ->
                ticks.add(
                    new Tick(share(value, 0), SiText.exact(value, cells.measure().shortUnit()))));
    ticks.add(new Tick(1, text(most)));
    return ticks;
  }

  private String text(double value) {
    return Quantity.text(value, cells.measure());
  }
}
