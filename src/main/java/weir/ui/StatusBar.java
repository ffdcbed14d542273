package weir.ui;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.ui.control.Hints;
import weir.ui.control.Zoom;
import weir.ui.explore.ExploreModel;

/// One line on how everything is doing: source, rates in, what was dropped and what never came,
/// what is stored, what matched.
final class StatusBar extends Region {
  private static final PseudoClass LOSSY = PseudoClass.getPseudoClass("lossy");

  /// Narrower windows say less of what comes in.
  private static final double WIDE = 1200;

  private static final double REMARK_WIDTH = 420;
  private static final double WIDEST_LINE = 520;

  private final ExploreModel model;
  private final Runnable onExporters;
  private final Region dot = new Region();
  private final Label source = Hints.whole(new Label());
  private final Label rate = label("rate", "What comes in");
  private final Button drops = new Button();
  private final Button lost = new Button();
  private final Label stored = label("stored", "What is kept");
  private final Button kept = new Button();
  private final Label matched = label("matched", "What the filter and the range let through");
  private final Button zone = new Button();
  private @Nullable SourceReading shown;

  /// @param onExporters shows who sends, and what is missing of each
  StatusBar(ExploreModel model, Runnable onExporters) {
    this.model = model;
    this.onExporters = onExporters;
    getStyleClass().add("status-bar");
    dot.getStyleClass().add("state-dot");
    source.setId("status-source");
    button(drops, "status-drops", this::explainDrops);
    drops.setTooltip(Hints.of("What Weir threw away or refused, and why"));
    button(lost, "status-lost", this::explainLost);
    lost.setTooltip(Hints.of("What never came, by the exporters' sequence numbers"));
    button(kept, "status-kept", this::explainKept);
    kept.setTooltip(Hints.of("How long flows stay, and what was found wrong"));
    button(zone, "status-zone", this::chooseZone);
    zone.setGraphic(Icons.of(Feather.GLOBE));
    zone.setTooltip(Hints.of("Time zone: UTC, this machine's, or another"));
    model.pausedProperty().addListener((_, _, _) -> showNamed());
    model.zoneProperty().addListener((_, _, now) -> zone.setText(zoneText(now)));
    zone.setText(zoneText(model.zone()));
    for (Region number : List.of(rate, drops, lost, matched, zone)) {
      number.setMinWidth(USE_PREF_SIZE); // the name and what is kept give way
    }
    source.setMinWidth(0);
    stored.setMinWidth(0); // only where even two lines are too short
    kept.setMinWidth(0);
    matched.textProperty().bind(model.matchedProperty());
    getChildren().addAll(line(dot, source, rate, drops, lost), line(matched, stored, kept, zone));
    show(null, List.of());
  }

  private static HBox line(Node... items) {
    HBox line = new HBox(items);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("status-line");
    return line;
  }

  private HBox left() {
    return (HBox) getChildren().getFirst();
  }

  private HBox right() {
    return (HBox) getChildren().getLast();
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL; // where one line is too short for the numbers, there are two
  }

  private boolean isOneLine(double width) {
    return width < 0 || left().minWidth(-1) + rightMin() <= inner(width);
  }

  /// Of the right part with all its numbers.
  private double rightMin() {
    return right().minWidth(-1) + stored.prefWidth(-1);
  }

  private double inner(double width) {
    return width - snappedLeftInset() - snappedRightInset();
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefHeight(double width) {
    return snappedTopInset()
        + (isOneLine(width) ? lineHeight() : 2 * lineHeight())
        + snappedBottomInset();
  }

  private double lineHeight() {
    return snapSizeY(Math.max(left().prefHeight(-1), right().prefHeight(-1)));
  }

  @Override
  protected void layoutChildren() {
    double x = snappedLeftInset();
    double y = snappedTopInset();
    double width = inner(getWidth());
    boolean oneLine = isOneLine(getWidth());
    double height = oneLine ? getHeight() - y - snappedBottomInset() : lineHeight();
    double ofRight = oneLine ? Math.min(right().prefWidth(-1), width - left().minWidth(-1)) : width;
    left().resizeRelocate(x, y, oneLine ? width - ofRight : width, height);
    double indent = oneLine ? 0 : dot.getWidth() + left().getSpacing();
    right()
        .resizeRelocate(
            x + width - ofRight + indent, oneLine ? y : y + height, ofRight - indent, height);
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

  /// @param opening what is being opened meanwhile
  void show(@Nullable SourceReading reading, List<Opening> opening) {
    shown = reading;
    dot.setVisible(reading != null);
    if (reading == null) {
      source.setText(opening.isEmpty() ? "No source" : opening.getLast().doing() + "…");
      rate.setText("");
      stored.setText("");
      showKept("", false);
      show(drops, false);
      show(lost, false);
      return;
    }
    List<String> classes =
        List.of("state-dot", reading.status().state().name().toLowerCase(java.util.Locale.ROOT));
    if (!dot.getStyleClass().equals(classes)) { // each change of classes is styled anew
      dot.getStyleClass().setAll(classes);
    }
    showNamed();
    rate.setText(StatusText.rate(reading, getWidth() < WIDE * Zoom.factor(this)));
    String dropped = StatusText.drops(reading.status());
    String missing = StatusText.lost(reading);
    boolean takesIn =
        !reading.isRemote() && (reading.source().live() || reading.status().datagrams() > 0);
    show(drops, takesIn || !dropped.isEmpty());
    boolean numbered = reading.capture().isEmpty(); // packets of adapters are not
    show(lost, (takesIn && numbered) || !missing.isEmpty());
    drops.setText(dropped.isEmpty() ? "nothing dropped" : dropped);
    lost.setText(missing.isEmpty() ? "nothing lost" : missing);
    drops.pseudoClassStateChanged(LOSSY, reading.status().dropped() > 0);
    lost.pseudoClassStateChanged(LOSSY, reading.lost() > 0);
    show(matched, reading.hasFlows());
    stored.setText(reading.isNothing() ? "" : StatusText.stored(reading.store()));
    showKept(
        StatusText.kept(reading.store(), Instant.now()), !reading.store().problems().isEmpty());
  }

  /// What comes in does so while the display is paused, too.
  private void showNamed() {
    SourceReading reading = shown;
    if (reading != null) {
      boolean paused = model.paused() && reading.source().live();
      source.setText(StatusText.named(reading, paused));
    }
  }

  private static void show(Node node, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
  }

  private void showKept(String text, boolean wrong) {
    kept.setText(text);
    show(kept, !text.isEmpty());
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
    var _ = Callout.show(lines, kept);
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
                ? "Dropped by Weir since the source was opened"
                : "Dropped or refused by Weir since the source was opened");
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
          new Label(
              shown.capture().isPresent()
                  ? "Nothing: every packet was counted and every flow stored."
                  : "Nothing: every datagram was decoded and every flow stored."),
          0,
          row++,
          2,
          1);
    }
    for (String remark : StatusText.remarks(shown.status())) {
      Label label = new Label(remark);
      label.setWrapText(true);
      label.setMaxWidth(REMARK_WIDTH);
      grid.add(label, 0, row++, 2, 1);
    }
    var _ = Callout.show(grid, drops);
  }

  private void explainLost() {
    SourceReading reading = shown;
    if (reading == null) {
      return;
    }
    Label title = new Label("Lost before it reached Weir");
    title.getStyleClass().add("panel-title");
    Label text = new Label(StatusText.lostAtLength(reading));
    text.setWrapText(true);
    text.setMaxWidth(REMARK_WIDTH);
    Button who = new Button("Exporters", Icons.of(Feather.SERVER));
    who.setId("status-lost-exporters");
    VBox lines = new VBox(10, title, text, who);
    lines.getStyleClass().add("drops");
    Popup callout = Callout.show(lines, lost);
    who.setOnAction(
        _ -> {
          callout.hide();
          onExporters.run();
        });
  }

  private void chooseZone() {
    Popup[] shownMenu = new Popup[1];
    ZoneMenu menu =
        new ZoneMenu(
            model.zone(),
            Instant.now(),
            chosen -> {
              shownMenu[0].hide();
              model.setZone(chosen);
            });
    shownMenu[0] = Callout.show(menu, zone);
    menu.focusSearch();
  }

  private static String zoneText(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }
}
