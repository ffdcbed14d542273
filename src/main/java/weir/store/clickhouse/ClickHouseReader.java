package weir.store.clickhouse;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.Prefixes;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.query.Answer;
import weir.query.Comparison;
import weir.query.ComparisonQuery;
import weir.query.Coverage;
import weir.query.Dimensions;
import weir.query.DirectionRules;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.RelationQuery;
import weir.query.Relations;
import weir.query.Result;
import weir.query.TimeRange;
import weir.sql.ClickHousePlaces;
import weir.sql.ClickHouseSql;
import weir.sql.Rows;
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
  private static final Logger LOG = LoggerFactory.getLogger(ClickHouseReader.class);

  private static final long STEP_MILLIS = 250;

  /// Whatever is asked of itself, again and again, is asked no more often.
  private static final long LEAST_REST_NANOS = 5_000_000_000L;

  /// Of its time a server works so little for what is asked of itself.
  private static final int REST_SHARE = 10;

  /// How old what is told of names and roll-ups may be.
  private static final long BESIDE_NANOS = 300_000_000_000L;

  private static final long DAY_NANOS = 86_400_000_000_000L;

  /// Flows that come later than this after newer ones are not looked for again.
  private static final long LATE_NANOS = 600_000_000_000L;

  /// Rows of one answer: more are no answer that a person reads.
  private static final int MOST_ROWS = 1_000_000;

  private final Server server;
  private final String engine;
  private final FlowTable table;
  private final Optional<Shards> shards;
  private final Capabilities capabilities;
  private final List<String> problems;
  private final Beside beside;
  private volatile Supplier<Layers> names = () -> Layers.NONE;
  private volatile Dimensions dimensions = Dimensions.BUILT_IN;
  private volatile Labels dimensionsTold = Labels.NONE;
  private final KeptRules rules = new KeptRules();
  private volatile long besideNanos;
  private volatile StoreStatus status;
  private volatile long statusNanos;
  private volatile long statusTookNanos;
  private volatile boolean asking;
  private volatile @Nullable Layout layout;
  private final Changes changes = Changes.ofOthers(this::settledNanos);

  private ClickHouseReader(Server server, FlowTable found, TableSearch search, Standing standing) {
    this.server = server;
    this.engine = "ClickHouse " + standing.version();
    this.shards = Shards.of(server, found, standing);
    List<String> all = new ArrayList<>(search.problems());
    all.addAll(standing.cautions());
    this.problems = List.copyOf(all);
    this.status = readStatus(found);
    this.statusNanos = System.nanoTime();
    this.table = found.needsInterval() ? found.withInterval(intervalNanos(found)) : found;
    boolean sums = table.schema().sums();
    this.capabilities =
        new Capabilities(
            table.lacked(), sums ? Set.of(Capabilities.Kind.RECORDS) : Set.of(), !sums, false);
    this.beside =
        new Beside(
            server,
            table,
            search.rollups().stream().filter(rollup -> rollup.flows().equals(found)).toList());
    this.besideNanos = System.nanoTime();
    Thread.ofVirtual().name("weir-clickhouse-names").start(() -> beside.look(status));
  }

  /// Done when names and roll-ups have been looked for once.
  CompletableFuture<@Nullable Void> lookedBeside() {
    return beside.looked();
  }

  private long intervalNanos(FlowTable found) {
    long told =
        Long.parseLong(server.ask(found.intervalSql(status.newestNanos())).rows().getFirst()[0]);
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
    lacking(query);
    return new Asked<>(query, cancel);
  }

  @Override
  public FlowStream stream(TimeRange range, Filter filter, Set<FlowField> fields, Cancel cancel) {
    RecordQuery all = new RecordQuery(range, filter, fields, 0);
    lacking(all);
    List<FlowField> read = fields(all);
    String sql = fitting(() -> ClickHouseSql.stored(range, filter, read, rows(all).mapping()));
    return new RowStream(
        read,
        cancel,
        into -> {
          URI node = server.read(sql, into, cancel);
          shards.ifPresent(every -> every.require(server, node, cancel));
        });
  }

  private void lacking(Query<?> query) {
    capabilities
        .lacks(query)
        .ifPresent(
            lack -> {
              throw new StoreException(lack, null);
            });
  }

  @Override
  public String sql(Query<?> query) {
    return statement(query).sql();
  }

  @Override
  public Optional<Cost> cost(Query<?> query, Cancel cancel) {
    return capabilities.lacks(query).isPresent()
        ? Optional.empty()
        : Optional.of(
            Estimate.of(
                statement(query).sql(), ranges(query), table, layout(cancel), server, cancel));
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

  /// @param counted whether its answer tells how many flows matched
  private record Statement(String sql, boolean counted) {}

  /// @throws StoreException if it is too long for a server
  private Statement statement(Query<?> query) {
    return fitting(() -> made(query));
  }

  private static <T> T fitting(Supplier<T> making) {
    try {
      return making.get();
    } catch (ClickHousePlaces.TooLong e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  private Statement made(Query<?> query) {
    return switch (query) {
      case FlowQuery flows -> {
        Beside.Pieces pieces =
            beside.pieces(flows.inRankSteps(), status.oldestNanos(), directions());
        yield new Statement(
            ClickHouseSql.answer(flows, pieces.rows())
                + (flows.top() == 0 && !flows.by().isEmpty() ? "\nLIMIT " + (MOST_ROWS + 1) : ""),
            pieces.counted());
      }
      case RelationQuery relations ->
          new Statement(ClickHouseSql.relations(relations, rows(query)), true);
      case ComparisonQuery comparison ->
          new Statement(
              ClickHouseSql.comparison(
                  comparison,
                  table.rows(comparison.query().looked(), query.fields(), directions()),
                  table.rows(comparison.other().looked(), query.fields(), directions())),
              true);
      case RecordQuery records ->
          new Statement(
              ClickHouseSql.records(limited(records), fields(records), rows(query).mapping()),
              true);
    };
  }

  private static List<TimeRange> ranges(Query<?> query) {
    return query instanceof ComparisonQuery both
        ? List.of(both.looked(), both.against())
        : List.of(query.looked());
  }

  private Rows rows(Query<?> query) {
    Set<FlowField> fields = EnumSet.noneOf(FlowField.class);
    fields.addAll(query.fields());
    if (query instanceof RecordQuery records) {
      fields.addAll(fields(records));
    }
    return table.rows(query.looked(), fields, directions());
  }

  private static RecordQuery limited(RecordQuery query) {
    return query.limit() > 0 && query.limit() <= MOST_ROWS
        ? query
        : new RecordQuery(
            query.range(), query.filter(), query.shown(), query.order(), MOST_ROWS + 1L);
  }

  /// What is read of a record: what is wanted, or all that there is.
  private List<FlowField> fields(RecordQuery query) {
    return FlowField.all().stream()
        .filter(field -> query.shown().isEmpty() || query.shown().contains(field))
        .filter(field -> !capabilities.lackedFields().contains(field))
        .toList();
  }

  /// A question that the server works on.
  private final class Asked<A extends Result> implements Question<A> {
    private final Query<A> query;
    private final Cancel cancel;
    private final Rowset rows = new Rowset();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable RuntimeException failure;
    private final long flows = status.rows();
    private volatile boolean counted = true;
    private long startedNanos;
    private double share;

    Asked(Query<A> query, Cancel cancel) {
      this.query = query;
      this.cancel = cancel;
    }

    @Override
    public A next() {
      if (startedNanos == 0) {
        startedNanos = System.nanoTime();
        Thread.ofVirtual().name("weir-clickhouse").start(this::read);
      }
      try {
        if (!ended.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
          return soFar();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw StoreException.cancelled();
      }
      RuntimeException failed = failure;
      if (failed != null) {
        throw failed;
      }
      long elapsedNanos = System.nanoTime() - startedNanos;
      return covering(
          answer(query, rows, counted, elapsedNanos), Coverage.complete(flows), elapsedNanos);
    }

    private void read() {
      try {
        Statement statement = statement(query);
        counted = statement.counted();
        URI node = server.read(statement.sql(), rows, cancel);
        shards.ifPresent(all -> all.require(server, node, cancel));
      } catch (RuntimeException e) {
        failure = e;
      } finally {
        ended.countDown();
      }
    }

    private A soFar() {
      if (cancel.isCancelled()) {
        throw StoreException.cancelled();
      }
      // what is to be read grows where a statement looks at the rows twice
      share =
          Math.max(share, Math.min(0.99, (double) rows.readRows() / Math.max(1, rows.ofRows())));
      long of = rows.ofRows() == 0 ? flows : rows.ofRows(); // of the range alone
      Coverage coverage = Coverage.awaited(Math.round(of * share), of);
      return covering(query.nothing(), coverage, System.nanoTime() - startedNanos);
    }

    @Override
    public void close() {
      if (startedNanos != 0 && ended.getCount() > 0) {
        cancel.cancel();
      }
    }
  }

  @SuppressWarnings("unchecked") // the same kind of answer
  private static <A extends Result> A covering(A answer, Coverage coverage, long elapsedNanos) {
    return (A)
        switch (answer) {
          case Answer flows -> flows.withCoverage(coverage, elapsedNanos);
          case Relations relations -> relations.withCoverage(coverage, elapsedNanos);
          case Comparison both -> both.withCoverage(coverage, elapsedNanos);
          default -> coverage.complete() ? answer : Records.none(coverage);
        };
  }

  @SuppressWarnings("unchecked") // each kind of question has its kind of answer
  private <A extends Result> A answer(
      Query<A> query, Rowset rows, boolean counted, long elapsedNanos) {
    if (rows.rows().size() > MOST_ROWS) {
      throw new StoreException(
          "the answer has more than a million rows, too many to read over the network: ask for the"
              + " largest groups, a shorter range or fewer records",
          null);
    }
    return (A)
        switch (query) {
          case FlowQuery flows -> {
            Answer answer = Answers.of(flows, rows, elapsedNanos);
            yield counted ? answer : answer.withoutCount();
          }
          case RelationQuery relations -> Answers.of(relations, rows, elapsedNanos);
          case ComparisonQuery both -> Answers.of(both, rows, elapsedNanos);
          case RecordQuery records -> Records.of(Answers.records(fields(records), rows));
        };
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

  /// As the names in force say it; as they were before where a rule is wrong.
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
    if (System.nanoTime() - statusNanos > restNanos(statusTookNanos) && !asking) {
      asking = true;
      Thread.ofVirtual().name("weir-clickhouse-status").start(this::readAnew);
    }
    return status;
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
    long newest = status.newestNanos();
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    return now - newest > DAY_NANOS ? Long.MAX_VALUE : newest - LATE_NANOS;
  }

  @Override
  public long restNanos(long tookNanos) {
    return Math.max(LEAST_REST_NANOS, REST_SHARE * tookNanos);
  }

  private void readAnew() {
    long began = System.nanoTime();
    try {
      status = readStatus(table);
      if (System.nanoTime() - besideNanos > BESIDE_NANOS) {
        besideNanos = System.nanoTime();
        beside.look(status);
      }
    } catch (StoreException e) {
      LOG.debug("{}: {}", title(), e.getMessage());
      StoreStatus old = status;
      status =
          new StoreStatus(
              old.rows(),
              old.diskBytes(),
              old.oldestNanos(),
              old.newestNanos(),
              0,
              StoreStatus.Keeping.EVERYTHING,
              with(String.valueOf(e.getMessage())));
    } finally {
      statusNanos = began;
      statusTookNanos = System.nanoTime() - began;
      asking = false;
    }
  }

  private StoreStatus readStatus(FlowTable of) {
    Rowset answer = new Rowset();
    Cancel never = new Cancel();
    URI node = server.read(of.statusSql(), answer, never);
    shards.ifPresent(all -> all.require(server, node, never));
    String[] row = answer.rows().getFirst();
    long rows = Long.parseLong(row[0]);
    return new StoreStatus(
        rows,
        0,
        rows == 0 ? 0 : Long.parseLong(row[1]),
        rows == 0 ? 0 : Long.parseLong(row[2]),
        0,
        StoreStatus.Keeping.EVERYTHING,
        problems);
  }

  private List<String> with(String problem) {
    List<String> all = new ArrayList<>(problems);
    all.add(problem);
    return all;
  }

  @Override
  public void close() {
    server.close();
  }
}
