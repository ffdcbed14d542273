package weir.ui.exporters;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.doctor.Seen;
import weir.doctor.Words;
import weir.exporter.ExporterFlows;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.FlowExporters;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.IpAddress;
import weir.naming.Layers;
import weir.naming.Origin;

/// Who sends to a source and how each is doing, and below that all of the chosen one: what is wrong
/// and what to do, what it sends, what was lost, its interfaces, templates and sampling rates.
public final class ExportersPage extends BorderPane {
  private final ExporterTable table;
  private final ExporterDetails details;
  private final Label summary = new Label();
  private final TwiceLine twice;
  private final ScrollPane scroll = new ScrollPane();
  private final Label warning = new Label();
  private final Label emptyHint = new Label();
  private final Node content;
  private final Node empty;
  private final Label emptyTitle = new Label();
  private final FlowExporterPane ofFlows;
  private Seen seen = new Seen(ZoneOffset.UTC, Instant.EPOCH, false);
  private final Runnable onChoose;

  /// Shows nothing until [#show].
  ///
  /// @param onChoose called when another exporter was chosen, whose memory is then to be shown
  /// @param tending what others do for it
  public ExportersPage(Runnable onChoose, Tending tending) {
    this.onChoose = onChoose;
    this.details = new ExporterDetails(measuring(tending), () -> scroll.setVvalue(1));
    this.table = new ExporterTable(this::choose, details::rename, details::block, tending);
    getStyleClass().add("exporters-page");
    setId("exporters");
    Label title = new Label("Exporters");
    title.getStyleClass().add("page-title");
    Button setUp = new Button("Set up an exporter…", new FontIcon(Feather.TOOL));
    setUp.setId("exporters-setup");
    setUp.getStyleClass().add("flat");
    setUp.setOnAction(_ -> tending.setUp().run());
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    HBox line = new HBox(title, between, setUp);
    line.setAlignment(Pos.CENTER_LEFT);
    summary.getStyleClass().add("exporters-summary");
    summary.setId("exporters-summary");
    summary.setWrapText(true);
    warning.setId("exporters-warning");
    warning.getStyleClass().add("exporters-warning");
    warning.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    warning.setWrapText(true);
    warning.setMinHeight(USE_PREF_SIZE);
    warn(Optional.empty());
    twice = new TwiceLine(tending.measure());
    VBox head = new VBox(line, summary, twice, warning);
    head.getStyleClass().add("exporters-head");
    VBox.setVgrow(details, Priority.ALWAYS);
    VBox cards = new VBox(table, details);
    cards.getStyleClass().add("exporters-cards");
    scroll.setContent(cards);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.getStyleClass().addAll("edge-to-edge", "panel-scroll");
    content = scroll;
    empty = empty();
    ofFlows = new FlowExporterPane(tending.flows());
    setTop(head);
    setCenter(empty);
  }

  /// What is measured on behalf of a finding is said where all of it is.
  private Tending measuring(Tending tending) {
    return new Tending(
        tending.saying(),
        tending.flows(),
        tending.records(),
        () -> twice.measure(),
        tending.asker(),
        tending.setUp());
  }

  private VBox empty() {
    emptyTitle.getStyleClass().add("start-title");
    emptyHint.getStyleClass().add("start-subtitle");
    emptyHint.setWrapText(true);
    emptyHint.setId("exporters-empty");
    VBox box = new VBox(emptyTitle, emptyHint);
    box.getStyleClass().add("exporters-empty");
    return box;
  }

  /// The exporter whose memory is to be shown.
  public Optional<IpAddress> chosen() {
    return table.chosen();
  }

  /// Brings everything to the newest state; what is chosen and how it is sorted stays.
  ///
  /// @param memory of the chosen exporter
  /// @param said what people say of the exporters
  /// @param layers who says what
  public void show(
      List<ExporterStatus> newest,
      Optional<ExporterMemory> memory,
      Seen now,
      Overrides said,
      Layers layers) {
    seen = now;
    List<Row> rows =
        newest.stream()
            .map(exporter -> Row.of(exporter, said.of(exporter.address()), layers, seen))
            .toList();
    Optional<IpAddress> before = chosen();
    Optional<Row> shown = table.show(rows);
    if (!before.equals(chosen())) {
      details.forget();
    }
    shown.ifPresent(
        row -> details.show(row, memory.filter(m -> m.address().equals(row.address())), seen));
    summary.setText(summary(rows));
    emptyTitle.setText("No exporter has been heard from");
    emptyHint.setText(
        seen.live()
            ? "Point one at this machine: the row of the source on the left says on which ports it"
                + " listens."
            : "These flows came without any word of who exported them.");
    setCenter(rows.isEmpty() ? empty : content);
    twice.offer(!rows.isEmpty());
    if (!before.equals(chosen()) && shown.isPresent()) {
      onChoose.run();
    }
  }

  /// The same where all is said in the data set.
  public void show(
      List<ExporterStatus> newest, Optional<ExporterMemory> memory, Seen seen, Overrides said) {
    show(newest, memory, seen, said, Layers.of(Origin.DATA_SET, said.naming()));
  }

  /// Brings everything to what flows tell of who exported them.
  ///
  /// @param labels names for people
  public void show(FlowExporters newest, Labels labels, Seen seen) {
    summary.setText(
        Words.count(newest.exporters().size(), "exporter", "exporters")
            + " · "
            + Words.count(
                newest.exporters().stream().mapToLong(ExporterFlows::flows).sum(),
                "flow",
                "flows"));
    ofFlows.show(newest, labels, seen);
    twice.offer(!newest.exporters().isEmpty());
    setCenter(ofFlows);
  }

  /// Says what was measured of traffic that was reported twice.
  ///
  /// @param sentences the first for all of it, then one for each pair, then the next step
  public void showTwice(List<String> sentences) {
    twice.show(sentences);
  }

  /// Another source is looked at, which takes its time: what was shown is not its.
  public void await() {
    twice.forget();
    twice.offer(false);
    summary.setText("");
    emptyTitle.setText("Looking at the flows");
    emptyHint.setText("Who exported them is found out from the flows themselves.");
    setCenter(empty);
  }

  /// "5 exporters · 1 needs attention · 1,204 lost · 3 dropped".
  static String summary(List<Row> rows) {
    long ill = rows.stream().filter(row -> !row.health().wrong().isEmpty()).count();
    long lost = rows.stream().mapToLong(row -> row.exporter().lost()).sum();
    long dropped = rows.stream().mapToLong(row -> Words.dropped(row.exporter())).sum();
    return Words.count(rows.size(), "exporter", "exporters")
        + (rows.isEmpty()
            ? ""
            : ill == 0
                ? " · all healthy"
                : " · " + Words.count(ill, "needs attention", "need attention"))
        + " · "
        + Words.count(lost)
        + " lost by sequence numbers · "
        + Words.count(dropped)
        + " dropped";
  }

  /// What was said of an exporter could not be kept.
  public void fail(String sentence) {
    details.fail(sentence);
  }

  /// Why names and rates that were set are not in force.
  public void warn(Optional<String> sentence) {
    warning.setText(sentence.orElse(""));
    warning.setManaged(sentence.isPresent());
    warning.setVisible(sentence.isPresent());
  }

  private void choose(Row row) {
    details.forget();
    details.show(row, Optional.empty(), seen);
    onChoose.run();
  }
}
