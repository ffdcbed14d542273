package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;
import weir.flow.BurstBin;
import weir.ui.control.Menus;

/// What can be done with a chart, and with the series that is pointed at.
final class ChartMenu {
  private ChartMenu() {}

  /// @param index of the series, or -1
  static List<MenuItem> of(TimeSeriesChart chart, ChartLayout layout, int index) {
    List<MenuItem> items = new ArrayList<>();
    SeriesTable table = layout.table();
    if (index >= 0 && index < table.series().size()) {
      ofSeries(chart, table.series().get(index), chart.paints()[index], items);
    }
    ChartGroup group = chart.group();
    ChartChoice choice = group.choice();
    if (table.series().stream().anyMatch(Series::other)) {
      items.add(
          Menus.item(
              choice.otherHidden() ? "Show Other" : "Hide Other",
              choice.otherHidden() ? Feather.EYE : Feather.EYE_OFF,
              () -> group.hideOther(!choice.otherHidden())));
    }
    for (LegendNumber number : LegendNumber.values()) {
      RadioMenuItem item = new RadioMenuItem("Legend: " + number.label());
      item.setSelected(number == choice.number());
      item.setOnAction(_ -> group.choose(choice.withNumber(number)));
      items.add(item);
    }
    if (chart.canShowPeaks()) {
      items.add(new SeparatorMenuItem());
      items.add(peaks("No peaks", group, Optional.empty()));
      for (BurstBin bin : BurstBin.values()) {
        items.add(peaks("Peaks of " + bin.label(), group, Optional.of(bin)));
      }
    }
    items.add(new SeparatorMenuItem());
    items.add(Menus.copy("Copy numbers", () -> Csv.of(table)));
    items.addAll(
        group.offered(
            chart,
            index >= 0 && index < table.series().size()
                ? table.series().get(index).selection(false)
                : Optional.empty()));
    items.addAll(ofNothing(chart));
    return items;
  }

  private static MenuItem peaks(String text, ChartGroup group, Optional<BurstBin> bin) {
    RadioMenuItem item = new RadioMenuItem(text);
    item.setSelected(group.choice().bursts().equals(bin));
    item.setOnAction(_ -> group.choose(group.choice().withBursts(bin)));
    return item;
  }

  /// Where there is no picture.
  static List<MenuItem> ofNothing(TimeSeriesChart chart) {
    Runnable zoomOut = chart.zoomOut();
    return zoomOut == null ? List.of() : List.of(Menus.item("Zoom out", Feather.ZOOM_OUT, zoomOut));
  }

  private static void ofSeries(
      TimeSeriesChart chart, Series series, SeriesPaint paint, List<MenuItem> items) {
    MenuItem name = new MenuItem(series.label(), SeriesLegend.swatch(paint));
    name.setMnemonicParsing(false);
    name.setDisable(true);
    name.getStyleClass().add("menu-caption");
    items.add(name);
    series
        .selection(false)
        .ifPresent(
            only ->
                items.add(Menus.item("Filter for this", Feather.FILTER, () -> chart.select(only))));
    series
        .selection(true)
        .ifPresent(
            not -> items.add(Menus.item("Filter out", Feather.SLASH, () -> chart.select(not))));
    items.add(Menus.copy("Copy name", series::label));
    items.add(new SeparatorMenuItem());
  }
}
