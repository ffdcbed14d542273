package weir.ui.explore;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.ui.control.Menus;

/// What can be done with the packets behind flows, by whoever knows where they are.
public interface PacketActions {
  /// Why there are none of such flows, in a few words; empty where there may be.
  String missing(Filter filter);

  /// Why they cannot be looked at, in a few words; empty where they can.
  String viewerMissing();

  /// Asks where to, and writes them there.
  void save(Filter filter, TimeRange range);

  /// Has Wireshark show them.
  void view(Filter filter, TimeRange range);

  /// As items of a menu; what cannot be done says why.
  default List<MenuItem> items(Filter filter, TimeRange range) {
    String missing = missing(filter);
    String unseen = missing.isEmpty() ? viewerMissing() : "";
    List<MenuItem> items = new ArrayList<>(List.of(new SeparatorMenuItem()));
    MenuItem save = Menus.item("Save packets…", Feather.DOWNLOAD, () -> save(filter, range));
    save.setDisable(!missing.isEmpty());
    MenuItem view =
        Menus.item("Open in Wireshark", Feather.EXTERNAL_LINK, () -> view(filter, range));
    view.setDisable(!missing.isEmpty() || !unseen.isEmpty());
    items.add(save);
    items.add(view);
    String why = missing.isEmpty() ? unseen : missing;
    if (!why.isEmpty()) {
      MenuItem said = new MenuItem(why);
      said.setMnemonicParsing(false);
      said.setDisable(true);
      said.getStyleClass().add("menu-caption");
      items.add(said);
    }
    return items;
  }
}
