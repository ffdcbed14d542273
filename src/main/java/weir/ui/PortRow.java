package weir.ui;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import weir.flow.ListenAddress;
import weir.ingest.Listener;
import weir.ingest.Listener.Takes;

/// A port that can be edited: what it takes, address, port, and how it is doing, in a dot and in
/// words; below, what is wrong.
final class PortRow extends EndpointRow {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");

  private final ChoiceBox<Takes> takes;
  private final TextField address;
  private final TextField port;

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
    super("port", onRetry, List.of(kinds, addresses, ports));
    takes = kinds;
    address = addresses;
    port = ports;
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
              onEdit.run();
            });
    for (TextField field : List.of(address, port)) {
      field.textProperty().addListener((_, _, _) -> onEdit.run());
      field.setOnAction(_ -> onEnter.run());
    }
    say(Optional.empty());
    state(Optional.empty(), "");
  }

  PortEntry entry() {
    Takes chosen = takes.getValue();
    return new PortEntry(
        chosen == null ? Takes.DATAGRAMS : chosen, address.getText(), port.getText());
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
    boolean ofAddress = sentence.isPresent() && sentence.get().contains("address");
    address.pseudoClassStateChanged(ERROR, ofAddress);
    port.pseudoClassStateChanged(ERROR, sentence.isPresent() && !ofAddress);
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
    return listener.received() == 0
        ? on + ", nothing yet"
        : on + " · " + StatusText.count(listener.received()) + what;
  }
}
