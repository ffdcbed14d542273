package weir.ui.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.flow.IpAddress;
import weir.setup.Link;
import weir.setup.OwnAddresses;
import weir.setup.Snippet;
import weir.setup.Snippets;
import weir.ui.control.Menus;

/// How an exporter is told to send its flows here: which one, where to, how fast its links are; and
/// below the configuration, ready to be copied, what to expect.
public final class SetupPage extends BorderPane {
  private static final List<String> SPEEDS =
      List.of("100M", "1G", "10G", "25G", "40G", "100G", "400G");

  private final CustomTextField search = new CustomTextField();
  private final ListView<Snippet> list = new ListView<>();
  private final ComboBox<String> to = combo("setup-to", "This machine's address");
  private final ComboBox<String> port = combo("setup-port", "Port");
  private final ComboBox<String> speed = combo("setup-speed", "Fastest link");
  private final TextField sampling = field("setup-sampling", "One packet in");
  private final TextField link = field("setup-interface", "Interface");
  private final TextField exporter = field("setup-exporter", "The exporter's own address");
  private final VBox exporterBox;
  private final Label problem = new Label();
  private final TextArea text = new TextArea();
  private final VBox said = new VBox();
  private List<Snippet> all = List.of();
  private List<Integer> ports = List.of();

  /// @param leave called when the page is to be left
  public SetupPage(Runnable leave) {
    getStyleClass().add("setup-page");
    Label title = new Label("Set up an exporter");
    title.getStyleClass().add("start-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button close = new Button("Close");
    close.setId("setup-close");
    close.setOnAction(_ -> leave.run());
    HBox head = new HBox(title, space, close);
    head.getStyleClass().add("settings-head");
    setTop(head);
    setLeft(side());
    exporterBox = labelled(exporter);
    exporter.setText("192.0.2.1");
    speed.getItems().setAll(SPEEDS);
    speed.setValue("10G");
    FlowPane form =
        new FlowPane(
            labelled(to),
            labelled(port),
            labelled(speed),
            labelled(sampling),
            labelled(link),
            exporterBox);
    form.getStyleClass().add("setup-form");
    problem.setId("setup-problem");
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    text.setId("setup-text");
    text.setEditable(false);
    text.setAccessibleText("The configuration");
    text.getStyleClass().add("setup-text");
    Button copy = new Button("Copy", new FontIcon(Feather.COPY));
    copy.setId("setup-copy");
    copy.setOnAction(_ -> Menus.copy(text.getText()));
    HBox actions = new HBox(copy);
    said.getStyleClass().add("setup-said");
    VBox page = new VBox(form, problem, text, actions, said);
    page.getStyleClass().add("setup-body");
    ScrollPane scroll = new ScrollPane(page);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().addAll("edge-to-edge", "page-scroll");
    setCenter(scroll);
    for (ComboBox<String> box : List.of(to, port, speed)) {
      box.getEditor().textProperty().addListener((_, _, _) -> fill());
    }
    for (TextField field : List.of(sampling, link, exporter)) {
      field.textProperty().addListener((_, _, _) -> fill());
    }
    setOnKeyPressed(
        key -> {
          if (key.getCode() == KeyCode.ESCAPE) {
            leave.run();
            key.consume();
          }
        });
  }

  private Node side() {
    search.setId("setup-search");
    search.setPromptText("Router, switch or program");
    search.setAccessibleText("Search the exporters");
    search.setLeft(new FontIcon(Feather.SEARCH));
    search.textProperty().addListener((_, _, _) -> find());
    search.setOnKeyPressed(
        key -> {
          if (key.getCode() == KeyCode.DOWN) {
            list.requestFocus();
            key.consume();
          }
        });
    list.setId("setup-list");
    list.setAccessibleText("Exporters");
    list.setCellFactory(_ -> new Cell());
    list.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> choose());
    VBox.setVgrow(list, Priority.ALWAYS);
    VBox side = new VBox(search, list);
    side.getStyleClass().add("setup-side");
    return side;
  }

  private static final class Cell extends ListCell<Snippet> {
    @Override
    protected void updateItem(@Nullable Snippet snippet, boolean empty) {
      super.updateItem(snippet, empty);
      setText(empty || snippet == null ? "" : snippet.title());
      setPrefWidth(0); // as wide as the list
    }
  }

  private static ComboBox<String> combo(String id, String name) {
    ComboBox<String> box = new ComboBox<>();
    box.setEditable(true);
    box.setId(id);
    box.setAccessibleText(name);
    box.getEditor().setAccessibleText(name);
    return box;
  }

  private static TextField field(String id, String name) {
    TextField field = new TextField();
    field.setId(id);
    field.setAccessibleText(name);
    return field;
  }

  private static VBox labelled(Control control) {
    Label label = new Label(control.getAccessibleText());
    label.setLabelFor(control);
    VBox box = new VBox(label, control);
    box.getStyleClass().add("setup-field");
    return box;
  }

  /// Of the search.
  @Override
  public void requestFocus() {
    search.requestFocus();
  }

  /// Shows what there is; what is typed stays.
  ///
  /// @param own addresses of this machine, the likeliest first
  /// @param listened ports that are listened on, or would be
  public void show(Snippets snippets, List<OwnAddresses.Own> own, List<Integer> listened) {
    all = snippets.all();
    ports = List.copyOf(listened);
    List<String> addresses = own.stream().map(OwnAddresses.Own::address).toList();
    to.getItems().setAll(addresses);
    if (to.getEditor().getText().isEmpty() && !addresses.isEmpty()) {
      to.setValue(addresses.getFirst());
    }
    port.getItems().setAll(ports.stream().map(String::valueOf).toList());
    find();
    if (list.getSelectionModel().isEmpty()) {
      list.getSelectionModel().selectFirst();
    }
    fill();
  }

  private void find() {
    String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
    Snippet before = list.getSelectionModel().getSelectedItem();
    list.getItems()
        .setAll(
            all.stream()
                .filter(
                    one ->
                        (one.title() + " " + one.protocol() + " " + one.id())
                            .toLowerCase(Locale.ROOT)
                            .contains(wanted))
                .toList());
    if (before != null && list.getItems().contains(before)) {
      list.getSelectionModel().select(before);
    } else {
      list.getSelectionModel().selectFirst();
    }
  }

  /// The port that is customary for it, where that one is listened on.
  private void choose() {
    chosen()
        .ifPresent(
            snippet -> {
              int best =
                  ports.contains(snippet.port()) || ports.isEmpty()
                      ? snippet.port()
                      : ports.getFirst();
              port.setValue(Integer.toString(best));
              link.setPromptText(snippet.link());
            });
    fill();
  }

  private Optional<Snippet> chosen() {
    return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
  }

  private void fill() {
    Optional<Snippet> chosen = chosen();
    if (chosen.isEmpty()) {
      text.setText("");
      return;
    }
    Snippet snippet = chosen.get();
    exporterBox.setVisible(snippet.namesExporter());
    exporterBox.setManaged(snippet.namesExporter());
    boolean samples = snippet.sampling(2) > 1;
    sampling.setDisable(!samples);
    try {
      Link fastest = Link.parse(speed.getEditor().getText());
      sampling.setPromptText(Long.toString(snippet.sampling(fastest.sampling())));
      long rate =
          snippet.sampling(
              sampling.getText().isBlank()
                  ? fastest.sampling()
                  : number(sampling.getText(), "One packet in", Integer.MAX_VALUE));
      text.setText(
          snippet.fill(
              new Snippet.Values(
                  IpAddress.parse(to.getEditor().getText().strip()).toString(),
                  (int) number(port.getEditor().getText(), "Port", 65_535),
                  IpAddress.parse(exporter.getText().strip()).toString(),
                  link.getText().strip(),
                  rate,
                  fastest.entries(rate))));
      text.setPrefRowCount(Math.clamp(text.getText().lines().count() + 1, 5, 22));
      say("");
      tell(snippet, fastest, rate);
    } catch (IllegalArgumentException e) {
      say(String.valueOf(e.getMessage()));
    }
  }

  private static long number(String typed, String what, long most) {
    String digits = typed.strip();
    long value = digits.matches("\\d{1,9}") ? Long.parseLong(digits) : 0;
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(what + ": write a whole number from 1 on");
    }
    return value;
  }

  private void tell(Snippet snippet, Link fastest, long rate) {
    List<Node> lines = new ArrayList<>();
    snippet.notes().forEach(note -> lines.add(line(note, "setup-note")));
    Label heading = new Label("A link of " + fastest.text() + ", what to expect");
    heading.getStyleClass().add("panel-title");
    lines.add(heading);
    fastest
        .expects(rate, snippet.hasTable())
        .forEach(sentence -> lines.add(line(sentence, "setup-expect")));
    said.getChildren().setAll(lines);
  }

  private static Label line(String sentence, String style) {
    Label line = new Label(sentence);
    line.setWrapText(true);
    line.setMinHeight(USE_PREF_SIZE);
    line.getStyleClass().add(style);
    return line;
  }

  private void say(String sentence) {
    problem.setText(sentence);
    problem.setVisible(!sentence.isEmpty());
    problem.setManaged(!sentence.isEmpty());
    if (!sentence.isEmpty()) {
      text.setText(""); // half a configuration is none
    }
  }

  /// What is shown, to be copied.
  String text() {
    return Objects.requireNonNullElse(text.getText(), "");
  }
}
