package weir.store.clickhouse;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.Prefixes;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.query.Dimensions;
import weir.query.DirectionRules;
import weir.query.Filter;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Result;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.Capabilities;
import weir.store.Changes;
import weir.store.Checkup;
import weir.store.Cost;
import weir.store.FlowReader;
import weir.store.FlowStream;
import weir.store.Question;
import weir.store.Remote;
import weir.store.SchemaGuess;
import weir.store.StorageReport;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// Asks a table of flows on a ClickHouse server, as it is: nothing is written and no setting is
/// made. Answers come whole; until then each step tells how much the server has looked at.
public final class ClickHouseReader implements FlowReader {
  private static final long DAY_NANOS = 86_400_000_000_000L;

  /// Flows that come later than this after newer ones are not looked for again.
  private static final long LATE_NANOS = 600_000_000_000L;

  private final Server server;
  private final String engine;
  private final FlowTable table;
  private final Optional<Shards> shards;
  private final Capabilities capabilities;
  private final Beside beside;
  private volatile Supplier<Layers> names = () -> Layers.NONE;
  private volatile Dimensions dimensions = Dimensions.BUILT_IN;
  private volatile Labels dimensionsTold = Labels.NONE;
  private final TableStatus status;
  private final Questions questions;
  private final KeptRules rules;
  private volatile @Nullable Layout layout;
  private final Changes changes = Changes.ofOthers(this::settledNanos);

  private ClickHouseReader(Server server, FlowTable found, TableSearch search, Standing standing) {
    this.server = server;
    this.engine = "ClickHouse " + standing.version();
    this.shards = Shards.of(server, found, standing);
    List<String> all = new ArrayList<>(search.problems());
    all.addAll(standing.cautions());
    this.status = new TableStatus(server, found, shards, all);
    this.table = found.needsInterval() ? found.withInterval(intervalNanos(found)) : found;
    this.rules = new KeptRules(table.lacked());
    boolean sums = table.schema().sums();
    this.capabilities =
        new Capabilities(
            table.lacked(), sums ? Set.of(Capabilities.Kind.RECORDS) : Set.of(), !sums, false);
    this.beside =
        new Beside(
            server,
            table,
            search.rollups().stream().filter(rollup -> rollup.flows().equals(found)).toList());
    this.questions =
        new Questions(
            table, beside, capabilities, () -> status.last().oldestNanos(), this::directions);
    status.with(beside);
  }

  /// Done when names and roll-ups have been looked for once.
  CompletableFuture<@Nullable Void> lookedBeside() {
    return beside.looked();
  }

  private long intervalNanos(FlowTable found) {
    long told =
        Long.parseLong(
            server.ask(found.intervalSql(status.last().newestNanos())).rows().getFirst()[0]);
    return told > 0 ? told : found.intervalNanos();
  }

  /// Finds the table of flows and asks what it holds.
  ///
  /// @param password of the account; empty for none
  /// @param inside networks from which directions are told
  /// @throws StoreException with what is wrong, in a sentence
  public static ClickHouseReader open(
      Remote remote, String password, Prefixes inside, Schemas schemas) {
    Server server = new Server(remote, password);
    try {
      TableSearch search = TableSearch.on(server, schemas, inside);
      FlowTable table = search.one(remote.address());
      return new ClickHouseReader(server, table, search, Standing.of(server));
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  /// Tries a remote out, step by step.
  public static Checkup check(Remote remote, String password, Schemas schemas) {
    return new Checker(remote, password, schemas).check();
  }

  /// The first rows of a table, read as a guess says.
  ///
  /// @throws StoreException with what is wrong, in a sentence
  public static SchemaGuess.Preview preview(Remote remote, String password, SchemaGuess guess) {
    try (Server server = new Server(remote, password)) {
      return Preview.of(server, guess);
    }
  }

  /// "flows_raw (NetMeta) on ch1.example".
  public String title() {
    return table.title() + " on " + server.address().title();
  }

  @Override
  public String engine() {
    return engine;
  }

  @Override
  public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
    questions.requireAll(query);
    return new Asked<>(questions, server, shards, status.last().rows(), query, cancel);
  }

  @Override
  public FlowStream stream(TimeRange range, Filter filter, Set<FlowField> fields, Cancel cancel) {
    RecordQuery all = new RecordQuery(range, filter, fields, 0);
    questions.requireAll(all);
    List<FlowField> read = questions.fields(all);
    String sql = questions.stored(all);
    return new RowStream(
        read,
        cancel,
        into -> {
          URI node = server.read(sql, into, cancel);
          shards.ifPresent(every -> every.require(server, node, cancel));
        });
  }

  @Override
  public String sql(Query<?> query) {
    return questions.of(query).sql();
  }

  @Override
  public Optional<Cost> cost(Query<?> query, Cancel cancel) {
    return capabilities.lacks(query).isPresent()
        ? Optional.empty()
        : Optional.of(
            Estimate.of(
                questions.of(query).sql(),
                Questions.ranges(query),
                table,
                layout(cancel),
                server,
                cancel));
  }

  @Override
  public Optional<StorageReport> storage(Cancel cancel) {
    return Optional.of(Storage.report(table, layout(cancel), server, cancel));
  }

  /// Does not change while the table is there.
  private Layout layout(Cancel cancel) {
    Layout known = layout;
    if (known == null) {
      known = Layout.of(table, server, cancel);
      layout = known;
    }
    return known;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public void names(Supplier<Layers> inForce) {
    names = inForce;
  }

  @Override
  public Naming naming() {
    return names.get().merged();
  }

  /// As the names in force say it; as they were before where a rule is wrong, and none where the
  /// table lacks what they look at.
  @Override
  public DirectionRules directions() {
    return rules.of(naming());
  }

  @Override
  public Dimensions dimensions() {
    Naming now = naming();
    Labels told = beside.labels();
    Dimensions known = dimensions;
    if (!known.naming().equals(now) || !told.equals(dimensionsTold)) {
      known = Dimensions.of(now, told.naming());
      dimensionsTold = told;
      dimensions = known;
    }
    return known;
  }

  @Override
  public Labels labels() {
    Labels found = beside.labels();
    Layers now = names.get();
    return now.equals(Layers.NONE) ? found : Labels.of(now).over(found);
  }

  /// As it was a few seconds ago at most; asked anew behind the caller's back.
  @Override
  public StoreStatus status() {
    directions(); // names may have changed
    StoreStatus now = status.now();
    return rules.problem().map(now::withProblem).orElse(now);
  }

  @Override
  public Optional<Changes> changes() {
    return Optional.of(changes);
  }

  @Override
  public void refresh() {
    changes.changed(0, Long.MAX_VALUE);
  }

  /// Flows come through queues and in batches: those of the last minutes before the newest may
  /// still be on their way. Where none has come for a day, none is.
  private long settledNanos() {
    long newest = status.last().newestNanos();
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    return now - newest > DAY_NANOS ? Long.MAX_VALUE : newest - LATE_NANOS;
  }

  @Override
  public long restNanos(long tookNanos) {
    return TableStatus.restNanos(tookNanos);
  }

  @Override
  public void close() {
    server.close();
  }
}
