package weir.ui.explore;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.Selection;

/// A row that can be drilled into; "Other" cannot.
final class RankingTableRow extends TableRow<RankingRow> {
  private static final PseudoClass OTHER = PseudoClass.getPseudoClass("other");

  private final Consumer<Selection> onSelect;
  private final ContextMenu menu = new ContextMenu();

  RankingTableRow(Consumer<Selection> onSelect) {
    this.onSelect = onSelect;
    MenuItem only = item("Filter for this", Feather.FILTER, () -> select(false));
    MenuItem not = item("Filter out", Feather.SLASH, () -> select(true));
    MenuItem copy = item("Copy", Feather.COPY, this::copy);
    menu.getItems().addAll(only, not, new SeparatorMenuItem(), copy);
    setOnMouseClicked(this::clicked);
  }

  private static MenuItem item(String text, Feather icon, Runnable action) {
    MenuItem item = new MenuItem(text, new FontIcon(icon));
    item.setOnAction(_ -> action.run());
    return item;
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

  private void copy() {
    RankingRow row = getItem();
    if (row != null) {
      ClipboardContent content = new ClipboardContent();
      content.putString(row.label());
      Clipboard.getSystemClipboard().setContent(content);
    }
  }
}
