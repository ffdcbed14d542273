package weir.ui.capture;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.capture.live.AdapterKind;
import weir.capture.live.AdapterState;
import weir.ui.control.Hints;

/// An adapter to be ticked: what it is, its addresses, its last minute, what comes and goes now.
/// Enter and a double click start on it.
final class AdapterRow extends ToggleButton {
  private static final PseudoClass DOWN = PseudoClass.getPseudoClass("down");

  private final Label name = new Label();
  private final Label kind = new Label();
  private final Label addresses = Hints.whole(new Label());
  private final Sparkline sparkline = new Sparkline();
  private final Label in = rate("adapter-in");
  private final Label out = rate("adapter-out");
  private final FontIcon icon = new FontIcon();
  private final FontIcon tick = new FontIcon(Feather.CHECK);

  /// @param onStart starts capturing on it
  AdapterRow(String adapter, Consumer<AdapterRow> onStart) {
    setId("adapter-" + adapter);
    getStyleClass().add("adapter-row");
    setMaxWidth(Double.MAX_VALUE);
    name.setText(adapter);
    name.getStyleClass().add("adapter-name");
    name.setMinWidth(USE_PREF_SIZE);
    kind.getStyleClass().add("adapter-kind");
    addresses.getStyleClass().add("adapter-addresses");
    addresses.setMinWidth(0);
    kind.setMinWidth(0);
    StackPane box = new StackPane(tick);
    box.getStyleClass().add("adapter-tick");
    tick.visibleProperty().bind(selectedProperty());
    icon.getStyleClass().add("adapter-icon");
    HBox title = new HBox(name, kind);
    title.getStyleClass().add("adapter-title");
    title.setAlignment(Pos.BASELINE_LEFT);
    VBox words = new VBox(title, addresses);
    words.getStyleClass().add("adapter-words");
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    VBox rates = new VBox(in, out);
    rates.getStyleClass().add("adapter-rates");
    rates.setMinWidth(USE_PREF_SIZE);
    HBox line = new HBox(box, icon, words, sparkline, rates);
    line.getStyleClass().add("adapter-line");
    line.setAlignment(Pos.CENTER_LEFT);
    line.setMouseTransparent(true);
    line.setPickOnBounds(false);
    setGraphic(line);
    line.prefWidthProperty()
        .bind(
            widthProperty()
                .subtract(
                    javafx.beans.binding.Bindings.createDoubleBinding(
                        () -> snappedLeftInset() + snappedRightInset(), insetsProperty())));
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.ENTER) {
            onStart.accept(this);
            key.consume();
          }
        });
    setOnMouseClicked(
        click -> {
          if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
            onStart.accept(this);
          }
        });
  }

  private static Label rate(String style) {
    Label label = new Label();
    label.getStyleClass().addAll("adapter-rate", style);
    return label;
  }

  /// Its name.
  String adapter() {
    return name.getText();
  }

  void show(AdapterHistory.Line line) {
    AdapterState state = line.state();
    kind.setText(Words.kind(state));
    addresses.setText(Words.addresses(state));
    in.setText("↓ " + Words.rate(line.inNow()));
    out.setText("↑ " + Words.rate(line.outNow()));
    sparkline.show(line.in(), line.out());
    icon.setIconCode(icon(state.kind()));
    pseudoClassStateChanged(DOWN, AdapterHistory.isDown(state) || !state.carrier());
    setAccessibleText(Words.row(line));
  }

  private static Feather icon(AdapterKind kind) {
    return switch (kind) {
      case WIFI -> Feather.WIFI;
      case MOBILE -> Feather.SMARTPHONE;
      case VPN -> Feather.LOCK;
      case BRIDGE, BOND -> Feather.GIT_MERGE;
      case VLAN -> Feather.TAG;
      case LOOPBACK -> Feather.REPEAT;
      case VIRTUAL -> Feather.BOX;
      case EVERY -> Feather.LAYERS;
      case LOG -> Feather.FILE_TEXT;
      case ETHERNET, UNKNOWN -> Feather.SHARE_2;
    };
  }
}
