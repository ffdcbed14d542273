package weir.ui.explore;

import java.util.ArrayList;
import java.util.List;
import weir.exporter.Labels;
import weir.query.Filter;
import weir.query.FilterText;
import weir.query.History;
import weir.query.Scope;

/// The way here and the filter in words, each said once: the field has the filter, the picker the
/// range, the chips the parts of the filter, the crumbs the steps that none of these tells of.
record Steps(History history, Labels labels, RangeText ranges) {
  /// A scope that can be gone to.
  ///
  /// @param index in the history
  record Crumb(int index, String text) {}

  /// Steps before the one that is shown.
  List<Crumb> crumbs() {
    List<Crumb> crumbs = new ArrayList<>();
    for (int i = 0; i < history.index(); i++) {
      if (i == 0 ? isElsewhere() : !isTold(i)) {
        crumbs.add(new Crumb(lastOf(i), i == 0 ? first() : change(i)));
      }
    }
    return crumbs;
  }

  /// The last step with the same flows: who goes back to them stays in the view.
  private int lastOf(int index) {
    int last = index;
    while (last + 1 < history.index()
        && history.scopes().get(last + 1).equals(history.scopes().get(index))) {
      last++;
    }
    return last;
  }

  /// Every step, the newest last.
  List<Crumb> all() {
    List<Crumb> all = new ArrayList<>();
    for (int i = 0; i < history.scopes().size(); i++) {
      all.add(new Crumb(i, i == 0 ? whole(history.scopes().getFirst()) : change(i)));
    }
    return all;
  }

  /// The filter's parts, if the field does not tell as much: there are several, or an exporter or
  /// an interface has a name.
  List<String> chips() {
    Filter filter = history.current().filter();
    List<String> texts =
        filter.conjuncts().stream()
            .map(part -> FilterText.of(part, filter.labels(labels)))
            .toList();
    boolean told = texts.size() == 1 && texts.getFirst().equals(FilterText.of(filter));
    return told ? List.of() : texts;
  }

  /// Whether field, chips and picker say what a step has added.
  private boolean isTold(int index) {
    Scope now = history.current();
    Scope step = history.scopes().get(index);
    Scope before = history.scopes().get(index - 1);
    if (step.equals(before)) {
      return true; // the list of views says which it is
    }
    return step.filter().equals(before.filter())
        ? step.range().equals(now.range())
        : now.filter().conjuncts().containsAll(step.filter().conjuncts());
  }

  /// Whether other flows were looked at at first, or at any step since.
  private boolean isElsewhere() {
    return history.trail().stream().distinct().count() > 1;
  }

  /// What is different there from now.
  private String first() {
    Scope first = history.scopes().getFirst();
    Scope now = history.current();
    boolean sameFlows = first.filter().equals(now.filter());
    return sameFlows && !first.range().equals(now.range())
        ? ranges.of(first.range())
        : whole(first);
  }

  /// What a step has changed.
  private String change(int index) {
    Scope step = history.scopes().get(index);
    Scope before = history.scopes().get(index - 1);
    if (step.equals(before)) {
      return history.steps().get(index).view().title();
    }
    if (step.filter().equals(before.filter())) {
      return ranges.of(step.range());
    }
    List<Filter> added =
        step.filter().conjuncts().stream()
            .filter(part -> !before.filter().conjuncts().contains(part))
            .toList();
    return added.isEmpty()
        ? whole(step)
        : FilterText.of(Filter.together(added), step.filter().labels(labels));
  }

  private String whole(Scope scope) {
    return scope.filter().isAll() ? "All traffic" : FilterText.of(scope.filter(), labels);
  }
}
