package weir.ui.exporters;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
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
import weir.exporter.ExporterFlows;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.FlowExporters;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.IpAddress;

/// Who sends to a source and how each is doing, and below that all of the chosen one: what is wrong
/// and what to do, what it sends, what was lost, its interfaces, templates and sampling rates.
public final class ExportersPage extends BorderPane {
  private final ExporterTable table;
  private final ExporterDetails details;
  private final Label summary = new Label();
  private final TwiceLine twice;
  private final Label warning = new Label();
  private final Label emptyHint = new Label();
  private final Node content;
  private final Node empty;
  private final Label emptyTitle = new Label();
  private final FlowExporterPane ofFlows;
  private final Pace pace = new Pace();
  private final LongSupplier clock;
  private final Runnable onChoose;

  /// Shows nothing until [#show].
  ///
  /// @param onChoose called when another exporter was chosen, whose memory is then to be shown
  /// @param saying takes what a person says of an exporter
  /// @param onFilter shows the flows of an exporter
  /// @param onMeasure measures what was reported twice, which is then to be said
  /// @param onSetUp shows how exporters are told to send here
  /// @param clock nanoseconds, only going forward
  public ExportersPage(
      Runnable onChoose,
      BiConsumer<IpAddress, UnaryOperator<Overrides.Exporter>> saying,
      Consumer<IpAddress> onFilter,
      Runnable onMeasure,
      Runnable onSetUp,
      LongSupplier clock) {
    this.onChoose = onChoose;
    this.clock = clock;
    this.details = new ExporterDetails(saying::accept, () -> chosen().ifPresent(onFilter));
    this.table = new ExporterTable(this::choose, details::rename, onFilter);
    getStyleClass().add("exporters-page");
    setId("exporters");
    Label title = new Label("Exporters");
    title.getStyleClass().add("page-title");
    Button setUp = new Button("Set up an exporter…", new FontIcon(Feather.TOOL));
    setUp.setId("exporters-setup");
    setUp.getStyleClass().add("flat");
    setUp.setOnAction(_ -> onSetUp.run());
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
    twice = new TwiceLine(onMeasure);
    VBox head = new VBox(line, summary, twice, warning);
    head.getStyleClass().add("exporters-head");
    VBox.setVgrow(details, Priority.ALWAYS);
    VBox cards = new VBox(table, details);
    cards.getStyleClass().add("exporters-cards");
    ScrollPane scroll = new ScrollPane(cards);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.getStyleClass().addAll("edge-to-edge", "panel-scroll");
    content = scroll;
    empty = empty();
    ofFlows = new FlowExporterPane(onFilter);
    setTop(head);
    setCenter(empty);
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
  public void show(
      List<ExporterStatus> newest, Optional<ExporterMemory> memory, Seen seen, Overrides said) {
    pace.look(newest, clock.getAsLong());
    List<Row> rows =
        newest.stream()
            .map(
                exporter ->
                    Row.of(
                        exporter, said.of(exporter.address()), pace.of(exporter.address()), seen))
            .toList();
    Optional<IpAddress> before = chosen();
    Optional<Row> now = table.show(rows);
    if (!before.equals(chosen())) {
      details.forget();
    }
    now.ifPresent(row -> details.show(row, memory.filter(m -> m.address().equals(row.address()))));
    summary.setText(summary(rows));
    emptyTitle.setText("No exporter has been heard from");
    emptyHint.setText(
        seen.live()
            ? "Point one at this machine: the row of the source on the left says on which ports it"
                + " listens."
            : "These flows came without any word of who exported them.");
    setCenter(rows.isEmpty() ? empty : content);
    twice.offer(!rows.isEmpty());
    if (!before.equals(chosen()) && now.isPresent()) {
      onChoose.run();
    }
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
    details.show(row, Optional.empty());
    onChoose.run();
  }
}
