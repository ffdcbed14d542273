package weir.ui.explore;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Filters that are kept: those that have names, and those that were applied last. Belongs to the
/// JavaFX thread.
public final class FilterShelf {
  private static final int MOST_RECENT = 20;
  private static final int MOST_SAVED = 200;

  /// A filter that was given a name.
  public record Named(String name, String text) {}

  /// @param saved by their names
  /// @param recent the newest first
  public record Kept(List<Named> saved, List<String> recent) {
    public Kept {
      saved = List.copyOf(saved.subList(0, Math.min(saved.size(), MOST_SAVED)));
      recent = List.copyOf(recent.subList(0, Math.min(recent.size(), MOST_RECENT)));
    }
  }

  private final ReadOnlyObjectWrapper<Kept> kept =
      new ReadOnlyObjectWrapper<>(new Kept(List.of(), List.of()));

  public Kept kept() {
    return kept.get();
  }

  public ReadOnlyObjectProperty<Kept> keptProperty() {
    return kept.getReadOnlyProperty();
  }

  /// In place of all that is kept.
  public void set(Kept now) {
    kept.set(now);
  }

  /// A filter was applied.
  void used(String text) {
    List<String> recent = new ArrayList<>(List.of(text));
    kept().recent().stream().filter(one -> !one.equals(text)).forEach(recent::add);
    kept.set(new Kept(kept().saved(), recent));
  }

  /// Keeps a filter, in place of the one of the same name.
  void save(Named filter) {
    List<Named> saved = others(filter.name());
    saved.add(filter);
    saved.sort((one, other) -> one.name().compareToIgnoreCase(other.name()));
    kept.set(new Kept(saved, kept().recent()));
  }

  void rename(Named filter, String name) {
    delete(filter);
    save(new Named(name, filter.text()));
  }

  void delete(Named filter) {
    kept.set(new Kept(others(filter.name()), kept().recent()));
  }

  /// Forgets one of those that were applied.
  void forget(String text) {
    kept.set(
        new Kept(
            kept().saved(), kept().recent().stream().filter(one -> !one.equals(text)).toList()));
  }

  private List<Named> others(String name) {
    return new ArrayList<>(
        kept().saved().stream().filter(one -> !one.name().equalsIgnoreCase(name)).toList());
  }
}
