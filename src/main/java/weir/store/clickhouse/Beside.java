package weir.store.clickhouse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.query.DirectionRules;
import weir.query.FlowQuery;
import weir.query.TimeRange;
import weir.sql.Rows;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// What stands beside a table of flows: names, and sums that may be asked instead. Until it has
/// been looked for there is nothing.
final class Beside {
  private static final Logger LOG = LoggerFactory.getLogger(Beside.class);
  private static final int LOOK_SECONDS = 3;

  private final Server server;
  private final FlowTable table;
  private final CompletableFuture<@Nullable Void> looked = new CompletableFuture<>();
  private volatile List<RollUpTable> rollups;
  private volatile Labels labels;

  /// @param rollups of the table, the coarsest first
  Beside(Server server, FlowTable table, List<RollUpTable> rollups) {
    this.server = server;
    this.table = table;
    this.rollups = List.copyOf(rollups);
    this.labels = NameReader.read(server, table);
  }

  /// Reads names anew, with who has sent lately, and since when roll-ups are whole.
  void look(StoreStatus status) {
    try {
      Labels named = NameReader.read(server, table);
      labels = NameReader.heard(server, table, named, status.newestNanos());
      List<RollUpTable> checked = new ArrayList<>();
      for (RollUpTable sums : rollups.reversed()) { // the finest first: coarser ones by it
        checked.addFirst(checked(sums, checked, status));
      }
      rollups = List.copyOf(checked);
    } catch (RuntimeException e) {
      LOG.debug("{}: what stands beside it is not known", table.title(), e);
    } finally {
      looked.complete(null);
    }
  }

  /// Done when it has been looked for once.
  CompletableFuture<@Nullable Void> looked() {
    return looked;
  }

  Labels labels() {
    return labels;
  }

  /// @param finer those that have been checked
  private RollUpTable checked(RollUpTable sums, List<RollUpTable> finer, StoreStatus status) {
    try {
      String[] steps = server.ask(sums.stepsSql()).rows().getFirst();
      RollUpTable holding = steps[2].equals("0") ? sums.unknown() : sums.holding(steps);
      Optional<TimeRange> sample = holding.sample(status.oldestNanos());
      if (sample.isEmpty()) {
        return sums.unknown();
      }
      TimeRange range = sample.get();
      String told =
          finer.stream()
              .filter(other -> other.holds(range))
              .findFirst()
              .map(other -> other.sumsSql(range))
              .orElseGet(() -> table.sumsSql(range));
      boolean same =
          Arrays.equals(
              server.ask(holding.sumsSql(range)).rows().getFirst(),
              server.ask(told).rows().getFirst());
      return same ? holding : sums.unknown();
    } catch (StoreException e) {
      LOG.debug("{} is not asked: {}", sums.name(), e.getMessage());
      return sums.unknown();
    }
  }

  /// What a question is asked of.
  ///
  /// @param counted whether the answer tells how many flows matched
  record Pieces(List<Rows> rows, boolean counted) {}

  /// The flows of a question, or sums of them where these give the same to the last octet.
  ///
  /// @param oldestNanos time received of the oldest flow
  /// @param rules that tell directions, which roll-ups know nothing of
  Pieces pieces(FlowQuery query, long oldestNanos, DirectionRules rules) {
    if (!rules.isNone() && query.fields().contains(FlowField.DIRECTION)) {
      return flows(query, rules);
    }
    if (rollups.stream().anyMatch(sums -> sums.suits(query))) {
      await();
    }
    for (RollUpTable sums : rollups) {
      Optional<TimeRange> stretch = sums.stretch(query, oldestNanos);
      if (stretch.isPresent()) {
        return new Pieces(pieces(query, sums, stretch.get()), sums.counts());
      }
    }
    return flows(query, DirectionRules.NONE);
  }

  private Pieces flows(FlowQuery query, DirectionRules rules) {
    return new Pieces(
        List.of(table.rows(query.looked(), query.fields(), rules)), !table.schema().sums());
  }

  /// Until it has been looked once, as what is found may spare most of the work.
  private void await() {
    try {
      looked.get(LOOK_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("{}: its roll-ups are not known yet", table.title());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Rows> pieces(FlowQuery query, RollUpTable sums, TimeRange stretch) {
    Set<FlowField> fields = query.fields();
    TimeRange range = query.range();
    List<Rows> pieces = new ArrayList<>();
    pieces.add(
        sums.rows(stretch, fields, table.rows(stretch, fields, DirectionRules.NONE).mapping()));
    if (range.fromNanos() < stretch.fromNanos()) {
      pieces.add(
          table.rows(
              new TimeRange(range.fromNanos(), stretch.fromNanos()), fields, DirectionRules.NONE));
    }
    if (stretch.untilNanos() < range.untilNanos()) {
      pieces.add(
          table.rows(
              new TimeRange(stretch.untilNanos(), range.untilNanos()),
              fields,
              DirectionRules.NONE));
    }
    return pieces;
  }
}
