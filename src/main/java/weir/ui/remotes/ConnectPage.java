package weir.ui.remotes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.store.Checkup;
import weir.store.Remote;
import weir.store.TableColumns;
import weir.ui.control.Hints;

/// Connecting to a cluster: saved connections, the fields of one, and what came of trying it out.
public final class ConnectPage extends ScrollPane {
  /// What is done for it, off the JavaFX thread where it takes a while.
  public interface Actions {
    /// Saves a connection and opens it.
    ///
    /// @param before the saved one that it takes the place of
    void connect(Remote remote, String password, Optional<Remote> before);

    /// As [#connect], without opening it.
    void save(Remote remote, String password, Optional<Remote> before);

    /// Forgets a connection, and its password.
    void forget(Remote remote);

    /// Tries one out; what comes of it is given to [ConnectPage#show(Checkup)].
    void check(Remote remote, String password);

    /// Nobody waits for the checkup any more.
    void stopChecking();

    /// Has the user say what the columns of a table mean.
    void map(TableColumns table, Remote remote, String password);

    /// Has [ConnectPage#password] told the password that was kept.
    void findPassword(Remote remote);

    void leave();
  }

  private final Actions actions;
  private final Label title = new Label();
  private final ConnectForm form = new ConnectForm(this::connect);
  private final CheckupList checkup = new CheckupList(this::choose, this::map);
  private final VBox saved = new VBox();
  private final Button connect = button("connect-apply", "Connect", Feather.LOG_IN);
  private final Button test = button("connect-test", "Test", Feather.CHECK_CIRCLE);
  private final Button save = button("connect-save", "Save", Feather.SAVE);
  private final Button duplicate = button("connect-duplicate", "Duplicate", Feather.COPY);
  private final Button forget = button("connect-forget", "Forget", Feather.TRASH_2);
  private List<Remote> remotes = List.of();
  private Optional<Remote> shown = Optional.empty();
  private boolean checking;

  public ConnectPage(Actions actions) {
    this.actions = actions;
    getStyleClass().addAll("edge-to-edge", "listen-scroll");
    setFitToWidth(true);
    setFitToHeight(true);
    title.getStyleClass().add("start-title");
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    Label subtitle =
        new Label(
            "Weir asks tables of flows as they are. It writes nothing to the server and changes no"
                + " setting there: an account that may only read is enough.");
    subtitle.getStyleClass().add("start-subtitle");
    subtitle.setWrapText(true);
    subtitle.setMinHeight(USE_PREF_SIZE);
    connect.setDefaultButton(true);
    connect.setOnAction(_ -> connect());
    test.setOnAction(_ -> test());
    save.setOnAction(_ -> save());
    duplicate.setOnAction(_ -> duplicate());
    forget.setOnAction(_ -> shown.ifPresent(actions::forget));
    Button leave = new Button("Cancel");
    leave.setId("connect-cancel");
    leave.setOnAction(_ -> actions.leave());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons = new HBox(connect, test, save, leave, space, duplicate, forget);
    buttons.getStyleClass().add("listen-buttons");
    VBox box = new VBox(title, subtitle, form, buttons, checkup);
    box.getStyleClass().addAll("listen-form", "connect-form");
    HBox.setHgrow(box, Priority.ALWAYS);
    saved.setId("connect-saved");
    saved.getStyleClass().add("connect-saved");
    HBox page = new HBox(saved, box);
    page.getStyleClass().addAll("listen-page", "connect-page");
    setContent(page);
    form.onChange(this::changed);
    form.valid().addListener((_, _, _) -> changed());
    changed();
    setOnKeyPressed(
        key -> {
          if (key.getCode() == KeyCode.ESCAPE) {
            escape();
            key.consume();
          }
        });
  }

  private static Button button(String id, String text, Feather icon) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private void escape() {
    if (checking) {
      stop();
    } else {
      actions.leave();
    }
  }

  private void changed() {
    boolean good = form.valid().get();
    connect.setDisable(!good);
    save.setDisable(!good);
    test.setDisable(!good && !checking);
    if (!checking && !checkup.getChildren().isEmpty() && !choosing) {
      checkup.clear(); // it was of something else
    }
  }

  private void connect() {
    if (form.valid().get()) {
      stop();
      actions.connect(form.remote(), form.password(), shown);
    }
  }

  private void save() {
    Remote remote = form.remote();
    actions.save(remote, form.password(), shown);
    shown = Optional.of(remote);
    showTitle();
  }

  private void duplicate() {
    String password = form.password();
    Remote remote = form.remote();
    shown = Optional.empty();
    show(new Remote(remote.name() + ", copy", remote.address(), remote.trust()));
    form.password(password);
  }

  private void test() {
    if (checking) {
      stop();
      return;
    }
    Remote remote = form.remote();
    checking = true;
    test.setText("Stop");
    test.setGraphic(new FontIcon(Feather.SQUARE));
    checkup.await(remote.address().title());
    actions.check(remote, form.password());
  }

  private void stop() {
    if (checking) {
      actions.stopChecking();
      tested();
      checkup.clear();
    }
  }

  private void tested() {
    checking = false;
    test.setText("Test");
    test.setGraphic(new FontIcon(Feather.CHECK_CIRCLE));
    test.setDisable(!form.valid().get());
  }

  /// What came of trying it out.
  public void show(Checkup result) {
    tested();
    Remote remote = form.remote();
    checkup.show(result, remote.address().database(), remote.address().table());
  }

  /// A table is chosen of what was found, which stays.
  private boolean choosing;

  private void choose(Checkup.Table table) {
    choose(table.database(), table.name());
  }

  private void choose(String database, String table) {
    choosing = true;
    form.choose(database, table);
    choosing = false;
  }

  private void map(TableColumns table) {
    actions.map(table, form.remote(), form.password());
  }

  /// A table whose columns are known by now: it is chosen and tried out.
  public void mapped(TableColumns table) {
    choose(table.database(), table.name());
    test();
  }

  /// Shows saved connections beside the fields.
  public void show(List<Remote> now) {
    remotes = List.copyOf(now);
    showTitle();
  }

  /// @param words where passwords are kept, to end a sentence
  public void place(String words) {
    form.place(words);
  }

  /// The fields of a new connection.
  public void showNew() {
    shown = Optional.empty();
    stop();
    form.show(RemoteEntry.EMPTY, "");
    showTitle();
    giveKeyboard();
  }

  /// The fields of a saved connection.
  public void showSaved(Remote remote) {
    stop();
    shown = Optional.of(remote);
    show(remote);
    actions.findPassword(remote);
  }

  private void show(Remote remote) {
    showTitle();
    form.show(RemoteEntry.of(remote), "");
    giveKeyboard();
  }

  /// The password that was kept for a connection.
  public void password(Remote remote, String kept) {
    if (shown.filter(remote::equals).isPresent()) {
      form.password(kept);
    }
  }

  private void giveKeyboard() {
    applyCss(); // before it is styled, the fields are in no window
    form.requestFocus();
  }

  private void showTitle() {
    title.setText(shown.map(Remote::name).orElse("Connect to ClickHouse"));
    boolean known = shown.isPresent();
    for (Button button : List.of(duplicate, forget)) {
      button.setVisible(known);
      button.setManaged(known);
    }
    form.taken(
        remotes.stream()
            .map(Remote::name)
            .filter(name -> shown.filter(one -> one.name().equals(name)).isEmpty())
            .collect(Collectors.toSet()));
    saved.setVisible(!remotes.isEmpty());
    saved.setManaged(!remotes.isEmpty());
    saved.getChildren().clear();
    Label heading = new Label("SAVED CONNECTIONS");
    heading.getStyleClass().add("section-title");
    saved.getChildren().add(heading);
    for (Remote remote : remotes) {
      saved.getChildren().add(row(remote));
    }
    Button fresh = row("New connection", Feather.PLUS);
    fresh.setId("connect-new");
    fresh.setOnAction(_ -> showNew());
    saved.getChildren().add(fresh);
  }

  private Button row(Remote remote) {
    Button row = row(remote.name(), Feather.SERVER);
    row.pseudoClassStateChanged(
        javafx.css.PseudoClass.getPseudoClass("chosen"), shown.filter(remote::equals).isPresent());
    row.setOnAction(_ -> showSaved(remote));
    return row;
  }

  private static Button row(String text, Feather icon) {
    Button row = Hints.whole(new Button(text, new FontIcon(icon)));
    row.setMnemonicParsing(false);
    row.getStyleClass().addAll("flat", "connect-row");
    row.setMaxWidth(Double.MAX_VALUE);
    return row;
  }
}
