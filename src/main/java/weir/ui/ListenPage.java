package weir.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import weir.flow.Destination;
import weir.flow.Prefixes;
import weir.ingest.Forward;
import weir.ingest.Listener;
import weir.ingest.Listener.Takes;
import weir.ingest.Listening;
import weir.query.Dimensions;
import weir.ui.control.CheckedField;

/// Where to listen for flows and who may send them: a row a port, with its state while it is
/// listened on. What is changed holds when it is applied, and takes nothing from the other ports.
final class ListenPage extends ScrollPane {
  private static final String NOTE =
      "What comes from others than those who may send is refused and counted, and so are sFlow and"
          + " protobuf flows that name another agent. Any UDP port takes all protocols.";

  private static final String FORWARD_NOTE =
      "They get the same datagrams, of those who may send: under the exporters' addresses where"
          + " Weir may (on Linux as root or with CAP_NET_RAW), else from this machine's.";

  private static final String ELEMENTS_NOTE =
      "A line each: enterprise, element, field, such as 9 12235 application_name; or goflow2's"
          + " mapping.yaml. It is read when listening begins; to change it, close the source and listen again.";

  private final List<PortRow> rows = new ArrayList<>();
  private final VBox ports = new VBox();
  private final List<ForwardRow> forwardRows = new ArrayList<>();
  private final VBox collectors = new VBox();
  private final Label title = new Label();
  private final Label subtitle = new Label();
  private final CheckedField allowed =
      new CheckedField(
          "listen-allowed",
          "Who may send: networks and addresses",
          "everybody",
          ListenPage::prefixes,
          this::apply);
  private final CheckedField elements =
      new CheckedField(
          "listen-elements",
          "Information elements of your own: a file",
          "none",
          ListenPage::file,
          this::apply);

  private final Button elementsFile = new Button("Choose…", Icons.of(Feather.FILE));
  private final Button apply = new Button();
  private final Button leave = new Button();

  /// Whether all that is typed can be used.
  private final BooleanProperty valid = new SimpleBooleanProperty();

  private final Wish onListen;
  private final Runnable onRetry;

  private Names names = new Names(Map.of(), Dimensions.BUILT_IN);

  /// What is in force, or proposed.
  private Listening shown = Listening.NOWHERE;

  private List<Listener> listeners = List.of();
  private List<Forward> forwards = List.of();
  private boolean running;

  /// Listens there from now on.
  interface Wish {
    /// @param tags of ports whose tag was edited, by number; empty ones take a tag away
    void listen(Listening where, Map<Integer, String> tags);
  }

  /// Names in force.
  ///
  /// @param tags of ports, by number
  /// @param dimensions that filters can name
  record Names(Map<Integer, String> tags, Dimensions dimensions) {}

  /// @param onListen listens there, from now on
  /// @param onRetry tries again what could not be opened
  /// @param onLeave called when nothing is to be listened for
  ListenPage(Wish onListen, Runnable onRetry, Runnable onLeave) {
    this.onListen = onListen;
    this.onRetry = onRetry;
    getStyleClass().addAll("edge-to-edge", "listen-scroll");
    setFitToWidth(true);
    setFitToHeight(true);
    title.getStyleClass().add("start-title");
    subtitle.getStyleClass().add("start-subtitle");
    subtitle.setWrapText(true);
    subtitle.setMinHeight(USE_PREF_SIZE);
    ports.getStyleClass().add("port-rows");
    Button add = new Button("Add a port", Icons.of(Feather.PLUS));
    add.setId("listen-add");
    add.getStyleClass().add("flat");
    add.setOnAction(_ -> add(new PortEntry(Takes.DATAGRAMS, "", "")).requestFocus());
    Label note = new Label(NOTE);
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    note.getStyleClass().add("form-note");
    apply.setId("listen-apply");
    apply.setDefaultButton(true);
    apply.setOnAction(_ -> apply());
    leave.setId("listen-cancel");
    leave.setOnAction(_ -> onLeave.run());
    HBox buttons = new HBox(apply, leave);
    buttons.getStyleClass().add("listen-buttons");
    VBox form =
        new VBox(
            title,
            subtitle,
            header(),
            ports,
            add,
            allowed,
            note,
            ownElements(),
            forwarding(),
            buttons);
    form.getStyleClass().add("listen-form");
    VBox page = new VBox(form);
    page.getStyleClass().add("listen-page");
    setContent(page);
    allowed.valid().addListener((_, _, _) -> check());
    allowed.textProperty().addListener((_, _, _) -> check());
    elements.valid().addListener((_, _, _) -> check());
    elements.textProperty().addListener((_, _, _) -> check());
    setOnKeyPressed(
        key -> {
          if (key.getCode() == KeyCode.ESCAPE) {
            onLeave.run();
            key.consume();
          }
        });
  }

  private static HBox header() {
    HBox header = new HBox();
    header.getStyleClass().addAll("port-line", "port-header");
    String[][] columns = {
      {"Takes", "port-takes"},
      {"Address", "port-address"},
      {"Port", "port-number"},
      {"", "port-more-place"},
      {"State", ""}
    };
    for (String[] column : columns) {
      Label label = new Label(column[0]);
      label.getStyleClass().add(column[1]);
      header.getChildren().add(label);
    }
    return header;
  }

  private VBox ownElements() {
    elementsFile.setId("listen-elements-choose");
    elementsFile.getStyleClass().add("flat");
    elementsFile.setMinWidth(USE_PREF_SIZE);
    elementsFile.setOnAction(
        _ ->
            Choosers.elements(getScene().getWindow())
                .ifPresent(file -> elements.reset(file.toString())));
    HBox line = new HBox(elements, elementsFile);
    line.getStyleClass().add("listen-elements");
    HBox.setHgrow(elements, Priority.ALWAYS);
    Label note = new Label(ELEMENTS_NOTE);
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    note.getStyleClass().add("form-note");
    VBox box = new VBox(line, note);
    box.getStyleClass().add("elements-box");
    return box;
  }

  private VBox forwarding() {
    Label heading = new Label("Send copies on to other collectors");
    Label note = new Label(FORWARD_NOTE);
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    note.getStyleClass().add("form-note");
    collectors.getStyleClass().add("port-rows");
    Button add = new Button("Add a collector", Icons.of(Feather.PLUS));
    add.setId("forward-add");
    add.getStyleClass().add("flat");
    add.setOnAction(_ -> addCollector("").requestFocus());
    VBox box = new VBox(heading, collectors, add, note);
    box.getStyleClass().add("forward-box");
    return box;
  }

  private ForwardRow addCollector(String text) {
    ForwardRow row = new ForwardRow(text, this::check, this::apply, onRetry, this::removeCollector);
    forwardRows.add(row);
    collectors.getChildren().add(row);
    check();
    return row;
  }

  private void removeCollector(ForwardRow row) {
    forwardRows.remove(row);
    collectors.getChildren().remove(row);
    check();
  }

  private List<String> collectorTexts() {
    return forwardRows.stream().map(ForwardRow::text).toList();
  }

  private PortRow add(PortEntry entry) {
    PortRow row = new PortRow(entry, this::check, this::apply, onRetry, this::remove);
    rows.add(row);
    ports.getChildren().add(row);
    check();
    return row;
  }

  private void remove(PortRow row) {
    int at = rows.indexOf(row);
    rows.remove(row);
    ports.getChildren().remove(row);
    check();
    if (!rows.isEmpty()) {
      rows.get(Math.min(at, rows.size() - 1)).requestFocus();
    }
  }

  /// Whether it is there is found out when listening begins: disks may be slow.
  private static Path file(String text) {
    return Path.of(text.strip());
  }

  private static Prefixes prefixes(String text) {
    List<String> networks =
        Arrays.stream(text.strip().split("[,\\s]+")).filter(item -> !item.isEmpty()).toList();
    return networks.isEmpty() ? Prefixes.ALL : Prefixes.of(networks);
  }

  private List<PortEntry> entries() {
    return rows.stream().map(PortRow::entry).toList();
  }

  private void check() {
    List<Optional<String>> problems = PortEntry.problems(entries(), names.dimensions());
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).say(problems.get(i));
    }
    List<Optional<String>> forwardProblems = ForwardRow.problems(collectorTexts());
    for (int i = 0; i < forwardRows.size(); i++) {
      forwardRows.get(i).say(forwardProblems.get(i));
    }
    valid.set(
        !rows.isEmpty()
            && problems.stream().allMatch(Optional::isEmpty)
            && forwardProblems.stream().allMatch(Optional::isEmpty)
            && allowed.valid().get()
            && elements.valid().get());
    apply.setDisable(!valid.get() || (running && typed().equals(shown) && tagsAreKept()));
    showStates();
  }

  /// To be asked while all is valid.
  private Listening typed() {
    return PortEntry.listening(entries(), prefixes(allowed.text()))
        .forwardingTo(collectorTexts().stream().map(Destination::parse).toList())
        .withElements(elements.text().strip());
  }

  /// Whether the tags that are typed are in force.
  private boolean tagsAreKept() {
    return editedTags().entrySet().stream()
        .allMatch(one -> one.getValue().equals(names.tags().getOrDefault(one.getKey(), "")));
  }

  /// The others are left to who else may have changed them meanwhile.
  private Map<Integer, String> editedTags() {
    return PortEntry.tags(rows.stream().filter(PortRow::isTagEdited).map(PortRow::entry).toList());
  }

  private void apply() {
    if (valid.get() && !apply.isDisabled()) {
      onListen.listen(typed(), editedTags());
    }
  }

  /// Rows that are as they are in force have a state; there may be several of a port 0.
  private void showStates() {
    List<Listener> left = new ArrayList<>(listeners);
    for (PortRow row : rows) {
      Optional<Listener> own =
          left.stream()
              .filter(one -> PortEntry.of(one.takes(), one.asked()).equals(row.entry().endpoint()))
              .findFirst();
      own.ifPresent(left::remove);
      row.state(own, running ? "changed, not applied yet" : "");
    }
    for (ForwardRow row : forwardRows) {
      Optional<Forward> own =
          forwards.stream()
              .filter(one -> one.to().toString().equals(row.text().strip()))
              .findFirst();
      row.state(own, running ? "changed, not applied yet" : "");
    }
  }

  /// Shows what is proposed, or what is in force instead of what is being typed.
  ///
  /// @param newRunning whether a source listens there
  void show(Listening proposed, boolean newRunning) {
    running = newRunning;
    shown = proposed;
    title.setText(running ? "Listening for flows" : "Listen for flows");
    subtitle.setText(
        running
            ? "Changes hold at once when they are applied; the other ports go on meanwhile."
            : "Point exporters at these ports. What comes is kept on this machine.");
    apply.setText(running ? "Apply" : "Listen");
    leave.setText(running ? "Close" : "Cancel");
    rows.clear();
    ports.getChildren().clear();
    allowed.reset(proposed.allowed().equals(Prefixes.ALL) ? "" : proposed.allowed().toString());
    elements.reset(proposed.elements());
    elements.setDisable(running);
    elementsFile.setDisable(running);
    forwardRows.clear();
    collectors.getChildren().clear();
    PortEntry.of(proposed, names.tags()).forEach(this::add);
    proposed.forward().forEach(to -> addCollector(to.toString()));
    check();
    if (!rows.isEmpty()) {
      applyCss(); // before it is styled, the rows are in no window
      rows.getFirst().requestFocus();
    }
  }

  /// Other names are in force; tags that were edited stay as they are typed.
  void names(Names inForce) {
    names = inForce;
    rows.forEach(row -> row.inForce(inForce.tags()));
    check();
  }

  /// What the ports of the source, and its forwarding, are doing by now; what is typed stays.
  void update(Listening inForce, List<Listener> newest, List<Forward> sent) {
    boolean other = !inForce.equals(shown) || !running;
    listeners = newest;
    forwards = sent;
    if (other) {
      boolean untouched = running && valid.get() && typed().equals(inForce);
      running = true;
      shown = inForce;
      if (!untouched) {
        show(inForce, true);
      }
    }
    check();
  }

  /// The source is gone.
  void stopped() {
    listeners = List.of();
    forwards = List.of();
    if (running) {
      show(shown, false);
    }
  }
}
