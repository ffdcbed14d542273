package weir.ui;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.ingest.IngestStatus;
import weir.ingest.Source;
import weir.ui.control.Hints;
import weir.ui.control.Zoom;

/// A source that has no flows: what it waits for or what failed, and the next step.
final class WaitingPage extends VBox {
  private final FontIcon warning = Icons.of(Feather.ALERT_TRIANGLE);
  private final ProgressIndicator spinner = new ProgressIndicator();
  private final Label title = Hints.whole(new Label());
  private final Label message = new Label();
  private final VBox hint = new VBox();
  private final SourceActions actions;
  private final Button again;
  private final Button other;
  private final Button change;
  private final Button adapters;
  private final HBox steps;
  private final Button ports = new Button("Ports, and who may send…", Icons.of(Feather.SLIDERS));
  private @Nullable SourceReading shown;

  WaitingPage(SourceActions actions) {
    this.actions = actions;
    again = step("waiting-again", "Try again", Feather.REFRESH_CW, actions::tryAgain);
    other = step("waiting-open", "Open another file…", Feather.FOLDER, _ -> actions.openFiles());
    Button close = step("waiting-close", "Close", Feather.X, actions::close);
    change =
        step(
            "waiting-change",
            "Change the connection…",
            Feather.SLIDERS,
            source -> actions.remote(source).ifPresent(actions::change));
    adapters =
        step(
            "waiting-adapters",
            "Adapters, and what is missing…",
            Feather.MONITOR,
            _ -> actions.chooseCapturing());
    steps = new HBox(again, change, adapters, other, close);
    steps.getStyleClass().add("waiting-steps");
    steps.setAlignment(Pos.CENTER);
    getStyleClass().add("waiting-page");
    setAlignment(Pos.CENTER);
    Zoom.of(this).subscribe(zoom -> spinner.setMaxSize(36 * zoom, 36 * zoom));
    title.getStyleClass().add("start-title");
    message.getStyleClass().add("start-subtitle");
    message.setWrapText(true);
    message.setTextAlignment(TextAlignment.CENTER);
    message.setAlignment(Pos.CENTER);
    hint.getStyleClass().add("waiting-hint");
    hint.getChildren()
        .addAll(
            new Label(
                "Point an exporter at this machine. What to write into the common routers, switches and"
                    + " probes, with the address and the port to send to:"),
            setUp(),
            new Label(
                "Nothing after a minute? See that the exporter reaches this machine and that the"
                    + " firewall lets these UDP ports in."));
    hint.getChildren().stream()
        .filter(Label.class::isInstance)
        .forEach(node -> ((Label) node).setWrapText(true));
    warning.getStyleClass().add("waiting-warning");
    ports.setId("waiting-ports");
    ports.setOnAction(_ -> actions.chooseListening());
    getChildren().addAll(warning, spinner, title, message, ports, hint, steps);
  }

  private Button step(String id, String text, Feather icon, Consumer<Source> action) {
    Button button = new Button(text, Icons.of(icon));
    button.setId(id);
    button.setOnAction(
        _ -> {
          SourceReading reading = shown;
          if (reading != null) {
            action.accept(reading.source());
          }
        });
    return button;
  }

  private Button setUp() {
    Button set = new Button("Set up an exporter…", Icons.of(Feather.TOOL));
    set.setId("waiting-setup");
    set.setOnAction(_ -> actions.setUpExporter());
    return set;
  }

  void show(SourceReading reading) {
    shown = reading;
    IngestStatus status = reading.status();
    title.setText(title(reading));
    message.setText(
        reading.isStopped() && reading.capture().isEmpty()
            ? "Reading was stopped, and there were no flows up to there. Try again to read it all."
            : status.message());
    boolean listening = status.state() == IngestStatus.State.LISTENING;
    show(warning, reading.isFailed());
    show(spinner, listening);
    boolean captures = actions.captures(reading.source());
    show(adapters, captures);
    show(hint, listening && status.datagrams() == 0 && !captures);
    show(steps, !listening);
    boolean remote = actions.remote(reading.source()).isPresent();
    show(change, remote);
    show(other, !remote && !captures);
    show(ports, reading.listening().isPresent());
    show(
        again,
        (reading.isFailed() || reading.isStopped()) && actions.canTryAgain(reading.source()));
  }

  private static String title(SourceReading reading) {
    String name = reading.source().name();
    return switch (reading.status().state()) {
      case LISTENING ->
          reading.capture().isPresent()
              ? "Waiting for the first packet"
              : reading.status().datagrams() == 0
                  ? "Waiting for the first datagram"
                  : "Datagrams arrive, no flows yet";
      case READING -> StatusText.reading(reading);
      case READY -> "No flows in " + name;
      case FAILED -> "Trouble with " + name;
    };
  }

  private static void show(Node node, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
  }
}
