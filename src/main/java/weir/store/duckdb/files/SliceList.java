package weir.store.duckdb.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import weir.query.TimeRange;
import weir.store.Changes;

/// The slices that can be asked, for any thread. Whoever asks pins the slices it names; one that is
/// taken off the list is detached once nobody pins it.
public final class SliceList {
  /// In the order in which they were begun.
  private volatile List<Slice> slices = List.of();

  private final Changes changes = new Changes();
  private final Map<String, Integer> pins = new HashMap<>();
  private final Map<String, Runnable> leaving = new HashMap<>();

  public List<Slice> all() {
    return slices;
  }

  public synchronized void add(Slice slice) {
    List<Slice> more = new ArrayList<>(slices);
    more.add(slice);
    slices = List.copyOf(more);
    changed(slice);
  }

  /// Of the flows in all slices.
  public Changes changes() {
    return changes;
  }

  private void changed(Slice slice) {
    if (slice.rows() > 0) {
      changes.changed(slice.oldestNanos(), slice.newestNanos());
    }
  }

  /// A slice's flows are the same, but not what is said of them.
  synchronized void changedValues(String alias) {
    named(alias).ifPresent(this::changed);
  }

  /// Rows have been added to a slice, and can be asked for.
  public synchronized void grow(String alias, long rows, long oldestNanos, long newestNanos) {
    change(alias, slice -> slice.plus(rows, oldestNanos, newestNanos));
    changes.came(oldestNanos, newestNanos);
  }

  public Optional<Slice> named(String alias) {
    return slices.stream().filter(slice -> slice.alias().equals(alias)).findFirst();
  }

  /// Changes what is known of a slice, if it is still there; its flows are the same.
  public synchronized void change(String alias, UnaryOperator<Slice> change) {
    slices =
        slices.stream()
            .map(slice -> slice.alias().equals(alias) ? change.apply(slice) : slice)
            .toList();
  }

  /// Changes what is known of all; their flows are the same.
  public synchronized void change(UnaryOperator<Slice> change) {
    slices = slices.stream().map(change).toList();
  }

  /// Slices with flows in the range, which stay attached until they are given back.
  public synchronized List<Slice> pin(TimeRange range) {
    List<Slice> pinned = slices.stream().filter(slice -> slice.overlaps(range)).toList();
    pinned.forEach(slice -> pins.merge(slice.alias(), 1, Integer::sum));
    return pinned;
  }

  /// One slice, which stays attached until it is given back; empty if it is off the list.
  public synchronized Optional<Slice> pin(String alias) {
    Optional<Slice> slice = named(alias);
    slice.ifPresent(_ -> pins.merge(alias, 1, Integer::sum));
    return slice;
  }

  public void unpin(List<Slice> pinned) {
    List<Runnable> due = new ArrayList<>();
    synchronized (this) {
      for (Slice slice : pinned) {
        pins.computeIfPresent(slice.alias(), (_, count) -> count == 1 ? null : count - 1);
        if (!pins.containsKey(slice.alias())) {
          Runnable action = leaving.remove(slice.alias());
          if (action != null) {
            due.add(action);
          }
        }
      }
    }
    due.forEach(Runnable::run);
  }

  /// Puts a slice in another's place. The other leaves as in [#remove]; until then the new one
  /// stays too, for what belongs to both is used by those that pin the other.
  ///
  /// @param change makes the new one of the other
  /// @return false if the other is off the list; nothing has happened then
  boolean replace(String alias, UnaryOperator<Slice> change, Runnable whenFree) {
    synchronized (this) {
      Optional<Slice> known = named(alias);
      if (known.isEmpty()) {
        return false;
      }
      Slice by = change.apply(known.get());
      slices = slices.stream().map(slice -> slice.alias().equals(alias) ? by : slice).toList();
      if (pins.containsKey(alias)) {
        pins.merge(by.alias(), 1, Integer::sum);
        leaving.put(
            alias,
            () -> {
              whenFree.run();
              unpin(List.of(by));
            });
        return true;
      }
    }
    whenFree.run();
    return true;
  }

  /// Takes a slice off the list; no question begins with it any more. Nothing happens if it is off
  /// already: whoever took it off sees to what follows.
  ///
  /// @param whenFree run at once, or by the last one that gives it back
  public void remove(String alias, Runnable whenFree) {
    synchronized (this) {
      Optional<Slice> known = named(alias);
      if (known.isEmpty()) {
        return;
      }
      slices = slices.stream().filter(slice -> !slice.alias().equals(alias)).toList();
      changed(known.get());
      if (pins.containsKey(alias)) {
        leaving.put(alias, whenFree);
        return;
      }
    }
    whenFree.run();
  }
}
