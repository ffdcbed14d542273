package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;
import weir.query.Selection;
import weir.ui.control.Menus;

/// What can be done with a heatmap, and with the row that is pointed at.
final class HeatmapMenu {
  private HeatmapMenu() {}

  /// @param row that is pointed at, or -1
  static List<MenuItem> of(HeatmapChart chart, HeatmapCells cells, int row) {
    List<MenuItem> items = new ArrayList<>();
    Optional<Selection> selection = Optional.empty();
    if (row >= 0 && row < cells.rows()) {
      Selection only = chart.selection(cells, row, false);
      selection = Optional.of(only);
      MenuItem name = new MenuItem(cells.number().label() + " " + cells.text(row));
      name.setMnemonicParsing(false);
      name.setDisable(true);
      name.getStyleClass().add("menu-caption");
      items.add(name);
      items.add(Menus.item("Filter for this", Feather.FILTER, () -> chart.select(only)));
      Selection not = chart.selection(cells, row, true);
      items.add(Menus.item("Filter out", Feather.SLASH, () -> chart.select(not)));
      items.add(Menus.copy("Copy name", () -> cells.text(row)));
      items.add(new SeparatorMenuItem());
    }
    for (HeatmapScale scale : HeatmapScale.values()) {
      RadioMenuItem item = new RadioMenuItem(scale.item());
      item.setSelected(scale == chart.scale());
      item.setOnAction(_ -> chart.setScale(scale));
      items.add(item);
    }
    items.add(new SeparatorMenuItem());
    items.add(Menus.copy("Copy numbers", cells::csv));
    items.addAll(chart.group().offered(chart, selection));
    items.addAll(ofNothing(chart));
    return items;
  }

  /// Where there is no picture.
  static List<MenuItem> ofNothing(HeatmapChart chart) {
    Runnable zoomOut = chart.zoomOut();
    return zoomOut == null ? List.of() : List.of(Menus.item("Zoom out", Feather.ZOOM_OUT, zoomOut));
  }
}
