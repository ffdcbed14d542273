package weir.ingest;

import java.util.function.Supplier;
import weir.store.Refill;
import weir.store.RefillPlan;

/// Flows of a source that can be given their AS anew: what would be done, and how it is begun.
///
/// @param by which tables and own networks say whose addresses are, in words; empty where none do
/// @param start begins it; takes its time
public record Refilling(RefillPlan plan, String by, Supplier<Started> start) {
  /// Begun, in the background.
  ///
  /// @param source whose flows they are: another one where the former was open for asking alone
  public record Started(Refill refill, Source source) {}
}
