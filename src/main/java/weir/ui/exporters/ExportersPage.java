package weir.ui.exporters;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;
import weir.flow.IpAddress;

/// Who sends to a source, what is wrong with it, and below that what the chosen exporter has told:
/// problems, templates, sampling rates, interfaces.
public final class ExportersPage extends BorderPane {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private static final Comparator<ExporterStatus> BY_ADDRESS =
      Comparator.comparing((ExporterStatus e) -> e.address().high(), Long::compareUnsigned)
          .thenComparing(e -> e.address().low(), Long::compareUnsigned);

  /// NetFlow 9 and IPFIX tell whole seconds: less is no news.
  private static final double CLOCK_SECONDS = 1.5;

  private final ObservableList<ExporterStatus> exporters = FXCollections.observableArrayList();
  private final TableView<ExporterStatus> table =
      TableColumns.table("Exporters", "No exporter has been heard from.");
  private final ExporterDetails details;
  private final Label summary = new Label();
  private final Label warning = new Label();
  private final Runnable onChoose;
  private ZoneId zone = ZoneId.systemDefault();
  private Overrides overrides = Overrides.NONE;
  private @Nullable IpAddress chosen;
  private boolean refreshing;

  /// Shows nothing until [#show].
  ///
  /// @param onChoose called when another exporter was chosen, whose memory is then to be shown
  /// @param saying takes what a person says of an exporter
  public ExportersPage(
      Runnable onChoose, BiConsumer<IpAddress, UnaryOperator<Overrides.Exporter>> saying) {
    this.onChoose = onChoose;
    this.details = new ExporterDetails(saying::accept);
    getStyleClass().add("exporters-page");
    setId("exporters");
    addColumns();
    SortedList<ExporterStatus> sorted = new SortedList<>(exporters);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.getSelectionModel().selectedItemProperty().addListener((_, _, now) -> choose(now));
    Label title = new Label("Exporters");
    title.getStyleClass().add("panel-title");
    summary.getStyleClass().add("exporters-summary");
    warning.setId("exporters-warning");
    warning.getStyleClass().add("exporters-warning");
    warning.setWrapText(true);
    warn(Optional.empty());
    VBox head = new VBox(title, summary, warning);
    head.getStyleClass().add("exporters-head");
    SplitPane split = new SplitPane(table, details);
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(0.42);
    setTop(head);
    setCenter(split);
  }

  private void addColumns() {
    table.getColumns().add(TableColumns.text("Exporter", 140, e -> e.address().toString()));
    table.getColumns().add(TableColumns.text("Name", 110, e -> said(e).name()));
    table
        .getColumns()
        .add(
            TableColumns.text(
                "Sends",
                110,
                e -> e.types().stream().map(Enum::name).sorted().collect(Collectors.joining(" "))));
    table.getColumns().add(TableColumns.text("Last heard", 158, this::lastHeard));
    table.getColumns().add(TableColumns.text("Sampling rate", 186, this::rate));
    table.getColumns().add(TableColumns.count("Datagrams", 100, true, ExporterStatus::datagrams));
    table.getColumns().add(TableColumns.count("Flows", 80, true, ExporterStatus::records));
    table.getColumns().add(TableColumns.count("Templates", 95, false, ExporterStatus::templates));
    table.getColumns().add(TableColumns.count("Lost", 60, false, ExporterStatus::lost));
    table
        .getColumns()
        .add(TableColumns.count("Malformed", 95, false, ExporterStatus::malformedDatagrams));
    table.getColumns().add(TableColumns.count("Waiting", 80, false, ExporterStatus::waitingSets));
    table
        .getColumns()
        .add(
            TableColumns.number(
                "Clock ahead",
                105,
                e -> e.clockSkewNanos() / 1e9,
                s ->
                    Math.abs(s.doubleValue()) < CLOCK_SECONDS
                        ? ""
                        : ClockText.of(s.doubleValue())));
  }

  private String lastHeard(ExporterStatus exporter) {
    long nanos = exporter.lastSeenNanos();
    return TIME.format(
        Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000).atZone(zone));
  }

  private Overrides.Exporter said(ExporterStatus exporter) {
    return overrides.of(exporter.address());
  }

  private String rate(ExporterStatus exporter) {
    long given = said(exporter).samplingRate();
    return given == 0 ? exported(exporter) : "1:" + given + " (override)";
  }

  /// The exported rate, and where it was found.
  static String exported(ExporterStatus exporter) {
    return exporter.samplingRate() == 0
        ? "unknown"
        : "1:" + exporter.samplingRate() + " (" + exporter.rateSource().label() + ")";
  }

  /// The exporter whose memory is to be shown.
  public Optional<IpAddress> chosen() {
    return Optional.ofNullable(chosen);
  }

  /// Brings everything to the newest state; what is chosen and how it is sorted stays.
  ///
  /// @param memory of the chosen exporter
  /// @param now zone of the times
  /// @param said what people say of the exporters
  public void show(
      List<ExporterStatus> newest, Optional<ExporterMemory> memory, ZoneId now, Overrides said) {
    zone = now;
    overrides = said;
    refreshing = true;
    try {
      exporters.setAll(newest.stream().sorted(BY_ADDRESS).toList());
      Optional<ExporterStatus> same =
          newest.stream().filter(e -> e.address().equals(chosen)).findFirst();
      if (same.isPresent()) {
        table.getSelectionModel().select(same.get());
        details.show(same.get(), memory.filter(m -> m.address().equals(chosen)), said(same.get()));
      } else {
        chosen = null; // of another source
        details.clear();
      }
    } finally {
      refreshing = false;
    }
    if (chosen == null && !newest.isEmpty()) {
      table.getSelectionModel().clearAndSelect(0);
    }
    long malformed = newest.stream().mapToLong(ExporterStatus::malformedDatagrams).sum();
    long lost = newest.stream().mapToLong(ExporterStatus::lost).sum();
    summary.setText(
        String.format(
            Locale.ROOT,
            "%,d %s · %,d lost by sequence numbers · %,d malformed datagrams",
            newest.size(),
            newest.size() == 1 ? "exporter" : "exporters",
            lost,
            malformed));
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

  private void choose(@Nullable ExporterStatus exporter) {
    if (!refreshing && exporter != null) {
      chosen = exporter.address();
      details.clear();
      details.show(exporter, Optional.empty(), said(exporter));
      onChoose.run();
    }
  }
}
