package weir.query;

import java.util.ArrayList;
import java.util.List;

/// Scopes that were looked at, and which of them is now.
public record History(List<Scope> scopes, int index) {
  public History {
    scopes = List.copyOf(scopes);
  }

  /// Begins with a scope.
  public static History of(Scope first) {
    return new History(List.of(first), 0);
  }

  public Scope current() {
    return scopes.get(index);
  }

  /// To a new scope; what was ahead is forgotten.
  public History go(Scope next) {
    List<Scope> kept = new ArrayList<>(trail());
    kept.add(next);
    return new History(kept, index + 1);
  }

  public boolean canBack() {
    return index > 0;
  }

  public boolean canForward() {
    return index < scopes.size() - 1;
  }

  public History back() {
    return canBack() ? new History(scopes, index - 1) : this;
  }

  public History forward() {
    return canForward() ? new History(scopes, index + 1) : this;
  }

  /// To the scope at a place in [#scopes], which are the breadcrumbs.
  public History at(int newIndex) {
    return new History(scopes, newIndex);
  }

  /// From the first to the current.
  public List<Scope> trail() {
    return scopes.subList(0, index + 1);
  }
}
