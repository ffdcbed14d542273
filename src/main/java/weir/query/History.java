package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What was looked at, and which of it is now.
public record History(List<Step> steps, int index) {
  /// Which flows of which time, and how they were shown.
  public record Step(Scope scope, View view) {}

  public History {
    steps = List.copyOf(steps);
  }

  /// Begins with a scope in a view.
  public static History of(Scope first, View view) {
    return new History(List.of(new Step(first, view)), 0);
  }

  public Scope current() {
    return steps.get(index).scope();
  }

  public View view() {
    return steps.get(index).view();
  }

  /// To a new scope in the same view; what was ahead is forgotten.
  public History go(Scope next) {
    return go(new Step(next, view()));
  }

  /// To a new view of the same scope; what was ahead is forgotten.
  public History turn(View next) {
    return go(new Step(current(), next));
  }

  /// To both; what was ahead is forgotten.
  public History go(Step next) {
    List<Step> kept = new ArrayList<>(steps.subList(0, index + 1));
    kept.add(next);
    return new History(kept, index + 1);
  }

  /// The same steps with other filters in their places.
  public History filtered(UnaryOperator<Filter> change) {
    return new History(
        steps.stream()
            .map(
                step ->
                    new Step(
                        new Scope(change.apply(step.scope().filter()), step.scope().range()),
                        step.view()))
            .toList(),
        index);
  }

  public boolean canBack() {
    return index > 0;
  }

  public boolean canForward() {
    return index < steps.size() - 1;
  }

  public History back() {
    return canBack() ? new History(steps, index - 1) : this;
  }

  public History forward() {
    return canForward() ? new History(steps, index + 1) : this;
  }

  /// To the step at a place in [#steps], which are the breadcrumbs.
  public History at(int newIndex) {
    return new History(steps, newIndex);
  }

  /// Scopes of all steps.
  public List<Scope> scopes() {
    return steps.stream().map(Step::scope).toList();
  }

  /// Scopes from the first to the current.
  public List<Scope> trail() {
    return scopes().subList(0, index + 1);
  }
}
