package weir.ui.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.util.Duration;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.dialect.Translation;
import weir.query.Filter;
import weir.query.FilterCompletion;
import weir.query.FilterCompletion.Offer;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FilterText;
import weir.query.Sets;
import weir.ui.control.DropDown;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// The filter as text. Enter applies, Tab completes, Esc closes what is offered and then takes
/// back; what cannot be read is red, with a sentence, once typing rests.
final class FilterField extends VBox {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");
  private static final Duration CALM = Duration.millis(600);
  private static final double CELL_EMS = 1.9;
  private static final double WIDEST_EMS = 36;

  /// The one whose filters are kept.
  private static final String MAIN = "filter";

  private static final int MOST_TYPED = 100;

  private final ExploreModel model;
  private final String id;
  private final Supplier<Filter> holds;
  private final Consumer<Filter> chosen;
  private final CustomTextField field = new CustomTextField();
  private final Label enter = new Label("Enter");
  private final Button clear = new Button("", new FontIcon(Feather.X));
  private final ListView<Offer> offers = new ListView<>();
  private final Label hint = new Label();
  private final Label problem = new Label();
  private final VBox box = new VBox(hint, offers, problem);
  private final DropDown popup = new DropDown(field, box).beside();
  private final PauseTransition calm = new PauseTransition(CALM);
  private final Tooltip whole = Hints.of("");

  /// How filters were written: the text that is shown again with them.
  private final Map<Filter, String> typed =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Filter, String> eldest) {
          return size() > MOST_TYPED;
        }
      };

  private final LiveValues live;
  private final ShelfMenu shelf;
  private FilterCompletion completion = FilterCompletion.NONE;

  /// The text whose translation is shown: Enter applies it.
  private String translated = "";

  private String shown = "";
  private boolean filling;

  /// Where the caret will be: the field tells of its text before it moves it.
  private int caret;

  /// The filter of what is shown.
  ///
  /// @param delivery runs tasks on the JavaFX thread
  FilterField(ExploreModel model, Executor delivery) {
    this(model, MAIN, () -> model.scope().filter(), model::filter, delivery);
    field.setAccessibleText("Filter");
    field.setPromptText("Filter, e.g.  src net 10.0.0.0/8 and dst port 443");
    model.historyProperty().addListener((_, _, _) -> revert());
  }

  /// @param id of the field; its parts have ids that begin with it
  /// @param holds the filter that holds
  /// @param chosen told of another one
  /// @param delivery runs tasks on the JavaFX thread
  FilterField(
      ExploreModel model,
      String id,
      Supplier<Filter> holds,
      Consumer<Filter> chosen,
      Executor delivery) {
    this.model = model;
    this.id = id;
    this.holds = holds;
    this.chosen = chosen;
    live = new LiveValues(model, delivery, this::offerMore);
    shelf =
        new ShelfMenu(field, model.shelf(), () -> holds.get().isAll() ? "" : shown, this::choose);
    setId(id + "-box");
    getStyleClass().add("filter-box");
    setUpField();
    setUpPopup();
    getChildren().add(field);
    revert();
  }

  private void setUpField() {
    field.setId(id);
    HBox icon = new HBox(new FontIcon(Feather.FILTER));
    icon.getStyleClass().add("filter-icon");
    field.setLeft(icon);
    clear.getStyleClass().addAll("flat", "button-icon", "clear");
    clear.setAccessibleText("Clear the filter");
    clear.setTooltip(Hints.of("Clear the filter"));
    clear.setFocusTraversable(false);
    clear.setOnAction(_ -> clear());
    clear.visibleProperty().bind(field.textProperty().isNotEmpty());
    clear.managedProperty().bind(clear.visibleProperty());
    enter.getStyleClass().add("enter-hint");
    enter.managedProperty().bind(enter.visibleProperty());
    HBox right = new HBox(enter, clear);
    if (id.equals(MAIN)) {
      right.getChildren().add(shelf);
    }
    right.setAlignment(Pos.CENTER_RIGHT);
    field.setRight(right);
    field.setTextFormatter(
        new TextFormatter<>(
            change -> {
              caret = change.getCaretPosition();
              return change;
            }));
    field.textProperty().addListener((_, _, _) -> typed());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    field
        .focusedProperty()
        .subscribe(
            _ -> {
              live.stop();
              popup.hide();
            });
    field.setOnMouseEntered(
        _ -> {
          whole.setText(more());
          field.setTooltip(whole.getText().isEmpty() ? null : whole);
        });
    setUpMenu();
  }

  private void setUpPopup() {
    offers.setId(id + "-offers");
    offers.getStyleClass().addAll("dense", "offers");
    offers.setFocusTraversable(false);
    offers.setCellFactory(_ -> new OfferCell());
    problem.setId(id + "-problem");
    problem.getStyleClass().add("problem");
    hint.setId(id + "-hint");
    hint.getStyleClass().add("hint");
    for (Label label : List.of(problem, hint)) {
      label.setWrapText(true);
      label.visibleProperty().bind(label.textProperty().isNotEmpty());
      label.managedProperty().bind(label.visibleProperty());
    }
    offers.managedProperty().bind(offers.visibleProperty());
    box.getStyleClass().add("filter-popup");
    calm.setOnFinished(
        _ -> {
          check();
          showPopup();
        });
    problem
        .textProperty()
        .subscribe(
            text -> {
              field.pseudoClassStateChanged(ERROR, !text.isEmpty());
              field.setAccessibleHelp(text);
            });
  }

  /// Cut, copy and paste are there as in any field.
  private void setUpMenu() {
    MenuItem undo = Menus.item("Undo", Feather.ROTATE_CCW, field::undo);
    MenuItem cut = Menus.item("Cut", Feather.SCISSORS, field::cut);
    MenuItem copy = Menus.item("Copy", Feather.COPY, field::copy);
    MenuItem paste = Menus.item("Paste", Feather.CLIPBOARD, field::paste);
    MenuItem all = Menus.item("Select all", Feather.TYPE, field::selectAll);
    MenuItem copyFilter = Menus.copy("Copy filter", field::getText);
    MenuItem invert =
        Menus.item("Invert filter", Feather.SHUFFLE, () -> chosen.accept(holds.get().opposite()));
    MenuItem remove = Menus.item("Clear filter", Feather.X, this::clear);
    ContextMenu menu =
        new ContextMenu(
            undo,
            cut,
            copy,
            paste,
            all,
            new SeparatorMenuItem(),
            copyFilter,
            CopyAs.menu(holds),
            invert,
            remove);
    menu.setOnShowing(
        _ -> {
          boolean none = field.getSelectedText().isEmpty();
          undo.setDisable(!field.isUndoable());
          cut.setDisable(none);
          copy.setDisable(none);
          paste.setDisable(!Clipboard.getSystemClipboard().hasString());
          all.setDisable(field.getText().isEmpty());
          copyFilter.setDisable(field.getText().isEmpty());
          invert.setDisable(holds.get().isAll());
          remove.setDisable(field.getText().isEmpty());
        });
    field.setContextMenu(menu);
  }

  void focusField() {
    field.requestFocus();
    field.selectAll();
  }

  /// Opens the saved and recent filters.
  void openShelf() {
    shelf.open();
  }

  /// Applies a text that was written before.
  private void choose(String text) {
    field.requestFocus();
    filling = true;
    field.setText(text);
    filling = false;
    translated = text;
    var _ = apply();
  }

  private void clear() {
    chosen.accept(Filter.all());
    revert();
  }

  /// Shows the filter that holds, as it was written.
  void revert() {
    Filter filter = holds.get();
    shown = typed.getOrDefault(filter, FilterText.of(filter));
    filling = true;
    field.setText(shown);
    field.positionCaret(field.getLength());
    filling = false;
    calm.stop();
    live.stop();
    popup.hide();
    problem.setText("");
    enter.setVisible(false);
  }

  private void typed() {
    if (filling) {
      return;
    }
    problem.setText("");
    translated = "";
    enter.setVisible(edited());
    calm.playFromStart();
    offer();
  }

  /// Says what is wrong, or how another language was understood.
  private void check() {
    try {
      told(Translation.read(field.getText(), model.dimensions(), model.labels()));
      problem.setText("");
    } catch (FilterSyntaxException e) {
      problem.setText(e.sentence());
    }
  }

  /// Shows what was made of another language's text, before it is applied.
  private void told(Translation read) {
    if (read.from().isPresent()) {
      translated = field.getText();
      hint.setText(read.sentence() + " — Enter applies");
      offers.setVisible(false);
    }
  }

  private boolean edited() {
    return !field.getText().equals(shown);
  }

  private boolean isCut() {
    Text text = new Text(field.getText());
    text.setFont(field.getFont());
    return text.getLayoutBounds().getWidth() > field.getWidth() - 6 * field.getFont().getSize();
  }

  /// What the field does not show: all of its text where that is cut, and the values of its sets.
  String more() {
    List<String> lines = new ArrayList<>(isCut() ? List.of(field.getText()) : List.of());
    try {
      Filter filter = FilterParser.parse(field.getText(), model.dimensions());
      lines.addAll(Sets.words(filter, model.dimensions().naming()));
    } catch (FilterSyntaxException e) {
      // it is said below the field
    }
    return String.join("\n", lines);
  }

  /// Offers what can stand where the caret is.
  private void offer() {
    String text = field.getText();
    completion = FilterCompletion.at(text, caret, model.dimensions(), model.labels());
    if (completion.fields().isEmpty()) {
      live.stop();
    } else {
      int end = Math.clamp(caret, completion.from(), text.length());
      String begun = text.substring(completion.from(), end);
      List<Offer> values = live.of(completion.fields().getFirst(), begun);
      completion = completion.withValues(values, begun);
    }
    offers.getItems().setAll(completion.offers());
    offers.getSelectionModel().clearSelection();
    offers.setVisible(!completion.offers().isEmpty());
    hint.setText(completion.from() == completion.until() ? completion.hint() : "");
    showPopup();
  }

  /// Values were found for what is being typed.
  private void offerMore() {
    if (field.isFocused() && translated.isEmpty()) {
      offer();
    }
  }

  private void showPopup() {
    boolean any = offers.isVisible() || hint.isVisible() || problem.isVisible();
    if (!any || !field.isFocused()) {
      popup.hide();
      return;
    }
    double em = field.getFont().getSize();
    double width = Math.min(WIDEST_EMS * em, field.getWidth());
    offers.setFixedCellSize(Math.ceil(CELL_EMS * em));
    offers.setPrefSize(width, offers.getItems().size() * offers.getFixedCellSize() + 4);
    box.setPrefWidth(width);
    popup.show();
  }

  private void key(KeyEvent event) {
    boolean open = popup.isShowing() && offers.isVisible();
    @Nullable Offer chosen = open ? offers.getSelectionModel().getSelectedItem() : null;
    boolean handled =
        switch (event.getCode()) {
          case ENTER -> chosen == null ? apply() : accept(chosen);
          case TAB -> !event.isShiftDown() && !event.isControlDown() && tab(open, chosen);
          case ESCAPE -> escape();
          case DOWN -> open ? move(1) : ask();
          case UP -> open && move(-1);
          case SPACE -> event.isControlDown() && ask();
          default -> false;
        };
    if (handled) {
      event.consume();
    }
  }

  /// Completes; where there is nothing to complete, the key moves on.
  private boolean tab(boolean open, @Nullable Offer chosen) {
    return open && accept(chosen == null ? completion.best().orElse(null) : chosen);
  }

  private boolean escape() {
    live.stop();
    if (popup.isShowing()) {
      popup.hide();
      return true;
    }
    boolean edited = edited();
    if (edited) {
      revert();
    }
    return edited;
  }

  private boolean ask() {
    caret = field.getCaretPosition();
    offer();
    return true;
  }

  private boolean move(int step) {
    int before = offers.getSelectionModel().getSelectedIndex();
    int next = before < 0 && step < 0 ? -1 : before + step;
    offers.getSelectionModel().select(Math.floorMod(next, offers.getItems().size()));
    offers.scrollTo(offers.getSelectionModel().getSelectedIndex());
    return true;
  }

  /// Where it cannot be read, the word that it stops at is selected.
  private boolean apply() {
    calm.stop();
    String text = field.getText();
    try {
      Translation read = Translation.read(text, model.dimensions(), model.labels());
      if (read.from().isPresent() && !translated.equals(text)) {
        told(read);
        showPopup();
        return true;
      }
      Filter filter = read.filter();
      if (!filter.isAll()) {
        String ours = read.ours().strip();
        typed.put(filter, ours);
        model.shelf().used(ours);
      }
      chosen.accept(filter);
      revert();
    } catch (FilterSyntaxException e) {
      offers.setVisible(false);
      hint.setText("");
      problem.setText(e.sentence());
      int end = e.position();
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      field.selectRange(e.position(), end);
      showPopup();
    }
    return true;
  }

  private boolean accept(@Nullable Offer offer) {
    if (offer == null) {
      return false;
    }
    String text = field.getText();
    int until = Math.min(completion.until(), text.length());
    boolean spaced = until < text.length() && Character.isWhitespace(text.charAt(until));
    boolean open = offer.text().endsWith("[");
    field.replaceText(completion.from(), until, offer.text() + (spaced || open ? "" : " "));
    return true;
  }

  /// A word, and what it means.
  private final class OfferCell extends ListCell<Offer> {
    private final Label word = new Label();
    private final Label note = new Label();
    private final Region space = new Region();
    private final HBox line = new HBox(word, space, note);

    OfferCell() {
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
            var _ = accept(getItem());
            event.consume(); // the list would take the keyboard from the field
          });
    }

    @Override
    protected void updateItem(Offer offer, boolean empty) {
      super.updateItem(offer, empty);
      if (!empty && offer != null) {
        word.setText(offer.text());
        note.setText(offer.note());
      }
      setGraphic(empty ? null : line);
    }
  }
}
