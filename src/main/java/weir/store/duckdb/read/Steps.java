package weir.store.duckdb.read;

import weir.query.Result;

/// A way of answering a question that has something to be looked at.
///
/// @param <A> the answer
interface Steps<A extends Result> {
  /// Works on until that moment, and gives the answer so far.
  A next(long untilNanos);

  /// How much of the work is done: 1 only when the answer is whole and exact.
  double share();

  /// The share of the flows that the answer so far covers.
  double covered();

  /// All flows received from then on are covered by the answer so far; 0 where that is not known.
  default long wholeFromNanos() {
    return 0;
  }

  /// The largest share of any sum that the answer so far may lack.
  default double mostMissing() {
    return 0;
  }

  /// Gives back what it took.
  void close();
}
