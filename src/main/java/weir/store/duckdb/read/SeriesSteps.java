package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.SQL;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.read.QueryPlan.Piece;
import weir.store.duckdb.rollup.SliceTable;

/// The largest of many groups over time, exactly: first which they are over the range, then their
/// sums by bucket, and "Other" as what is missing to the total. Grouping everything by bucket and
/// key instead would make more groups than there are flows in a bucket.
///
/// Until that is done the answer is that of the lists of largest groups, or of the newest flows.
final class SeriesSteps implements Steps<Answer> {
  /// Flows that the first answer is made of where there are no lists.
  private static final long FIRST_ROWS = 500_000;

  private static final String BEST = "weir_best";

  private final FlowQuery query;
  private final List<SliceTable> tables;
  private final Database.Reader reader;
  private final Collector ranking;
  private final Collector series;
  private final Collector totals;
  private @Nullable Answer soFar;
  private double mostMissing;
  private double covered;
  private long wholeFromNanos;
  private boolean ranked;
  private boolean answered;

  SeriesSteps(
      FlowQuery query, List<SliceTable> tables, List<Piece> pieces, Database.Reader reader) {
    this.query = query;
    this.tables = tables;
    this.reader = reader;
    FlowQuery whole = query.withBucket(0);
    this.ranking =
        new Collector(
            reader, "weir_ranking", QueryPlan.of(whole, tables), batch -> SQL.groups(whole, batch));
    this.series =
        new Collector(reader, "weir_series", pieces, batch -> SQL.groupsAmong(query, batch, BEST));
    this.totals = Collector.totals(reader, query, tables);
  }

  @Override
  public Answer next(long untilNanos) {
    Answer before = soFar;
    if (before == null) {
      before = first();
      soFar = before;
      return before;
    }
    do {
      work(untilNanos);
    } while (!series.isDone() && System.nanoTime() < untilNanos);
    if (series.isDone()) {
      answered = true;
      mostMissing = 0;
      return AnswerReader.ask(
          reader, query, SQL.answerWithTotals(query, series.table(), BEST, totals.table()));
    }
    return before;
  }

  private void work(long untilNanos) {
    if (!totals.isDone()) {
      totals.collect(untilNanos);
    } else if (!ranking.isDone()) {
      ranking.collect(untilNanos);
    } else if (!ranked) {
      reader.execute(
          "CREATE OR REPLACE TEMP TABLE " + BEST + " AS " + SQL.best(query, ranking.table()));
      ranked = true;
    } else {
      series.collect(untilNanos);
    }
  }

  private Answer first() {
    Optional<Lists> lists = Lists.of(query, tables);
    if (lists.isPresent()) {
      Answer answer = lists.get().answer(reader);
      mostMissing = lists.get().mostMissing(answer);
      covered = lists.get().covered();
      return answer;
    }
    List<Piece> pieces = QueryPlan.of(query, tables);
    Piece newest = pieces.getFirst().newest(FIRST_ROWS);
    covered = (double) newest.flows() / Math.max(1, pieces.stream().mapToLong(Piece::flows).sum());
    // Another slice may have flows of the same time.
    long others = pieces.size() == 1 ? 0 : pieces.get(1).range().untilNanos();
    wholeFromNanos = Math.max(newest.range().fromNanos(), others);
    return AnswerReader.ask(reader, query, SQL.answer(query, List.of(newest.source())));
  }

  @Override
  public double share() {
    return answered ? 1 : Math.min(0.99, (totals.share() + ranking.share() + series.share()) / 3);
  }

  @Override
  public double covered() {
    return covered;
  }

  @Override
  public long wholeFromNanos() {
    return wholeFromNanos;
  }

  @Override
  public double mostMissing() {
    return mostMissing;
  }

  @Override
  public void close() {
    totals.drop();
    ranking.drop();
    series.drop();
    if (ranked) {
      reader.drop(BEST);
    }
  }
}
