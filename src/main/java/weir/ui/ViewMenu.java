package weir.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;
import weir.ui.control.Menus;
import weir.ui.explore.ExploreModel;

/// What can be done with a view as a whole.
final class ViewMenu {
  private ViewMenu() {}

  /// @param report makes one of the view
  static List<MenuItem> items(
      ExportDesk exports, ExploreModel model, Runnable report, Sharing sharing, ViewDesk views) {
    List<MenuItem> items = new ArrayList<>();
    items.add(Menus.item("Copy numbers", Feather.COPY, exports::copyNumbers));
    items.addAll(exports.items(Optional.empty(), model.scope().filter(), model.rangeNow()));
    items.add(Menus.item("Report…", Feather.FILE_TEXT, report));
    items.add(Menus.item("Copy link", Feather.LINK, sharing::copyLink));
    items.add(Menus.item("Save workspace…", Feather.SAVE, sharing::save));
    items.add(new SeparatorMenuItem());
    items.addAll(views.items(model.view()));
    return items;
  }
}
