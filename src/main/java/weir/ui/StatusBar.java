package weir.ui;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.ui.control.Hints;
import weir.ui.explore.ExploreModel;

/// One line on how everything is doing: source, rates in, losses, what is stored, what matched.
final class StatusBar extends HBox {
  private static final PseudoClass LOSSY = PseudoClass.getPseudoClass("lossy");

  private static final double REMARK_WIDTH = 420;
  private static final double WIDEST_LINE = 520;

  private final ExploreModel model;
  private final Region dot = new Region();
  private final Label source = label("source", "The source that is shown");
  private final Label rate = label("rate", "What comes in");
  private final Button drops = new Button();
  private final Label stored = label("stored", "What is kept");
  private final Button kept = new Button();
  private final Label matched = label("matched", "What the filter and the range let through");
  private final Button zone = new Button();
  private @Nullable SourceReading shown;

  StatusBar(ExploreModel model) {
    this.model = model;
    getStyleClass().add("status-bar");
    setAlignment(Pos.CENTER_LEFT);
    dot.getStyleClass().add("state-dot");
    button(drops, "status-drops", this::explainDrops);
    drops.setTooltip(Hints.of("What was lost, and why"));
    button(kept, "status-kept", this::explainKept);
    kept.setTooltip(Hints.of("How long flows stay, and what was found wrong"));
    button(zone, "status-zone", this::switchZone);
    zone.setGraphic(Icons.of(Feather.GLOBE));
    zone.setTooltip(Hints.of("Switch between UTC and this machine's time zone"));
    model.zoneProperty().addListener((_, _, now) -> zone.setText(zoneText(now)));
    zone.setText(zoneText(model.zone()));
    matched.setMinWidth(USE_PREF_SIZE); // says how far the answers are: the rest gives way
    matched.textProperty().bind(model.matchedProperty());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren().addAll(dot, source, rate, drops, space, matched, stored, kept, zone);
    show(null);
  }

  private static Label label(String id, String hint) {
    Label label = new Label();
    label.setId("status-" + id);
    label.setTooltip(Hints.of(hint));
    return label;
  }

  private static void button(Button button, String id, Runnable action) {
    button.setId(id);
    button.getStyleClass().addAll("flat", "status-button");
    button.setOnAction(_ -> action.run());
  }

  void show(@Nullable SourceReading reading) {
    shown = reading;
    boolean any = reading != null;
    dot.setVisible(any);
    if (reading == null) {
      source.setText("No source");
      rate.setText("");
      stored.setText("");
      showKept("", false);
      drops.setVisible(false);
      return;
    }
    List<String> classes =
        List.of("state-dot", reading.status().state().name().toLowerCase(java.util.Locale.ROOT));
    if (!dot.getStyleClass().equals(classes)) { // each change of classes is styled anew
      dot.getStyleClass().setAll(classes);
    }
    source.setText(reading.source().name() + " · " + stateWord(reading));
    rate.setText(
        reading.source().live()
            ? StatusText.count(Math.round(reading.flowsPerSecond()))
                + " flows/s · "
                + StatusText.count(Math.round(reading.datagramsPerSecond()))
                + " datagrams/s"
            : StatusText.read(reading.status()));
    String lost = StatusText.drops(reading.status());
    drops.setVisible(
        reading.source().live() || reading.status().datagrams() > 0 || !lost.isEmpty());
    drops.setText(lost.isEmpty() ? "nothing dropped" : lost);
    drops.pseudoClassStateChanged(LOSSY, reading.status().dropped() > 0);
    stored.setText(StatusText.stored(reading.store()));
    showKept(
        StatusText.kept(reading.store(), Instant.now()), !reading.store().problems().isEmpty());
  }

  private void showKept(String text, boolean wrong) {
    kept.setText(text);
    kept.setVisible(!text.isEmpty());
    kept.setManaged(!text.isEmpty());
    kept.pseudoClassStateChanged(LOSSY, wrong);
  }

  private void explainKept() {
    if (shown == null) {
      return;
    }
    VBox lines = new VBox(6);
    lines.getStyleClass().add("drops");
    Label title = new Label("What is kept");
    title.getStyleClass().add("panel-title");
    lines.getChildren().add(title);
    for (String line : StatusText.keptLines(shown.store(), Instant.now())) {
      Label label = new Label(line);
      label.setWrapText(true);
      label.setMaxWidth(WIDEST_LINE);
      lines.getChildren().add(label);
    }
    Callout.show(lines, kept);
  }

  private static String stateWord(SourceReading reading) {
    return switch (reading.status().state()) {
      case LISTENING -> reading.status().datagrams() == 0 ? "waiting" : "receiving";
      case READING -> "reading";
      case READY -> "complete";
      case FAILED -> "failed";
    };
  }

  private void explainDrops() {
    if (shown == null) {
      return;
    }
    GridPane grid = new GridPane();
    grid.getStyleClass().add("drops");
    Label title =
        new Label(
            shown.status().refused() == 0
                ? "Lost since the source was opened"
                : "Lost or refused since the source was opened");
    title.getStyleClass().add("panel-title");
    grid.add(title, 0, 0, 2, 1);
    int row = 1;
    for (var cause : StatusText.causes(shown.status())) {
      Label count = new Label(StatusText.count(cause.getValue()));
      count.getStyleClass().add("number");
      grid.addRow(row++, new Label(cause.getKey()), count);
    }
    if (row == 1) {
      grid.add(
          new Label("Nothing: every datagram was decoded and every flow stored."), 0, row++, 2, 1);
    }
    for (String remark : StatusText.remarks(shown.status())) {
      Label label = new Label(remark);
      label.setWrapText(true);
      label.setMaxWidth(REMARK_WIDTH);
      grid.add(label, 0, row++, 2, 1);
    }
    Callout.show(grid, drops);
  }

  private void switchZone() {
    ZoneId local = ZoneId.systemDefault();
    model.setZone(model.zone().equals(ZoneOffset.UTC) ? local : ZoneOffset.UTC);
  }

  private static String zoneText(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }
}
