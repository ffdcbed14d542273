package weir.ui;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import weir.ingest.IngestStatus;

/// A source that has no flows yet: what it waits for and the next step.
final class WaitingPage extends VBox {
  private final ProgressIndicator spinner = new ProgressIndicator();
  private final Label title = new Label();
  private final Label message = new Label();
  private final VBox hint = new VBox();

  WaitingPage() {
    getStyleClass().add("waiting-page");
    setAlignment(Pos.CENTER);
    spinner.setMaxSize(36, 36);
    title.getStyleClass().add("start-title");
    message.getStyleClass().add("start-subtitle");
    message.setWrapText(true);
    hint.getStyleClass().add("waiting-hint");
    hint.getChildren()
        .addAll(
            new Label("Point an exporter at this machine, for example on Cisco IOS-XE:"),
            example(),
            new Label(
                "Nothing after a minute? See that the exporter reaches this machine and that the"
                    + " firewall lets these UDP ports in."));
    hint.getChildren().stream()
        .filter(Label.class::isInstance)
        .forEach(node -> ((Label) node).setWrapText(true));
    getChildren().addAll(spinner, title, message, hint);
  }

  private static TextArea example() {
    TextArea text =
        new TextArea(
            """
            flow exporter WEIR
             destination <address of this machine>
             transport udp <one of the ports above>
             template data timeout 60
            """
                .stripTrailing());
    text.setEditable(false);
    text.setPrefRowCount(4);
    text.setMaxHeight(USE_PREF_SIZE);
    text.getStyleClass().add("example");
    return text;
  }

  void show(SourceReading reading) {
    IngestStatus status = reading.status();
    title.setText(
        switch (status.state()) {
          case LISTENING ->
              status.datagrams() == 0
                  ? "Waiting for the first datagram"
                  : "Datagrams arrive, no flows yet";
          case READING -> "Reading " + reading.source().name();
          case READY -> "No flows in " + reading.source().name();
          case FAILED -> "Something is in the way";
        });
    message.setText(status.message());
    boolean busy =
        status.state() == IngestStatus.State.LISTENING
            || status.state() == IngestStatus.State.READING;
    spinner.setVisible(busy);
    spinner.setManaged(busy);
    boolean listening = status.state() == IngestStatus.State.LISTENING && status.datagrams() == 0;
    hint.setVisible(listening);
    hint.setManaged(listening);
  }
}
