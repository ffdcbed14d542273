package weir.enrich;

import weir.flow.FlowBatch;

/// Fills in what exporters leave out, a batch at a time, on whichever thread has the batch.
public interface Enrichment {
  /// Fills every row.
  void apply(FlowBatch batch);

  /// How in and out are told; the part of it that packets need, too.
  Directions directions();

  /// AS first, for directions may be told by them.
  static Enrichment of(Directions directions, AsFill ases) {
    return new Both(directions, ases);
  }

  /// The two, one after the other.
  record Both(Directions directions, AsFill ases) implements Enrichment {
    @Override
    public void apply(FlowBatch batch) {
      ases.apply(batch);
      directions.apply(batch);
    }
  }
}
