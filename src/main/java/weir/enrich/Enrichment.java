package weir.enrich;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
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

  /// What it will fill, but cannot at this moment, for what it needs is still being read.
  ///
  /// @param rules that tell in and out
  default Set<FlowField> lacking(DirectionRules rules) {
    return Set.of();
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
    public Set<FlowField> lacking(DirectionRules rules) {
      Set<FlowField> lacking = ases.lacking();
      if (Collections.disjoint(rules.dimension().fields(), lacking)) {
        return lacking;
      }
      Set<FlowField> more = EnumSet.of(FlowField.DIRECTION);
      more.addAll(lacking);
      return more;
    }

    @Override
    public void apply(FlowBatch batch, DirectionRules rules) {
      ases.apply(batch);
      directions.apply(batch, rules);
    }
  }
}
