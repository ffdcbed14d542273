package weir.ui.explore;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import weir.ui.control.Menus;

/// Brings what is on the screen into files, and onto the clipboard.
public interface ExportActions {
  /// Asks what of it, how and where to.
  ///
  /// @param panel to begin with; empty for the whole view
  void export(Optional<Region> panel);

  void copyPicture(Optional<Region> panel);

  /// As items of a menu.
  default List<MenuItem> items(Optional<Region> panel) {
    return List.of(
        Menus.item("Copy as image", Feather.IMAGE, () -> copyPicture(panel)),
        Menus.item("Export…", Feather.DOWNLOAD, () -> export(panel)));
  }
}
