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
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.util.Duration;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.dialect.Translation;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterCompletion;
import weir.query.FilterCompletion.Offer;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FilterText;
import weir.query.Sets;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// The filter as text. Enter applies, Tab completes, Esc closes what is offered and then takes
/// back; what cannot be read is red, with a sentence, once typing rests.
public final class FilterField extends VBox {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");
  private static final Duration CALM = Duration.millis(600);

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
  private final FilterOffers offers;
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

  private Supplier<Dimensions> dimensions;
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
    model.travel().historyProperty().addListener((_, _, _) -> revert());
  }

  /// @param id of the field; its parts have ids that begin with it
  /// @param holds the filter that holds
  /// @param chosen told of another one
  /// @param delivery runs tasks on the JavaFX thread
  public FilterField(
      ExploreModel model,
      String id,
      Supplier<Filter> holds,
      Consumer<Filter> chosen,
      Executor delivery) {
    this.model = model;
    this.id = id;
    this.holds = holds;
    this.chosen = chosen;
    dimensions = () -> model.words().dimensions();
    offers = new FilterOffers(field, id, this::accept, this::wrong);
    live = new LiveValues(model, delivery, this::offerMore);
    shelf =
        new ShelfMenu(field, model.shelf(), () -> holds.get().isAll() ? "" : shown, this::choose);
    setId(id + "-box");
    getStyleClass().add("filter-box");
    setUpField();
    calm.setOnFinished(
        _ -> {
          check();
          offers.show();
        });
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
              offers.hide();
            });
    field.setOnMouseEntered(
        _ -> {
          whole.setText(more());
          field.setTooltip(whole.getText().isEmpty() ? null : whole);
        });
    setUpMenu();
  }

  private void wrong(String sentence) {
    field.pseudoClassStateChanged(ERROR, !sentence.isEmpty());
    field.setAccessibleHelp(sentence);
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

  /// What stands in it while nothing is typed.
  ///
  /// @param spoken what it is, for who cannot see it
  public FilterField prompted(String prompt, String spoken) {
    field.setPromptText(prompt);
    field.setAccessibleText(spoken);
    return this;
  }

  /// What filters may be of, where that is not what the shown flows have.
  public FilterField among(Supplier<Dimensions> others) {
    dimensions = others;
    return this;
  }

  /// Shows a text that need not be a filter: what is wrong with it is said.
  public void write(String text) {
    revert();
    if (!text.equals(field.getText())) {
      filling = true;
      field.setText(text);
      field.positionCaret(field.getLength());
      filling = false;
      check();
    }
  }

  /// As Enter does it; whether nothing is left to be entered.
  public boolean enter() {
    var _ = apply();
    return !edited();
  }

  /// Whether something else stands in it than the filter that holds.
  public boolean edited() {
    return !field.getText().equals(shown);
  }

  /// Gives the keyboard to the text.
  public void focusField() {
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
  public void revert() {
    Filter filter = holds.get();
    shown = typed.getOrDefault(filter, FilterText.of(filter));
    filling = true;
    field.setText(shown);
    field.positionCaret(field.getLength());
    filling = false;
    calm.stop();
    live.stop();
    offers.hide();
    offers.problem("");
    enter.setVisible(false);
  }

  private void typed() {
    if (filling) {
      return;
    }
    offers.problem("");
    translated = "";
    enter.setVisible(edited());
    calm.playFromStart();
    offer();
  }

  /// Says what is wrong, or how another language was understood.
  private void check() {
    try {
      told(Translation.read(field.getText(), dimensions.get(), model.words().labels()));
      offers.problem("");
    } catch (FilterSyntaxException e) {
      offers.problem(e.sentence());
    }
  }

  /// Shows what was made of another language's text, before it is applied.
  private void told(Translation read) {
    if (read.from().isPresent()) {
      translated = field.getText();
      offers.hint(read.sentence() + " — Enter applies");
    }
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
      Filter filter = FilterParser.parse(field.getText(), dimensions.get());
      lines.addAll(Sets.words(filter, dimensions.get().naming()));
    } catch (FilterSyntaxException e) {
      // it is said below the field
    }
    return String.join("\n", lines);
  }

  /// Offers what can stand where the caret is.
  private void offer() {
    String text = field.getText();
    completion = FilterCompletion.at(text, caret, dimensions.get(), model.words().labels());
    if (completion.fields().isEmpty()) {
      live.stop();
    } else {
      int end = Math.clamp(caret, completion.from(), text.length());
      String begun = text.substring(completion.from(), end);
      List<Offer> values = live.of(completion.fields().getFirst(), begun);
      completion = completion.withValues(values, begun);
    }
    offers.offer(
        completion.offers(), completion.from() == completion.until() ? completion.hint() : "");
  }

  /// Values were found for what is being typed.
  private void offerMore() {
    if (field.isFocused() && translated.isEmpty()) {
      offer();
    }
  }

  private void key(KeyEvent event) {
    boolean open = offers.isOffering();
    Offer chosen = offers.chosen();
    boolean handled =
        switch (event.getCode()) {
          case ENTER -> chosen == null ? apply() : completed(chosen);
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
    return open && completed(chosen == null ? completion.best().orElse(null) : chosen);
  }

  private boolean escape() {
    live.stop();
    if (offers.isShowing()) {
      offers.hide();
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
    offers.move(step);
    return true;
  }

  /// Where it cannot be read, the word that it stops at is selected.
  private boolean apply() {
    calm.stop();
    String text = field.getText();
    try {
      Translation read = Translation.read(text, dimensions.get(), model.words().labels());
      if (read.from().isPresent() && !translated.equals(text)) {
        told(read);
        offers.show();
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
      offers.hint("");
      offers.problem(e.sentence());
      int end = e.position();
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      field.selectRange(e.position(), end);
      offers.show();
    }
    return true;
  }

  private boolean completed(@Nullable Offer offer) {
    if (offer != null) {
      accept(offer);
    }
    return offer != null;
  }

  private void accept(Offer offer) {
    String text = field.getText();
    int until = Math.min(completion.until(), text.length());
    boolean spaced = until < text.length() && Character.isWhitespace(text.charAt(until));
    boolean open = offer.text().endsWith("[");
    field.replaceText(completion.from(), until, offer.text() + (spaced || open ? "" : " "));
  }
}
