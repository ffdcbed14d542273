package weir.ui.explore;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.Filter;
import weir.query.FilterCompletion;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FilterText;

/// The filter as text: green while it can be read, red with a sentence where it cannot. Enter
/// applies, Esc takes back, Ctrl+Space or typing offers completions.
final class FilterField extends VBox {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");
  private static final PseudoClass VALID = PseudoClass.getPseudoClass("success");
  private static final int MOST_OFFERS = 12;

  private final ExploreModel model;
  private final CustomTextField field = new CustomTextField();
  private final Button clear = new Button("", new FontIcon(Feather.X));
  private final ListView<String> offers = new ListView<>();
  private final Label problem = new Label();
  private final Popup popup = new Popup();
  private boolean filling;

  FilterField(ExploreModel model) {
    this.model = model;
    setId("filter-box");
    getStyleClass().add("filter-box");
    setUpField();
    setUpPopup();
    getChildren().add(field);
    model.historyProperty().addListener((_, _, _) -> revert());
    revert();
  }

  private void setUpField() {
    field.setId("filter");
    field.setPromptText("Filter, e.g.  src net 10.0.0.0/8 and dst port 443");
    HBox icon = new HBox(new FontIcon(Feather.FILTER));
    icon.getStyleClass().add("filter-icon");
    field.setLeft(icon);
    clear.getStyleClass().addAll("flat", "button-icon", "clear");
    clear.setAccessibleText("Clear the filter");
    clear.setFocusTraversable(false);
    clear.setOnAction(_ -> model.filter(Filter.all()));
    clear.visibleProperty().bind(field.textProperty().isNotEmpty());
    field.setRight(clear);
    field.textProperty().addListener((_, _, _) -> typed());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    field
        .focusedProperty()
        .addListener(
            (_, _, focused) -> {
              if (!focused) {
                popup.hide();
              }
            });
  }

  private void setUpPopup() {
    offers.getStyleClass().addAll("dense", "offers");
    offers.setFixedCellSize(26);
    offers.setFocusTraversable(false);
    offers.setOnMouseClicked(_ -> accept());
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    VBox box = new VBox(problem, offers);
    box.getStyleClass().add("filter-popup");
    popup.getContent().add(box);
    popup.setAutoHide(true);
  }

  void focusField() {
    field.requestFocus();
    field.selectAll();
  }

  /// Shows the filter that holds.
  private void revert() {
    filling = true;
    field.setText(FilterText.of(model.scope().filter()));
    field.positionCaret(field.getLength());
    filling = false;
    popup.hide();
    mark(null);
  }

  private void typed() {
    if (filling) {
      return;
    }
    mark(check());
    offer();
  }

  private @Nullable String check() {
    try {
      FilterParser.parse(field.getText(), model.dimensions());
      return null;
    } catch (FilterSyntaxException e) {
      return e.getMessage();
    }
  }

  private void mark(@Nullable String error) {
    field.pseudoClassStateChanged(ERROR, error != null);
    field.pseudoClassStateChanged(VALID, error == null && edited());
    problem.setText(error == null ? "" : error);
    problem.setManaged(error != null);
    problem.setVisible(error != null);
  }

  private boolean edited() {
    return !field.getText().equals(FilterText.of(model.scope().filter()));
  }

  private void offer() {
    List<String> texts =
        FilterCompletion.at(
                field.getText(), field.getCaretPosition(), model.dimensions(), model.labels())
            .offers()
            .stream()
            .map(o -> o.text())
            .toList();
    offers.getItems().setAll(texts.subList(0, Math.min(MOST_OFFERS, texts.size())));
    offers.getSelectionModel().clearSelection();
    boolean any = !texts.isEmpty();
    offers.setManaged(any);
    offers.setVisible(any);
    offers.setPrefHeight(offers.getItems().size() * 26.0 + 4);
    if ((any || problem.isVisible()) && field.isFocused()) {
      showPopup();
    } else {
      popup.hide();
    }
  }

  private void showPopup() {
    Bounds place = field.localToScreen(field.getLayoutBounds());
    offers.setPrefWidth(Math.min(480, place.getWidth()));
    problem.setMaxWidth(Math.min(480, place.getWidth()));
    popup.show(field, place.getMinX(), place.getMaxY() + 2);
  }

  private void key(KeyEvent event) {
    boolean open = popup.isShowing() && !offers.getItems().isEmpty();
    boolean chosen = open && offers.getSelectionModel().getSelectedIndex() >= 0;
    KeyCode code = event.getCode();
    if (code == KeyCode.ENTER || (code == KeyCode.TAB && chosen)) {
      if (chosen) {
        accept();
      } else {
        apply();
      }
    } else if (code == KeyCode.ESCAPE && (popup.isShowing() || edited())) {
      revert();
    } else if (open && (code == KeyCode.DOWN || code == KeyCode.UP)) {
      move(code == KeyCode.DOWN ? 1 : -1);
    } else if (code == KeyCode.SPACE && event.isControlDown()) {
      offer();
    } else {
      return;
    }
    event.consume();
  }

  private void move(int step) {
    int next = offers.getSelectionModel().getSelectedIndex() + step;
    offers.getSelectionModel().select(Math.floorMod(next, offers.getItems().size()));
  }

  private void apply() {
    try {
      Filter filter = FilterParser.parse(field.getText(), model.dimensions());
      model.filter(filter);
      revert();
    } catch (FilterSyntaxException e) {
      mark(e.getMessage());
      offer();
    }
  }

  private void accept() {
    String offer = offers.getSelectionModel().getSelectedItem();
    if (offer != null) {
      String text = field.getText();
      int start = field.getCaretPosition();
      while (start > 0 && " ()[,!".indexOf(text.charAt(start - 1)) < 0) {
        start--;
      }
      field.replaceText(start, field.getCaretPosition(), offer + " ");
    }
  }
}
