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

/// The largest groups over time, exactly. The first answer is that of the lists of largest groups,
/// or of the newest flows, which show how many groups there are. Few are summed in one pass.
///
/// Of many it is first found out which are the largest over the range, then come their sums by
/// bucket, and "Other" as what is missing to the total. Grouping everything by bucket and key
/// instead would make more groups than there are flows in a bucket.
final class SeriesSteps implements Steps<Answer> {
  private static final String BEST = "weir_best";

  private final FlowQuery query;
  private final Database.Reader reader;
  private final Optional<Lists> lists;
  private final Collector ranking;
  private final Collector series;
  private final Collector totals;

  /// While groups are few, as far as is known.
  private @Nullable DirectSteps direct;

  private @Nullable Answer soFar;
  private double mostMissing;
  private double covered;
  private long wholeFromNanos;
  private boolean ranked;
  private boolean answered;

  SeriesSteps(
      FlowQuery query,
      List<SliceTable> tables,
      List<Piece> pieces,
      Database.Reader reader,
      Pace pace) {
    this.query = query;
    this.reader = reader;
    this.lists = Lists.of(query, tables);
    this.direct = lists.isPresent() ? null : new DirectSteps(query, pieces, reader, pace);
    FlowQuery whole = query.withBucket(0);
    this.ranking =
        new Collector(
            reader,
            pace,
            "weir_ranking",
            QueryPlan.of(whole, tables),
            batch -> SQL.groups(whole, batch));
    this.series =
        new Collector(
            reader, pace, "weir_series", pieces, batch -> SQL.groupsAmong(query, batch, BEST));
    this.totals = Collector.totals(reader, pace, query, tables);
  }

  @Override
  public Answer next(long untilNanos) {
    Answer before = soFar;
    if (before == null) {
      before = first(untilNanos);
      soFar = before;
      return before;
    }
    if (direct != null) {
      soFar = directly(direct, untilNanos);
      return soFar;
    }
    do {
      work(untilNanos);
    } while (!isReady() && System.nanoTime() < untilNanos);
    if (!isReady()) {
      return before;
    }
    answered = true;
    mostMissing = 0;
    return AnswerReader.ask(
        reader, query, SQL.answerWithTotals(query, series.relation(), BEST, totals.relation()));
  }

  private boolean isReady() {
    return ranked && series.isReady() && totals.isReady();
  }

  private void work(long untilNanos) {
    if (!totals.isReady()) {
      totals.collect(untilNanos);
    } else if (!ranked && !ranking.isReady()) {
      ranking.collect(untilNanos);
    } else if (!ranked) {
      reader.execute(
          "CREATE OR REPLACE TEMP TABLE " + BEST + " AS " + SQL.best(query, ranking.relation()));
      ranked = true;
    } else if (!series.isReady()) {
      series.collect(untilNanos);
    }
  }

  private Answer first(long untilNanos) {
    DirectSteps newest = direct;
    if (newest == null) {
      Lists listed = lists.orElseThrow();
      Answer answer = listed.answer(reader);
      mostMissing = listed.mostMissing(answer);
      covered = listed.covered();
      return answer;
    }
    return directly(newest, untilNanos);
  }

  /// Goes on in one pass, as long as what was looked at says that groups are few.
  private Answer directly(DirectSteps onePass, long untilNanos) {
    Answer answer = onePass.next(untilNanos);
    if (onePass.share() < 1 && !onePass.hasFewGroups()) {
      covered = onePass.covered();
      wholeFromNanos = onePass.wholeFromNanos();
      onePass.close();
      direct = null;
    }
    return answer;
  }

  @Override
  public double share() {
    if (direct != null) {
      return direct.share();
    }
    return answered ? 1 : Math.min(0.99, (totals.share() + ranking.share() + series.share()) / 3);
  }

  @Override
  public double covered() {
    return direct == null ? covered : direct.covered();
  }

  @Override
  public long wholeFromNanos() {
    return direct == null ? wholeFromNanos : direct.wholeFromNanos();
  }

  @Override
  public double mostMissing() {
    return mostMissing;
  }

  @Override
  public void close() {
    if (direct != null) {
      direct.close();
    }
    totals.drop();
    ranking.drop();
    series.drop();
    if (ranked) {
      reader.drop(BEST);
    }
  }
}
