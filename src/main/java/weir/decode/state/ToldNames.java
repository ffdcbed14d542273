package weir.decode.state;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.exporter.ToldName;

/// Names that an exporter's options give to applications, VRFs and samplers. Bounded: the one
/// unheard for longest goes. One thread writes, any reads.
public final class ToldNames {
  /// More than the largest tables of applications have.
  public static final int MOST = 8192;

  private record Key(ToldName.About about, long key) {}

  private final LinkedHashMap<Key, ToldName> known = new LinkedHashMap<>(8, 0.75f, true);
  private final Footprint footprint;
  private @Nullable List<ToldName> listed = List.of();

  /// @param footprint grows and shrinks with it
  ToldNames(Footprint footprint) {
    this.footprint = footprint;
  }

  /// Takes in a name; an empty one is none.
  public synchronized void named(ToldName.About about, long key, String name, String description) {
    if (name.isEmpty()) {
      return;
    }
    ToldName told = new ToldName(about, key, name, description);
    ToldName before = known.put(new Key(about, key), told);
    if (told.equals(before)) {
      return;
    }
    listed = null;
    footprint.add(told.footprintBytes() - (before == null ? 0 : before.footprintBytes()));
    if (known.size() > MOST) {
      footprint.add(-known.pollFirstEntry().getValue().footprintBytes());
    }
  }

  /// Goes on from what was known before a restart.
  void restore(List<ToldName> before) {
    before.forEach(told -> named(told.about(), told.key(), told.name(), told.description()));
  }

  /// By what they are of, and number.
  synchronized List<ToldName> status() {
    List<ToldName> all = listed;
    if (all == null) {
      all =
          known.values().stream()
              .sorted(
                  Comparator.comparing(ToldName::about)
                      .thenComparing(ToldName::key, Long::compareUnsigned))
              .toList();
      listed = all;
    }
    return all;
  }
}
