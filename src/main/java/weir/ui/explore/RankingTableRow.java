package weir.ui.explore;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.query.Selection;
import weir.ui.control.Menus;

/// A row that can be drilled into; "Other" cannot.
final class RankingTableRow extends TableRow<RankingRow> {
  private static final PseudoClass OTHER = PseudoClass.getPseudoClass("other");

  private final Consumer<Selection> onSelect;
  private final ContextMenu menu = new ContextMenu();

  RankingTableRow(Consumer<Selection> onSelect) {
    this.onSelect = onSelect;
    MenuItem only = Menus.item("Filter for this", Feather.FILTER, () -> select(false));
    MenuItem not = Menus.item("Filter out", Feather.SLASH, () -> select(true));
    MenuItem copy = Menus.copy("Copy", () -> getItem().label());
    menu.getItems().addAll(only, not, new SeparatorMenuItem(), copy);
    setOnMouseClicked(this::clicked);
  }

  @Override
  protected void updateItem(@Nullable RankingRow row, boolean empty) {
    super.updateItem(row, empty);
    boolean other = row != null && row.other();
    pseudoClassStateChanged(OTHER, other);
    setContextMenu(empty || row == null || other ? null : menu);
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
      select(event.isAltDown());
    }
  }

  private void select(boolean exclude) {
    RankingRow row = getItem();
    if (row != null && !row.other()) {
      onSelect.accept(row.selection(exclude));
    }
  }
}
