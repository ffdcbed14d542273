package weir.ui.explore;

import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import weir.query.History;
import weir.query.Scope;
import weir.query.View;

/// Where one has been: every scope and view that was looked at, and the way back and forward.
public final class Travel {
  private final Runnable changed;
  private final ReadOnlyObjectWrapper<History> history;
  private final ReadOnlyObjectWrapper<View> view;

  /// @param changed told that what is on the screen is out of date
  Travel(Scope start, View first, Runnable changed) {
    this.changed = changed;
    view = new ReadOnlyObjectWrapper<>(first);
    history = new ReadOnlyObjectWrapper<>(History.of(start, first));
  }

  /// Begins anew; the view stays. Whoever begins says that it has changed.
  void begin(Scope start) {
    history.set(History.of(start, view()));
  }

  /// The same steps under other names.
  void rename(History renamed) {
    history.set(renamed);
  }

  void go(Scope next) {
    if (!next.equals(history().current())) {
      moveTo(history().go(next));
    }
  }

  void go(History.Step next) {
    moveTo(history().go(next));
  }

  /// The same flows in another view.
  void turn(View next) {
    if (!next.equals(view.get())) {
      moveTo(history().turn(next));
    }
  }

  public void back() {
    moveTo(history().back());
  }

  public void forward() {
    moveTo(history().forward());
  }

  /// To a place in [#history].
  public void goTo(int index) {
    moveTo(history().at(index));
  }

  private void moveTo(History next) {
    if (!next.equals(history.get())) {
      history.set(next);
      view.set(next.view());
      changed.run();
    }
  }

  public History history() {
    return Objects.requireNonNull(history.get());
  }

  public ReadOnlyObjectProperty<History> historyProperty() {
    return history.getReadOnlyProperty();
  }

  View view() {
    return Objects.requireNonNull(view.get());
  }

  ReadOnlyObjectProperty<View> viewProperty() {
    return view.getReadOnlyProperty();
  }
}
