package weir.store.duckdb.read;

import java.util.ArrayList;
import java.util.List;
import weir.query.TimeRange;
import weir.store.duckdb.read.QueryPlan.Piece;

/// The newest part of a plan, and the rest of it. The part has all that is newer than the rest, of
/// whatever slice: several are written at the same time. Roll-ups stay whole.
record Cut(List<Piece> newest, List<Piece> rest) {

  /// @param pieces at least one
  /// @param mostRows rows in the newest part, about
  static Cut of(List<Piece> pieces, long mostRows) {
    long from = from(pieces, mostRows);
    List<Piece> newest = new ArrayList<>();
    List<Piece> rest = new ArrayList<>();
    for (Piece piece : pieces) {
      TimeRange range = piece.range();
      if (range.untilNanos() <= from) {
        rest.add(piece);
      } else if (range.fromNanos() >= from || piece.summary().isPresent()) {
        newest.add(piece);
      } else {
        newest.add(piece.within(new TimeRange(from, range.untilNanos())));
        rest.add(piece.within(new TimeRange(range.fromNanos(), from)));
      }
    }
    QueryPlan.newestFirst(rest);
    return new Cut(newest, rest);
  }

  /// The earliest time since when there are no more rows.
  private static long from(List<Piece> pieces, long mostRows) {
    long low = pieces.stream().mapToLong(piece -> piece.range().fromNanos()).min().orElseThrow();
    long high =
        pieces.stream().mapToLong(piece -> piece.range().untilNanos()).max().orElseThrow() - 1;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (rowsSince(pieces, middle) > mostRows) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double rowsSince(List<Piece> pieces, long nanos) {
    double rows = 0;
    for (Piece piece : pieces) {
      TimeRange range = piece.range();
      double since = (double) range.untilNanos() - Math.max(nanos, range.fromNanos());
      rows += piece.rows() * Math.max(0, since) / Math.max(1, range.lengthNanos());
    }
    return rows;
  }
}
