package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.SQL;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.read.QueryPlan.Piece;
import weir.store.duckdb.rollup.SliceTable;
import weir.store.duckdb.rollup.TopList;

/// The largest of groups for which there is no roll-up but lists: their sums on the lists bound
/// what they are from below, and what the lists leave out bounds it from above. The groups that may
/// be among the largest are few; their exact sums come from the lists that have all of them, and
/// from the flows of the other slices.
///
/// Where what is left out is too much to tell, the flows of all slices are grouped.
final class ListedSteps implements Steps<Answer> {
  private static final String CANDIDATES = "weir_candidates";
  private static final String BEST = "weir_best";

  private final FlowQuery query;
  private final TopList list;
  private final List<SliceTable> tables;
  private final Lists lists;
  private final Database.Reader reader;
  private final Pace pace;
  private final Collector sums;
  private final Collector totals;
  private @Nullable Answer soFar;
  private @Nullable Collector exact;
  private @Nullable DirectSteps direct;
  private double mostMissing;
  private boolean answered;

  /// @param lists for the same question
  ListedSteps(
      FlowQuery query, Lists lists, List<SliceTable> tables, Database.Reader reader, Pace pace) {
    this.query = query;
    this.list = lists.list();
    this.tables = tables;
    this.lists = lists;
    this.reader = reader;
    this.pace = pace;
    this.sums =
        new Collector(
            reader, pace, "weir_sums", lists.plan().pieces(), batch -> SQL.groups(query, batch));
    this.totals = Collector.totals(reader, pace, query, tables);
  }

  @Override
  public Answer next(long untilNanos) {
    if (soFar == null) {
      soFar = lists.answer(reader);
      mostMissing = lists.mostMissing(soFar);
      return soFar;
    }
    DirectSteps all = direct;
    if (all != null) {
      mostMissing = 0;
      return all.next(untilNanos);
    }
    do {
      work(untilNanos);
    } while (!isFound() && direct == null && System.nanoTime() < untilNanos);
    Collector found = exact;
    if (found != null && found.isDone()) {
      answered = true;
      mostMissing = 0;
      reader.execute(
          "CREATE OR REPLACE TEMP TABLE " + BEST + " AS " + SQL.best(query, found.table()));
      return AnswerReader.ask(
          reader, query, SQL.answerWithTotals(query, found.table(), BEST, totals.relation()));
    }
    return soFar;
  }

  private boolean isFound() {
    return exact != null && exact.isDone();
  }

  private void work(long untilNanos) {
    if (!totals.isReady()) {
      totals.collect(untilNanos);
    } else if (!sums.isDone()) {
      sums.collect(untilNanos);
    } else if (exact != null) {
      exact.collect(untilNanos);
    } else {
      double least = reader.number(SQL.smallestOfBest(query, sums.table()));
      if (least > lists.plan().leftOut()) {
        exact = candidates();
      } else {
        direct = new DirectSteps(query, QueryPlan.of(query, tables), reader, pace);
      }
    }
  }

  private Collector candidates() {
    reader.execute(
        "CREATE OR REPLACE TEMP TABLE "
            + CANDIDATES
            + " AS "
            + SQL.candidates(query, sums.table(), lists.plan().leftOut()));
    List<SliceTable> listing =
        tables.stream()
            .map(table -> hasList(table) && !hasAll(table) ? table.withoutRollups() : table)
            .toList();
    List<Piece> pieces =
        QueryPlan.fromLists(query, list, listing)
            .map(QueryPlan.Listed::pieces)
            .orElseGet(() -> QueryPlan.of(query, listing));
    return new Collector(
        reader, pace, "weir_exact", pieces, batch -> SQL.groupsAmong(query, batch, CANDIDATES));
  }

  private boolean hasList(SliceTable table) {
    return table.rollups().map(rollups -> rollups.lists().containsKey(list)).orElse(false);
  }

  private boolean hasAll(SliceTable table) {
    return reader.number(
            SQL.notListed(query, CANDIDATES, table.rollups().orElseThrow().table(list)))
        == 0;
  }

  @Override
  public double share() {
    if (answered) {
      return 1;
    }
    if (direct != null) {
      return direct.share();
    }
    double found = exact == null ? 0 : exact.share();
    return Math.min(0.99, (totals.share() + sums.share() + found) / 3);
  }

  @Override
  public double covered() {
    return direct == null ? lists.covered() : direct.covered();
  }

  @Override
  public long wholeFromNanos() {
    return direct == null ? 0 : direct.wholeFromNanos();
  }

  @Override
  public double mostMissing() {
    return mostMissing;
  }

  @Override
  public void close() {
    totals.drop();
    sums.drop();
    if (exact != null) {
      exact.drop();
      reader.drop(CANDIDATES);
    }
    if (direct != null) {
      direct.close();
    }
    if (answered) {
      reader.drop(BEST);
    }
  }
}
