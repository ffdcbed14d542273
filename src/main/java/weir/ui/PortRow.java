package weir.ui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.flow.ListenAddress;
import weir.ingest.Listener;
import weir.ingest.Listener.Takes;
import weir.ui.control.Hints;

/// A port that can be edited: what it takes, address, port, and how it is doing, in a dot and in
/// words; below, what is said of its flows, and what is wrong.
final class PortRow extends EndpointRow {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");

  private final ChoiceBox<Takes> takes;
  private final TextField address;
  private final TextField port;
  private final TextField tag = new TextField();
  private final TextField filter = new TextField();
  private final ToggleButton more;
  private final HBox details = new HBox();

  /// The port and the tag that are in force, as far as that is known.
  private String portInForce;

  private String tagInForce;

  /// @param onEdit called whenever something else is typed
  /// @param onEnter called for what is typed
  /// @param onRetry tries to open it again
  PortRow(
      PortEntry entry,
      Runnable onEdit,
      Runnable onEnter,
      Runnable onRetry,
      Consumer<PortRow> onRemove) {
    ChoiceBox<Takes> kinds = new ChoiceBox<>();
    TextField addresses = new TextField();
    TextField ports = new TextField();
    ToggleButton toggle = new ToggleButton("", Icons.of(Feather.TAG));
    super("port", onRetry, List.of(kinds, addresses, ports, toggle));
    more = toggle;
    takes = kinds;
    address = addresses;
    port = ports;
    portInForce = entry.port().strip();
    tagInForce = entry.tag().strip();
    onRemove(() -> onRemove.accept(this));
    takes.getItems().setAll(Takes.values());
    takes.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Takes value) {
            return value == null ? "" : PortEntry.words(value);
          }

          @Override
          public Takes fromString(String text) {
            return Takes.DATAGRAMS; // nobody types here
          }
        });
    takes.getStyleClass().add("port-takes");
    takes.setAccessibleText("What the port takes");
    address.getStyleClass().add("port-address");
    address.setAccessibleText("Address");
    port.getStyleClass().add("port-number");
    port.setAccessibleText("Port");
    port.setPromptText("2055");
    takes.setValue(entry.takes());
    address.setText(entry.address());
    port.setText(entry.port());
    address.setPromptText(PortEntry.usualWords(entry.takes()));
    takes
        .valueProperty()
        .addListener(
            (_, _, now) -> {
              address.setPromptText(PortEntry.usualWords(now));
              showDetails();
              onEdit.run();
            });
    addDetails(entry);
    for (TextField field : List.of(address, port, tag, filter)) {
      field.textProperty().addListener((_, _, _) -> onEdit.run());
      field.setOnAction(_ -> onEnter.run());
    }
    say(Optional.empty());
    state(Optional.empty(), "");
  }

  /// What is said of its flows, in a line of its own that a button shows and hides; where something
  /// is said it is shown.
  private void addDetails(PortEntry entry) {
    more.getStyleClass().addAll("flat", "button-icon", "port-more");
    more.setAccessibleText("Tag and filter of this port");
    more.setTooltip(Hints.of("Tag and filter of this port"));
    tag.setText(entry.tag());
    tag.setPromptText("none");
    tag.getStyleClass().add("port-tag");
    filter.setText(entry.filter());
    filter.setPromptText("all flows");
    filter.getStyleClass().add("port-filter");
    HBox.setHgrow(filter, Priority.ALWAYS);
    details.getStyleClass().addAll("port-line", "port-details");
    details.getChildren().addAll(label("Tag", tag), tag, label("Store only", filter), filter);
    below(details);
    more.setSelected(!entry.tag().isEmpty() || !entry.filter().isEmpty());
    more.selectedProperty().addListener((_, _, _) -> showDetails());
    more.setOnAction(
        _ -> {
          if (more.isSelected()) {
            tag.requestFocus();
          }
        });
    showDetails();
  }

  private static Label label(String text, TextField of) {
    Label label = new Label(text);
    label.setMinWidth(USE_PREF_SIZE);
    label.setLabelFor(of);
    of.setAccessibleText(text);
    return label;
  }

  /// Routes are no flows.
  private void showDetails() {
    boolean flows = takes.getValue() != Takes.ROUTES;
    more.setDisable(!flows);
    details.setVisible(flows && more.isSelected());
    details.setManaged(flows && more.isSelected());
  }

  PortEntry entry() {
    Takes chosen = takes.getValue();
    return new PortEntry(
        chosen == null ? Takes.DATAGRAMS : chosen,
        address.getText(),
        port.getText(),
        tag.getText(),
        filter.getText());
  }

  /// Whether the tag is another one than before, or of another port.
  boolean isTagEdited() {
    String typed = tag.getText().strip();
    return !typed.equals(tagInForce)
        || (!typed.isEmpty() && !port.getText().strip().equals(portInForce));
  }

  /// These tags are in force; one that is being edited stays as it is typed.
  void inForce(Map<Integer, String> tags) {
    String number = port.getText().strip();
    if (!number.matches("\\d{1,5}")) {
      return;
    }
    String typed = tag.getText().strip();
    String now = tags.getOrDefault(Integer.parseInt(number), "");
    boolean edited = isTagEdited();
    if (number.equals(portInForce) || typed.equals(now)) {
      portInForce = number;
      tagInForce = now;
      if (!edited && !typed.equals(now)) {
        tag.setText(now);
        more.setSelected(more.isSelected() || !now.isEmpty());
      }
    }
  }

  /// Of the field for the port.
  @Override
  public void requestFocus() {
    port.requestFocus();
    port.selectAll();
  }

  @Override
  void say(Optional<String> sentence) {
    super.say(sentence);
    String said = sentence.orElse("");
    boolean ofTag = said.startsWith("Tag");
    boolean ofFilter = said.startsWith("Filter");
    boolean ofAddress = !ofTag && !ofFilter && said.contains("address");
    tag.pseudoClassStateChanged(ERROR, ofTag);
    filter.pseudoClassStateChanged(ERROR, ofFilter);
    address.pseudoClassStateChanged(ERROR, ofAddress);
    port.pseudoClassStateChanged(ERROR, !said.isEmpty() && !ofAddress && !ofTag && !ofFilter);
    if (ofTag || ofFilter) {
      more.setSelected(true);
    }
  }

  /// How the port is doing.
  ///
  /// @param otherwise what is said where it is no port of a source yet
  void state(Optional<Listener> listener, String otherwise) {
    String kind = listener.map(one -> one.listens() ? "listening" : "failed").orElse("none");
    state(
        kind,
        listener.map(PortRow::words).orElse(otherwise),
        listener.flatMap(Listener::problem).map(Listener.Problem::next).orElse(""));
  }

  /// "listening, nothing yet", "taken by another program".
  static String words(Listener listener) {
    ListenAddress bound = listener.bound();
    if (bound == null) {
      return listener.problem().map(Listener.Problem::words).orElse("");
    }
    String on = listener.asked().port() == 0 ? "listening on " + bound.port() : "listening";
    String what =
        switch (listener.takes()) {
          case DATAGRAMS -> " datagrams";
          case MESSAGES -> " messages";
          case STREAMS -> " streams";
          case ROUTES -> " sessions";
        };
    String unread =
        listener.unread().isEmpty() ? "" : " · all is stored: its filter cannot be read now";
    if (listener.received() == 0) {
      return on + ", nothing yet" + unread;
    }
    String leftOut =
        listener.leftOut() == 0
            ? ""
            : " · " + StatusText.count(listener.leftOut()) + " flows not stored by its filter";
    return on + " · " + StatusText.count(listener.received()) + what + leftOut + unread;
  }
}
