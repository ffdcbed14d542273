package weir.ingest;

import java.util.BitSet;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.PickedRows;
import weir.naming.Naming;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.RowTest;

/// Leaves out what is not to be stored of a port's flows, by the names that are in force. Where it
/// cannot be read by these, because their tables are not there yet or what it names is called
/// something else by now, all is stored, and it says so. From any thread.
final class PortFilter {
  private final PortTerms terms;
  private volatile Bound bound;

  /// The filter as names make it.
  ///
  /// @param test null where it cannot be read
  /// @param problem why not
  private record Bound(
      Naming of, @Nullable RowTest test, Set<FlowField> fields, Optional<String> problem) {
    private static Bound of(PortTerms terms, Naming naming) {
      try {
        Filter filter = terms.parsed(Dimensions.of(naming)).orElseGet(Filter::all);
        return new Bound(naming, RowTest.of(filter), filter.fields(), Optional.empty());
      } catch (IllegalArgumentException e) {
        return new Bound(naming, null, Set.of(), Optional.of(String.valueOf(e.getMessage())));
      }
    }
  }

  PortFilter(PortTerms terms, Naming naming) {
    this.terms = terms;
    this.bound = Bound.of(terms, naming);
  }

  /// Reads it again where these names are others.
  void read(Naming naming) {
    var _ = bound(naming);
  }

  @SuppressWarnings("ReferenceEquality") // to compare long tables takes long
  private Bound bound(Naming naming) {
    Bound now = bound;
    if (now.of != naming) {
      now = Bound.of(terms, naming);
      bound = now;
    }
    return now;
  }

  /// Why it could not be read when it was last tried.
  Optional<String> problem() {
    return bound.problem;
  }

  /// @param lacking fields that are not filled yet: by these nothing is left out
  /// @return how many rows were left out
  int leaveOut(FlowBatch batch, Naming naming, Set<FlowField> lacking) {
    Bound now = bound(naming);
    RowTest test = now.test;
    if (test == null || !Collections.disjoint(now.fields, lacking)) {
      return 0;
    }
    int rows = batch.rows();
    BitSet kept = new BitSet(rows);
    for (int row = 0; row < rows; row++) {
      if (test.holds(batch, row)) {
        kept.set(row);
      }
    }
    PickedRows.keep(batch, kept);
    return rows - batch.rows();
  }
}
