package weir.ui.explore;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import weir.query.Selection;

/// A row that can be drilled into; "Other" cannot.
final class RankingTableRow extends TableRow<RankingRow> {
  private static final PseudoClass OTHER = PseudoClass.getPseudoClass("other");

  private final Consumer<Selection> onSelect;

  /// A refresh between press and release can put another group here.
  private @Nullable RankingRow pressed;

  RankingTableRow(Consumer<Selection> onSelect) {
    this.onSelect = onSelect;
    addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> pressed = getItem());
    setOnMouseClicked(this::clicked);
  }

  @Override
  protected void updateItem(@Nullable RankingRow row, boolean empty) {
    super.updateItem(row, empty);
    pseudoClassStateChanged(OTHER, row != null && row.other());
    setAccessibleText(row == null ? null : row.spoken());
  }

  private void clicked(MouseEvent event) {
    RankingRow row = pressed;
    if (event.getButton() == MouseButton.PRIMARY
        && event.isStillSincePress()
        && row != null
        && !row.other()) {
      onSelect.accept(row.selection(event.isAltDown()));
    }
  }
}
