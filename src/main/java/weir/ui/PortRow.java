package weir.ui;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.flow.ListenAddress;
import weir.ingest.Listener;
import weir.ingest.Listener.Takes;
import weir.ui.control.Hints;

/// A port that can be edited: what it takes, address, port, and how it is doing, in a dot and in
/// words; below, what is wrong.
final class PortRow extends VBox {
  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");

  private final ChoiceBox<Takes> takes = new ChoiceBox<>();
  private final TextField address = new TextField();
  private final TextField port = new TextField();
  private final Region dot = new Region();
  private final Label state = new Label();
  private final Button retry = new Button("Retry", Icons.of(Feather.REFRESH_CW));
  private final Label problem = new Label();

  /// @param onEdit called whenever something else is typed
  /// @param onEnter called for what is typed
  /// @param onRetry tries to open it again
  PortRow(
      PortEntry entry,
      Runnable onEdit,
      Runnable onEnter,
      Runnable onRetry,
      Consumer<PortRow> onRemove) {
    getStyleClass().add("port-row");
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
    dot.getStyleClass().add("state-dot");
    state.getStyleClass().add("port-state");
    state.setMaxWidth(Double.MAX_VALUE);
    state.setWrapText(true);
    state.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(state, Priority.ALWAYS);
    retry.getStyleClass().addAll("flat", "port-retry");
    retry.setMinWidth(USE_PREF_SIZE);
    retry.setOnAction(_ -> onRetry.run());
    Button remove = new Button("", Icons.of(Feather.X));
    remove.getStyleClass().addAll("flat", "button-icon", "port-remove");
    remove.setAccessibleText("Remove this port");
    remove.setTooltip(Hints.of("Remove this port"));
    remove.setOnAction(_ -> onRemove.accept(this));
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    HBox line = new HBox(takes, address, port, dot, state, retry, remove);
    line.getStyleClass().add("port-line");
    getChildren().addAll(line, problem);
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

  /// What is wrong with what is typed.
  void say(Optional<String> sentence) {
    problem.setText(sentence.orElse(""));
    problem.setVisible(sentence.isPresent());
    problem.setManaged(sentence.isPresent());
    boolean ofAddress = sentence.isPresent() && sentence.get().contains("address");
    address.pseudoClassStateChanged(ERROR, ofAddress);
    port.pseudoClassStateChanged(ERROR, sentence.isPresent() && !ofAddress);
  }

  /// How the port is doing.
  ///
  /// @param otherwise what is said where it is no port of a source yet
  void state(Optional<Listener> listener, String otherwise) {
    boolean failed = listener.isPresent() && !listener.get().listens();
    dot.getStyleClass()
        .setAll(
            List.of("state-dot", listener.isEmpty() ? "none" : failed ? "failed" : "listening"));
    state.pseudoClassStateChanged(FAILED, failed);
    state.setText(listener.map(PortRow::words).orElse(otherwise));
    retry.setVisible(failed);
    retry.setManaged(failed);
    retry.setTooltip(
        Hints.of(listener.flatMap(Listener::problem).map(Listener.Problem::next).orElse("")));
  }

  /// "listening, nothing yet", "taken by another program".
  static String words(Listener listener) {
    ListenAddress bound = listener.bound();
    if (bound == null) {
      return listener.problem().map(Listener.Problem::words).orElse("");
    }
    String on = listener.asked().port() == 0 ? "listening on " + bound.port() : "listening";
    String what = listener.takes() == Takes.DATAGRAMS ? " datagrams" : " streams";
    return listener.received() == 0
        ? on + ", nothing yet"
        : on + " · " + StatusText.count(listener.received()) + what;
  }
}
