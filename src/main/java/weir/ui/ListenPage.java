package weir.ui;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.ingest.Listening;
import weir.ui.exporters.CheckedField;

/// Asks where to listen for flows and who may send them.
final class ListenPage extends VBox {
  private static final String NOTE =
      "Ports alone are of all addresses of this machine; 127.0.0.1:2055 and [::1]:2055 are of one."
          + " For protobuf flows they are of this machine alone. What comes from others than those"
          + " who may send is refused and counted, and so are sFlow and protobuf flows that name"
          + " another agent. Close a live source first: it has the data set.";

  private final CheckedField datagrams =
      new CheckedField(
          "listen-datagrams",
          "UDP ports for NetFlow, IPFIX and sFlow",
          "2055, 127.0.0.1:2056, [::1]:4739",
          ListenPage::datagrams,
          this::apply);
  private final CheckedField streams =
      new CheckedField(
          "listen-streams",
          "TCP ports for protobuf flows",
          "none",
          text -> addresses(text, ListenAddress.LOOPBACK),
          this::apply);
  private final CheckedField allowed =
      new CheckedField(
          "listen-allowed",
          "Who may send: networks and addresses",
          "everybody",
          ListenPage::prefixes,
          this::apply);
  private final Consumer<Listening> onListen;

  /// @param onLeave called when nothing is to be listened for
  ListenPage(Consumer<Listening> onListen, Runnable onLeave) {
    this.onListen = onListen;
    getStyleClass().add("listen-page");
    Label title = new Label("Listen for flows");
    title.getStyleClass().add("start-title");
    Label note = new Label(NOTE);
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    note.getStyleClass().add("form-note");
    Button listen = new Button("Listen");
    listen.setId("listen-apply");
    listen.setDefaultButton(true);
    listen
        .disableProperty()
        .bind(datagrams.valid().and(streams.valid()).and(allowed.valid()).not());
    listen.setOnAction(_ -> apply());
    Button cancel = new Button("Cancel");
    cancel.setId("listen-cancel");
    cancel.setOnAction(_ -> onLeave.run());
    HBox buttons = new HBox(listen, cancel);
    buttons.getStyleClass().add("listen-buttons");
    VBox form = new VBox(title, datagrams, streams, allowed, note, buttons);
    form.getStyleClass().add("listen-form");
    getChildren().add(form);
    setOnKeyPressed(
        key -> {
          if (key.getCode() == KeyCode.ESCAPE) {
            onLeave.run();
            key.consume();
          }
        });
  }

  private static List<String> items(String text) {
    return Arrays.stream(text.strip().split("[,\\s]+")).filter(item -> !item.isEmpty()).toList();
  }

  private static List<ListenAddress> addresses(String text, InetAddress otherwise) {
    return ListenAddress.parse(items(text), otherwise);
  }

  private static List<ListenAddress> datagrams(String text) {
    List<ListenAddress> addresses = addresses(text, ListenAddress.EVERYWHERE);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("Give at least one port, as 2055.");
    }
    return addresses;
  }

  private static Prefixes prefixes(String text) {
    List<String> networks = items(text);
    return networks.isEmpty() ? Prefixes.ALL : Prefixes.of(networks);
  }

  private void apply() {
    if (datagrams.valid().get() && streams.valid().get() && allowed.valid().get()) {
      onListen.accept(
          new Listening(
              datagrams(datagrams.text()),
              addresses(streams.text(), ListenAddress.LOOPBACK),
              prefixes(allowed.text())));
    }
  }

  /// Shows what is proposed.
  void show(Listening proposed) {
    datagrams.reset(text(proposed.datagrams()));
    streams.reset(text(proposed.streams()));
    allowed.reset(proposed.allowed().equals(Prefixes.ALL) ? "" : proposed.allowed().toString());
    datagrams.requestFocus();
  }

  private static String text(List<ListenAddress> addresses) {
    return addresses.stream().map(ListenAddress::toString).collect(Collectors.joining(", "));
  }
}
