package weir.ui;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.doctor.Seen;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.FlowExporters;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.exporter.RouterStatus;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.ingest.Source;
import weir.query.Filter;
import weir.store.Cancel;
import weir.store.Duplicates;
import weir.store.FlowReader;
import weir.store.StoreException;
import weir.ui.explore.ExploreModel;
import weir.ui.exporters.ExportersPage;
import weir.ui.exporters.SnmpAsker;
import weir.ui.exporters.Tending;

/// Keeps the page of exporters up to date with the source that is shown, and tells that source what
/// is said of them.
final class ExporterReader {
  private static final Logger LOG = LoggerFactory.getLogger(ExporterReader.class);

  private static final int MOST_PAIRS = 5;

  private final Supplier<@Nullable Source> shown;
  private final FxTasks tasks;
  private final SnmpAsker asker;
  private final ExploreModel model;
  private final Runnable onChange;
  private final Runnable onFlows;
  private final Runnable onRecords;
  private final Runnable onSetUp;
  private final OnDemand<ExportersPage> page =
      new OnDemand<>(
          () ->
              new ExportersPage(
                  this::read,
                  new Tending(
                      this::override,
                      this::showFlowsOf,
                      this::showRecordsOf,
                      this::measure,
                      asker(),
                      this::setUp)));
  private @Nullable Source beingRead;
  private @Nullable Source lastRead;
  private String trouble = "";

  /// @param asker asks agents of exporters
  /// @param onChange called when something was said of an exporter
  /// @param onFlows called when flows are to be shown instead of the page
  /// @param onRecords called when records are
  /// @param onSetUp shows how exporters are told to send here
  ExporterReader(
      Supplier<@Nullable Source> shown,
      FxTasks tasks,
      SnmpAsker asker,
      ExploreModel model,
      Runnable onChange,
      Runnable onFlows,
      Runnable onRecords,
      Runnable onSetUp) {
    this.shown = shown;
    this.tasks = tasks;
    this.asker = asker;
    this.model = model;
    this.onChange = onChange;
    this.onFlows = onFlows;
    this.onRecords = onRecords;
    this.onSetUp = onSetUp;
  }

  private SnmpAsker asker() {
    return asker;
  }

  private void setUp() {
    onSetUp.run();
  }

  ExportersPage page() {
    return page.get();
  }

  /// One reading at a time: a slow one is not waited for, and not asked for twice.
  void read() {
    Source source = shown.get();
    if (source == null || beingRead == source) {
      return;
    }
    beingRead = source;
    if (source != lastRead) {
      lastRead = source;
      page().await();
    }
    Optional<IpAddress> chosen = page().chosen();
    tasks.run(
        () ->
            new Reading(
                source.exportersOfFlows(),
                source.store().labels(),
                source.exporters(),
                chosen.flatMap(source::memory),
                source.store().overrides(),
                source.store().overridesProblem(),
                source.routers()),
        read -> show(source, read),
        e -> failed(source, e));
  }

  private record Reading(
      Optional<FlowExporters> ofFlows,
      Labels labels,
      List<ExporterStatus> exporters,
      Optional<ExporterMemory> memory,
      Overrides overrides,
      Optional<String> problem,
      List<RouterStatus> routers) {}

  private void show(Source source, Reading read) {
    trouble = "";
    if (beingRead == source) {
      beingRead = null;
    }
    if (source == shown.get()) {
      Seen seen = new Seen(model.zone(), Instant.now(), source.live(), read.routers);
      read.ofFlows.ifPresentOrElse(
          found -> page().show(found, read.labels, seen),
          () ->
              page().show(read.exporters, read.memory, seen, read.overrides, read.labels.layers()));
      page().warn(read.problem);
    }
  }

  /// Said again with every reading, logged once.
  private void failed(Source source, RuntimeException e) {
    String sentence = SourceTrouble.exporters(e);
    if (!sentence.equals(trouble)) {
      LOG.error("{}: {}", source.name(), sentence, e);
    }
    trouble = sentence;
    if (beingRead == source) {
      beingRead = null;
    }
    if (source == shown.get()) {
      page().warn(Optional.of(sentence));
    }
  }

  /// What was reported twice, of the last hour that there are flows of.
  private void measure() {
    Source source = shown.get();
    if (source == null) {
      page().showTwice(List.of("No source is open."));
      return;
    }
    tasks.run(
        () -> {
          FlowReader store = source.store();
          return Duplicates.read(store, new Cancel()).sentences(store.labels(), MOST_PAIRS);
        },
        sentences -> said(source, sentences),
        e -> said(source, List.of("It cannot be measured: " + e.getMessage())));
  }

  private void said(Source source, List<String> sentences) {
    if (source == shown.get()) {
      page().showTwice(sentences);
    }
  }

  private void showFlowsOf(IpAddress exporter) {
    only(exporter);
    onFlows.run();
  }

  private void showRecordsOf(IpAddress exporter) {
    only(exporter);
    onRecords.run();
  }

  private void only(IpAddress exporter) {
    Filter only = Filter.equal(FlowField.EXPORTER, exporter.high(), exporter.low());
    model.filter(model.scope().filter().and(only));
  }

  /// What is said of an exporter is seen everywhere at once: the pulse reads it.
  private void override(IpAddress exporter, UnaryOperator<Overrides.Exporter> change) {
    Source source = shown.get();
    if (source != null) {
      tasks.run(
          () -> {
            source
                .archive()
                .orElseThrow(
                    () -> new StoreException("nothing can be said of exporters here", null))
                .override(exporter, change);
            return source;
          },
          _ -> onChange.run(),
          e -> page().fail(SourceTrouble.saying(e)));
    }
  }
}
