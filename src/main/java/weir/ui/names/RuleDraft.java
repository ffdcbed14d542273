package weir.ui.names;

import java.util.ArrayList;
import java.util.List;
import weir.naming.Naming;
import weir.naming.RuleLine;
import weir.query.DirectionRules;

/// Rules of directions while they are written: they are not in force before all of them can be read
/// and somebody says so.
final class RuleDraft {
  private List<String> inForce = List.of();
  private final List<String> rules = new ArrayList<>();

  /// What is in force by now; what was begun here stays.
  void inForce(List<String> now) {
    boolean begun = isBegun();
    inForce = now;
    if (!begun) {
      takeBack();
    }
  }

  List<String> rules() {
    return List.copyOf(rules);
  }

  /// Whether something else is written than is in force.
  boolean isBegun() {
    return !rules.equals(inForce);
  }

  void takeBack() {
    rules.clear();
    rules.addAll(inForce);
  }

  /// Writes a rule anew; behind the last one it is one more.
  ///
  /// @throws IllegalArgumentException if the direction is none
  void put(int place, String direction, String filter) {
    String rule = RuleLine.text(direction, filter);
    if (place < rules.size()) {
      rules.set(place, rule);
    } else {
      rules.add(rule);
    }
  }

  void remove(int place) {
    rules.remove(place);
  }

  /// Moves a rule before or behind others.
  ///
  /// @return where it is then
  int move(int place, int step) {
    int to = place + step;
    if (place < 0 || to < 0 || to >= rules.size()) {
      return place;
    }
    rules.add(to, rules.remove(place));
    return to;
  }

  /// Why each rule cannot be read; nothing where it can.
  List<String> problems(Naming names) {
    return DirectionRules.problems(names.withDirections(rules()));
  }
}
