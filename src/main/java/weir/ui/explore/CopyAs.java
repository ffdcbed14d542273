package weir.ui.explore;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.dialect.Language;
import weir.dialect.Written;
import weir.query.Filter;
import weir.ui.control.Menus;

/// Copies a filter in the languages of others; where one has no words for it, the reason stands
/// there.
final class CopyAs {
  private static final int MOST_REASON = 70;

  private CopyAs() {}

  /// @param filter which is copied: the one that holds when the menu is opened
  static Menu menu(Supplier<Filter> filter) {
    Menu menu = new Menu("Copy as", new FontIcon(Feather.SHARE));
    menu.getItems().setAll(items(Filter.all())); // an empty menu does not open
    menu.setOnShowing(_ -> menu.getItems().setAll(items(filter.get())));
    return menu;
  }

  private static List<MenuItem> items(Filter filter) {
    return Written.LANGUAGES.stream().map(language -> item(filter, language)).toList();
  }

  private static MenuItem item(Filter filter, Language language) {
    Written written = Written.of(filter, language);
    if (written.reason().isEmpty()) {
      return Menus.copy(language.label(), written::text);
    }
    String reason = written.reason();
    String brief = reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON) + "…";
    MenuItem item =
        Menus.item(
            brief.startsWith(language.label()) ? brief : language.label() + ": " + brief,
            Feather.SLASH,
            () -> {});
    item.setDisable(true);
    return item;
  }
}
