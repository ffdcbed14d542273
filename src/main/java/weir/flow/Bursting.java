package weir.flow;

import java.util.List;

/// What knows how much came at once on the adapters that it captures on.
public interface Bursting {
  /// What captures nothing.
  Bursting NONE = _ -> List.of();

  /// Of the last hour, an entry an adapter; from any thread.
  List<Peaks> bursts(BurstBin bin);
}
