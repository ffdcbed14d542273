package weir.ui.explore;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.query.FilterCompletion.Offer;
import weir.ui.control.DropDown;

/// What is said below a filter while it is typed: words that can stand at the caret, a hint, what
/// is wrong. The field keeps the keyboard.
final class FilterOffers {
  private static final double CELL_EMS = 1.9;
  private static final double WIDEST_EMS = 36;

  private final TextField field;
  private final Consumer<Offer> accept;
  private final ListView<Offer> list = new ListView<>();
  private final Label hint = new Label();
  private final Label problem = new Label();
  private final VBox box = new VBox(hint, list, problem);
  private final DropDown popup;

  /// @param id of the field; those of the parts begin with it
  /// @param accept told which word was pressed
  /// @param wrong told what is wrong whenever that changes; empty for nothing
  FilterOffers(TextField field, String id, Consumer<Offer> accept, Consumer<String> wrong) {
    this.field = field;
    this.accept = accept;
    popup = new DropDown(field, box).beside();
    list.setId(id + "-offers");
    list.getStyleClass().addAll("dense", "offers");
    list.setFocusTraversable(false);
    list.setCellFactory(_ -> new Cell());
    list.managedProperty().bind(list.visibleProperty());
    problem.setId(id + "-problem");
    problem.getStyleClass().add("problem");
    hint.setId(id + "-hint");
    hint.getStyleClass().add("hint");
    for (Label label : List.of(problem, hint)) {
      label.setWrapText(true);
      label.visibleProperty().bind(label.textProperty().isNotEmpty());
      label.managedProperty().bind(label.visibleProperty());
    }
    box.getStyleClass().add("filter-popup");
    problem.textProperty().subscribe(wrong);
  }

  /// Offers these; none of them is chosen.
  void offer(List<Offer> offers, String newHint) {
    list.getItems().setAll(offers);
    list.getSelectionModel().clearSelection();
    list.setVisible(!offers.isEmpty());
    hint.setText(newHint);
    show();
  }

  /// Says something instead of offering.
  void hint(String text) {
    hint.setText(text);
    list.setVisible(false);
  }

  /// What is wrong; empty for nothing.
  void problem(String sentence) {
    problem.setText(sentence);
  }

  /// Shows what there is to show, if the field has the keyboard.
  void show() {
    boolean any = list.isVisible() || hint.isVisible() || problem.isVisible();
    if (!any || !field.isFocused()) {
      hide();
      return;
    }
    double em = field.getFont().getSize();
    double width = Math.min(WIDEST_EMS * em, field.getWidth());
    list.setFixedCellSize(Math.ceil(CELL_EMS * em));
    list.setPrefSize(width, list.getItems().size() * list.getFixedCellSize() + 4);
    box.setPrefWidth(width);
    popup.show();
  }

  void hide() {
    popup.hide();
  }

  boolean isShowing() {
    return popup.isShowing();
  }

  /// Whether words are offered.
  boolean isOffering() {
    return popup.isShowing() && list.isVisible();
  }

  /// The word that is chosen, of those that are offered.
  @Nullable Offer chosen() {
    return isOffering() ? list.getSelectionModel().getSelectedItem() : null;
  }

  /// Chooses another one, around the end.
  void move(int step) {
    int before = list.getSelectionModel().getSelectedIndex();
    int next = before < 0 && step < 0 ? -1 : before + step;
    list.getSelectionModel().select(Math.floorMod(next, list.getItems().size()));
    list.scrollTo(list.getSelectionModel().getSelectedIndex());
  }

  /// A word, and what it means.
  private final class Cell extends ListCell<Offer> {
    private final Label word = new Label();
    private final Label note = new Label();
    private final HBox line;

    Cell() {
      Region space = new Region();
      line = new HBox(word, space, note);
      HBox.setHgrow(space, Priority.ALWAYS);
      note.getStyleClass().add("note");
      word.setMinWidth(Region.USE_PREF_SIZE);
      line.getStyleClass().add("offer");
      line.setMinWidth(0);
      line.prefWidthProperty().bind(widthProperty().subtract(12));
      setPrefWidth(0);
      addEventFilter(
          MouseEvent.MOUSE_PRESSED,
          event -> {
            if (getItem() != null) {
              accept.accept(getItem());
            }
            event.consume(); // the list would take the keyboard from the field
          });
    }

    @Override
    protected void updateItem(@Nullable Offer offer, boolean empty) {
      super.updateItem(offer, empty);
      Node shown = null;
      if (!empty && offer != null) {
        word.setText(offer.text());
        note.setText(offer.note());
        shown = line;
      }
      setGraphic(shown);
    }
  }
}
