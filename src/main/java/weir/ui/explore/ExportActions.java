package weir.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.ui.control.Menus;

/// Brings what is on the screen into files, and onto the clipboard.
public interface ExportActions {
  /// Asks what of it, how and where to.
  ///
  /// @param panel to begin with; empty for the whole view
  void export(Optional<Region> panel);

  void copyPicture(Optional<Region> panel);

  /// Whether flows can be exported as they are.
  boolean hasFlows();

  /// Asks how and where to, and exports flows as they are.
  void exportFlows(Filter filter, TimeRange range);

  /// As items of a menu.
  ///
  /// @param filter of the flows that are pointed at, or of all that are shown
  default List<MenuItem> items(Optional<Region> panel, Filter filter, TimeRange range) {
    List<MenuItem> items = new ArrayList<>();
    items.add(Menus.item("Copy as image", Feather.IMAGE, () -> copyPicture(panel)));
    items.add(Menus.item("Export…", Feather.DOWNLOAD, () -> export(panel)));
    if (hasFlows()) {
      items.add(Menus.item("Export flows…", Feather.LIST, () -> exportFlows(filter, range)));
    }
    return items;
  }
}
