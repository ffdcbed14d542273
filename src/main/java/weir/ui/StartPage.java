package weir.ui;

import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.flow.ListenAddress;
import weir.ui.control.Hints;
import weir.ui.control.Zoom;

/// What to do first, while no source is open.
final class StartPage extends VBox {
  private static final double CARD = 270;
  private static final double LEAST_CARD = 240;

  /// Of two in a row: three do not fit.
  private static final double WIDE_CARD = 330;

  /// Of a list of what was opened before.
  private static final double LIST = 620;

  private static final double LEAST_LIST = 330;

  /// @param usual where it is listened as a rule
  /// @param saved connections
  /// @param recent what was opened before
  StartPage(SourceActions actions, List<ListenAddress> usual, Region saved, Region recent) {
    getStyleClass().add("start-page");
    setAlignment(Pos.CENTER);
    Label title = new Label("Where do the flows come from?");
    title.getStyleClass().add("start-title");
    Label subtitle =
        new Label("What comes in stays on this machine, every flow, at one-second resolution.");
    subtitle.getStyleClass().add("start-subtitle");
    subtitle.setWrapText(true);
    subtitle.setMinHeight(USE_PREF_SIZE);
    subtitle.setTextAlignment(TextAlignment.CENTER);
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    title.setTextAlignment(TextAlignment.CENTER);
    FlowPane cards =
        new FlowPane(
            card(
                "start-open",
                Feather.FOLDER,
                "Open a capture file",
                "pcap or pcapng, of traffic or of NetFlow, IPFIX and sFlow exports; nfcapd files;"
                    + " logs of clouds and web servers.",
                "Ctrl+O, or drop files on this window",
                actions::openFiles),
            card(
                "start-listen",
                Feather.RADIO,
                "Listen for flows",
                "NetFlow 5 and 9, IPFIX and sFlow from routers and switches; any protocol on any"
                    + " port.",
                "UDP "
                    + usual.stream().map(ListenAddress::toString).collect(Collectors.joining(", ")),
                actions::listen),
            card(
                "start-capture",
                Feather.MONITOR,
                "Capture on this machine",
                "Who this machine talks to, from the packets of its network adapters, second by"
                    + " second.",
                "Ctrl+I",
                actions::chooseCapturing),
            card(
                "start-connect",
                Feather.SERVER,
                "Connect to ClickHouse",
                "Tables of flows that NetMeta, goflow2, Akvorado, ntopng or FastNetMon fill, read"
                    + " as they are.",
                "Ctrl+Shift+L",
                actions::connect),
            card(
                "start-demo",
                Feather.PLAY,
                "Start the demo network",
                "A generated network through the real decoders. Needs no device and no privilege.",
                "Nothing leaves this machine",
                actions::demo));
    cards.setAlignment(Pos.CENTER);
    DoubleBinding width =
        Bindings.createDoubleBinding(
            () -> cardWidth(cards), cards.widthProperty(), cards.hgapProperty());
    cards.getChildren().forEach(card -> ((Button) card).prefWidthProperty().bind(width));
    cards.getStyleClass().add("start-cards");
    getChildren()
        .addAll(
            title,
            subtitle,
            cards,
            chosen(actions),
            stored(actions),
            setUp(actions),
            before(saved, recent));
  }

  /// Beside each other where there is room for both.
  private static FlowPane before(Region saved, Region recent) {
    FlowPane before = new FlowPane(saved, recent);
    before.getStyleClass().add("start-before");
    before.setAlignment(Pos.TOP_CENTER);
    DoubleBinding width =
        Bindings.createDoubleBinding(
            () -> {
              double zoom = Zoom.factor(before);
              double half = Math.floor((before.getWidth() - before.getHgap()) / 2);
              boolean both = saved.isManaged() && recent.isManaged();
              return Math.min(
                  LIST * zoom, both && half >= LEAST_LIST * zoom ? half : before.getWidth());
            },
            before.widthProperty(),
            before.hgapProperty(),
            saved.managedProperty(),
            recent.managedProperty());
    saved.prefWidthProperty().bind(width);
    recent.prefWidthProperty().bind(width);
    return before;
  }

  /// All in a row as long as they fit there, else three, else two, else one.
  private static double cardWidth(FlowPane cards) {
    double zoom = Zoom.factor(cards);
    for (int columns = 5; columns > 1; columns = columns == 5 ? 3 : columns - 1) {
      double width = Math.floor((cards.getWidth() - (columns - 1) * cards.getHgap()) / columns);
      if (width >= LEAST_CARD * zoom) {
        return Math.min(width, (columns == 2 ? WIDE_CARD : CARD) * zoom);
      }
    }
    return CARD * zoom;
  }

  private static Button chosen(SourceActions actions) {
    Button chosen =
        new Button(
            "Listen on other addresses and ports, or to some senders only",
            Icons.of(Feather.SLIDERS));
    chosen.setId("start-listen-elsewhere");
    chosen.getStyleClass().add("flat");
    chosen.setTooltip(Hints.of("Ctrl+L"));
    chosen.setOnAction(_ -> actions.chooseListening());
    return chosen;
  }

  private static Button setUp(SourceActions actions) {
    Button set =
        new Button(
            "Set up an exporter: configurations for routers, switches and probes",
            Icons.of(Feather.TOOL));
    set.setId("start-setup");
    set.getStyleClass().add("flat");
    set.setOnAction(_ -> actions.setUpExporter());
    return set;
  }

  private static Button stored(SourceActions actions) {
    Button stored =
        new Button(
            "Open a data set that was collected or imported before", Icons.of(Feather.DATABASE));
    stored.setId("start-stored");
    stored.getStyleClass().add("flat");
    stored.setTooltip(Hints.of("Ctrl+Shift+O, or drop its folder on this window"));
    stored.setOnAction(_ -> actions.openDataSet());
    return stored;
  }

  private static Button card(
      String id, Feather icon, String title, String text, String note, Runnable action) {
    FontIcon glyph = Icons.of(icon);
    glyph.getStyleClass().add("start-icon");
    Label heading = label(title, "start-card-title");
    Label body = label(text, "start-card-text");
    Label small = label(note, "start-card-note");
    VBox content = new VBox(glyph, heading, body, small);
    content.getStyleClass().add("start-card-content");
    Button card = new Button("", content);
    card.setId(id);
    card.getStyleClass().add("start-card");
    card.setAccessibleText(title + ". " + text);
    card.setOnAction(_ -> action.run());
    return card;
  }

  private static Label label(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add(style);
    return label;
  }
}
