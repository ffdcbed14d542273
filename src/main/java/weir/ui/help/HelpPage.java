package weir.ui.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.ui.control.Background;
import weir.ui.control.Hints;
import weir.ui.control.Menus;
import weir.ui.control.Zoom;

/// The manual: chapters, a search over all of them, and the page that is read, with a way back.
/// Where the window is narrow the list and the page take turns.
public final class HelpPage extends BorderPane {
  private static final double LIST_WIDTH = 230;

  /// With what a search has found.
  private static final double FOUND_WIDTH = 300;

  /// Of the page, below which the list has no room beside it.
  private static final double BOTH = 640;

  private final Manual manual;
  private final Background background;
  private final PageView page = new PageView();
  private final ListView<Entry> list = new ListView<>();
  private final TextField search = new TextField();
  private final Button back = button("help-back", Feather.ARROW_LEFT, "Back (Alt+←)");
  private final Button forward = button("help-forward", Feather.ARROW_RIGHT, "Forward (Alt+→)");
  private final ToggleButton chapters = new ToggleButton("Chapters", new FontIcon(Feather.LIST));
  private final Button about = new Button("About Weir", new FontIcon(Feather.INFO));
  private final Label note = new Label();
  private final PauseTransition typing = new PauseTransition(Duration.millis(150));
  private final Links links = new PageLinks();

  /// Where somebody was, oldest first.
  private final List<Visit> visits = new ArrayList<>();

  private int at = -1;

  /// Whether an entry is selected because its page is shown.
  private boolean following;

  private List<Entry> contents = List.of();

  /// @param place how far down: 0 is the top, 1 the end
  private record Visit(Address address, double place) {}

  /// A line of the list.
  private sealed interface Entry {
    record Group(String name) implements Entry {}

    record Chapter(Manual.Chapter of) implements Entry {}

    record Found(Manual.Hit hit) implements Entry {}
  }

  /// @param onAbout shows what this Weir is
  /// @param onClose leads back to where the help was asked for
  public HelpPage(Background background, Runnable onAbout, Runnable onClose) {
    this(Manual.here(), background, onAbout, onClose);
  }

  HelpPage(Manual manual, Background background, Runnable onAbout, Runnable onClose) {
    this.manual = manual;
    this.background = background;
    getStyleClass().add("help");
    list.setId("help-list");
    list.setAccessibleText("Chapters");
    list.getStyleClass().add("help-chapters");
    list.setCellFactory(_ -> new Cell());
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            entry -> {
              if (!following && entry != null) {
                chosen(entry);
              }
            });
    list.setMinWidth(0);
    setTop(bar(onAbout, onClose));
    note.setId("help-note");
    note.getStyleClass().add("help-note");
    note.setWrapText(true);
    say("");
    setBottom(note);
    addEventHandler(KeyEvent.KEY_PRESSED, event -> key(event, onClose));
    typing.setOnFinished(_ -> find());
    widthProperty().subscribe(_ -> arrange());
    Zoom.of(this).subscribe(_ -> arrange());
    background.run(manual::chapters, this::contents, HelpPage::failed);
  }

  private static void failed(RuntimeException failure) {
    throw failure; // into the desktop's list of defects
  }

  private HBox bar(Runnable onAbout, Runnable onClose) {
    search.setId("help-search");
    search.setPromptText("Search all pages");
    search.setAccessibleText("Search all pages");
    search.textProperty().subscribe(_ -> typing.playFromStart());
    search
        .textProperty()
        .addListener(
            (_, _, typed) -> chapters.setSelected(!typed.isBlank())); // hits are in the list
    search.setOnAction(
        _ -> {
          find();
          list.requestFocus();
        });
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKey);
    HBox.setHgrow(search, Priority.ALWAYS);
    chapters.setId("help-chapters");
    chapters.setMinWidth(Region.USE_PREF_SIZE);
    chapters.selectedProperty().subscribe(_ -> arrange());
    back.setOnAction(_ -> back());
    forward.setOnAction(_ -> forward());
    about.setId("help-about");
    about.setTooltip(Hints.of("About Weir"));
    about.getStyleClass().add("flat");
    about.setMinWidth(Region.USE_PREF_SIZE);
    about.setOnAction(_ -> onAbout.run());
    Button close = button("help-close", Feather.X, "Close the help (Esc)");
    close.setOnAction(_ -> onClose.run());
    HBox bar = new HBox(back, forward, chapters, search, about, close);
    bar.getStyleClass().add("help-bar");
    return bar;
  }

  private static Button button(String id, Feather icon, String hint) {
    Button button = new Button("", new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll("flat", "button-icon");
    button.setTooltip(Hints.of(hint));
    button.setAccessibleText(hint);
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private void contents(List<Manual.Chapter> all) {
    List<Entry> entries = new ArrayList<>();
    String group = "";
    for (Manual.Chapter chapter : all) {
      if (!chapter.group().equals(group)) {
        group = chapter.group();
        entries.add(new Entry.Group(group));
      }
      entries.add(new Entry.Chapter(chapter));
    }
    contents = entries;
    find();
  }

  /// The list beside the page, or one of them.
  private void arrange() {
    double zoom = Zoom.factor(this);
    boolean both = getWidth() >= BOTH * zoom;
    chapters.setVisible(!both);
    chapters.setManaged(!both);
    about.setContentDisplay(both ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY);
    boolean searched = !search.getText().isBlank();
    Node middle = both || !chapters.isSelected() ? page : list;
    double width = searched && getWidth() >= (BOTH + FOUND_WIDTH) * zoom ? FOUND_WIDTH : LIST_WIDTH;
    list.setPrefWidth(both ? Math.floor(width * zoom) : getWidth());
    @Nullable Node left = both ? list : null;
    if (getLeft() != left || getCenter() != middle) {
      setCenter(null); // a node has one place
      setLeft(left);
      setCenter(middle);
    }
  }

  private void key(KeyEvent event, Runnable onClose) {
    if (event.getCode() == KeyCode.ESCAPE) {
      if (search.getText().isEmpty()) {
        onClose.run();
      } else {
        search.clear();
      }
      event.consume();
    }
  }

  private void searchKey(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN) {
      list.requestFocus();
      event.consume();
    }
  }

  /// Gives the keyboard to the search.
  public void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }

  @Override
  public void requestFocus() {
    page.requestFocus(); // arrows scroll
  }

  private void find() {
    String wanted = search.getText();
    if (wanted.isBlank()) {
      fill(contents);
      select();
    } else {
      background.run(
          () -> manual.search(wanted),
          hits -> {
            if (wanted.equals(search.getText())) {
              fill(hits.stream().<Entry>map(Entry.Found::new).toList());
            }
          },
          HelpPage::failed);
    }
    arrange();
  }

  private void fill(List<Entry> entries) {
    following = true;
    list.getItems().setAll(entries);
    list.getSelectionModel().clearSelection();
    following = false;
    list.setPlaceholder(new Label(contents.isEmpty() ? "" : "Nothing has all these words"));
  }

  private void chosen(Entry entry) {
    switch (entry) {
      case Entry.Group _ -> {}
      case Entry.Chapter chapter -> show(chapter.of().address());
      case Entry.Found found -> show(found.hit().address());
    }
  }

  /// Shows a page.
  ///
  /// @param address such as `handbook/listening.md#who-may-send`
  public void show(String address) {
    show(Address.of(address));
  }

  private void show(Address address) {
    say("");
    if (at >= 0 && visits.get(at).address().equals(address)) {
      display(new Visit(address, 0));
      return;
    }
    keepPlace();
    while (visits.size() > at + 1) {
      visits.removeLast();
    }
    visits.add(new Visit(address, 0));
    at = visits.size() - 1;
    display(visits.get(at));
  }

  private void keepPlace() {
    if (at >= 0) {
      visits.set(at, new Visit(visits.get(at).address(), page.getVvalue()));
    }
  }

  private void display(Visit visit) {
    back.setDisable(at <= 0);
    forward.setDisable(at >= visits.size() - 1);
    Address address = visit.address();
    background.run(
        () -> manual.page(address),
        read -> {
          if (at >= 0 && visits.get(at).address().equals(address)) {
            boolean returned = visit.place() > 0;
            page.show(read, returned ? "" : address.anchor(), visit.place(), links);
            chapters.setSelected(false);
            select();
            arrange();
          }
        },
        HelpPage::failed);
  }

  /// Marks the chapter that is read.
  private void select() {
    Optional<String> read =
        at < 0 ? Optional.empty() : Optional.of(visits.get(at).address().page());
    following = true;
    if (search.getText().isBlank()) {
      list.getSelectionModel().clearSelection();
      for (int i = 0; i < list.getItems().size(); i++) {
        if (list.getItems().get(i) instanceof Entry.Chapter chapter
            && read.filter(chapter.of().address().page()::equals).isPresent()) {
          list.getSelectionModel().select(i);
        }
      }
    }
    following = false;
  }

  /// The page that was read before.
  public void back() {
    go(-1);
  }

  public void forward() {
    go(1);
  }

  private void go(int steps) {
    if (at + steps >= 0 && at + steps < visits.size()) {
      keepPlace();
      at += steps;
      display(visits.get(at));
    }
  }

  /// What is read, or about to be.
  public String address() {
    return at < 0 ? "" : visits.get(at).address().toString();
  }

  private void say(String sentence) {
    note.setText(sentence);
    note.setVisible(!sentence.isEmpty());
    note.setManaged(!sentence.isEmpty());
  }

  /// Where links of the page that is shown lead.
  private final class PageLinks implements Links {
    private Address target(String link) {
      return visits.get(at).address().to(link);
    }

    @Override
    public void page(String target) {
      show(target(target));
    }

    @Override
    public void web(String address) {
      if (!Browser.open(address)) {
        Menus.copy(address);
        say("No browser could be started; the address is on the clipboard: " + address);
      }
    }

    @Override
    public boolean leads(String target) {
      return manual.has(target(target));
    }
  }

  private static final class Cell extends ListCell<Entry> {
    private final Label first = new Label();
    private final Label second = new Label();
    private final Label third = new Label();
    private final VBox found = new VBox(first, second, third);

    Cell() {
      first.getStyleClass().add("help-found");
      second.getStyleClass().add("help-found-page");
      third.getStyleClass().add("help-found-text");
      found.getStyleClass().add("help-found-cell");
      third.setWrapText(true);
      third.setMinHeight(Region.USE_PREF_SIZE);
      setPrefWidth(0); // as wide as the list
    }

    @Override
    protected void updateItem(Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      setText(null);
      setGraphic(null);
      getStyleClass().removeAll("help-group");
      setDisable(false);
      if (empty || entry == null) {
        return;
      }
      switch (entry) {
        case Entry.Group group -> {
          setText(group.name());
          getStyleClass().add("help-group");
          setDisable(true);
        }
        case Entry.Chapter chapter -> setText(chapter.of().title());
        case Entry.Found(Manual.Hit hit) -> {
          first.setText(hit.heading());
          boolean top = hit.heading().equals(hit.chapter());
          second.setText(hit.chapter());
          second.setVisible(!top);
          second.setManaged(!top);
          third.setText(hit.excerpt());
          setGraphic(found);
        }
      }
    }
  }
}
