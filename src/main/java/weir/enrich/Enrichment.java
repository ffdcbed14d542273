package weir.enrich;

import weir.flow.FlowBatch;
import weir.query.DirectionRules;

/// Fills in what exporters leave out, a batch at a time, on whichever thread has the batch.
public interface Enrichment {
  /// Fills every row.
  ///
  /// @param rules that tell in and out, where people have written some
  void apply(FlowBatch batch, DirectionRules rules);

  /// Fills every row where nobody has written rules.
  default void apply(FlowBatch batch) {
    apply(batch, DirectionRules.NONE);
  }

  /// How in and out are told; the part of it that packets need, too.
  Directions directions();

  /// AS first, for directions may be told by them.
  static Enrichment of(Directions directions, AsFill ases) {
    return new Both(directions, ases);
  }

  /// The two, one after the other.
  record Both(Directions directions, AsFill ases) implements Enrichment {
    @Override
    public void apply(FlowBatch batch, DirectionRules rules) {
      ases.apply(batch);
      directions.apply(batch, rules);
    }
  }
}
