package weir.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.flow.Direction;
import weir.flow.FlowBatch;
import weir.naming.Naming;

/// Which way flows go, as people say it: the first rule whose filter lets a flow through tells its
/// direction; where none does, it is unknown. The same rules hold for flows as they come in and for
/// those that were stored under others.
///
/// Rules come from a [Naming]: those that are written there, else the networks that are one's own,
/// else the interfaces that are external; see [DirectionText].
public final class DirectionRules {
  /// Directions are as they were told when flows came in.
  public static final DirectionRules NONE = new DirectionRules(List.of());

  /// Flows that a filter lets through go that way.
  public record Rule(Direction direction, Filter filter) {}

  private final List<Rule> rules;
  private final Dimension.Cases dimension;
  private final RowTest.RowValue value;
  private final long fingerprint;

  private DirectionRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    dimension =
        new Dimension.Cases(
            "direction",
            "Direction",
            rules.stream()
                .map(rule -> new Dimension.Cases.Case(rule.direction().code(), rule.filter()))
                .toList(),
            Arrays.stream(Direction.values()).map(Direction::label).toList(),
            Direction.UNKNOWN.code());
    value = RowTest.value(dimension);
    long hash = 0;
    for (char letter : rules.toString().toCharArray()) {
      hash = (hash ^ letter) * 0x100_0000_01b3L;
    }
    fingerprint = hash;
  }

  /// Those that names have in force.
  ///
  /// @throws WrongRule if one cannot be read; says which, where and why
  public static DirectionRules of(Naming naming) {
    List<Rule> rules = new DirectionText(naming).rules();
    return rules.isEmpty() ? NONE : new DirectionRules(rules);
  }

  /// What is wrong with each of the rules that are written, in words that go on; nothing where it
  /// can be read.
  public static List<String> problems(Naming naming) {
    return new DirectionText(naming).problems();
  }

  public List<Rule> rules() {
    return rules;
  }

  /// Whether there are none, so that directions stay as they are stored.
  public boolean isNone() {
    return rules.isEmpty();
  }

  /// Tells sets of rules apart, the same in every process; 0 for none.
  public long fingerprint() {
    return fingerprint;
  }

  /// The directions that flows have by these rules, to group by.
  public Dimension.Cases dimension() {
    return dimension;
  }

  /// The code of a flow's [Direction].
  public int code(FlowBatch batch, int row) {
    return (int) value.of(batch, row);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DirectionRules that && rules.equals(that.rules);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(fingerprint);
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    rules.forEach(
        rule -> lines.add(rule.direction().label() + ": " + FilterText.of(rule.filter())));
    return String.join("; ", lines);
  }

  /// A rule that cannot be read.
  public static final class WrongRule extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int rule;
    private final int offset;
    private final String problem;

    WrongRule(int rule, String text, int offset, String problem) {
      super("rule %d, '%s', column %d: %s".formatted(rule + 1, text, offset + 1, problem));
      this.rule = rule;
      this.offset = offset;
      this.problem = problem;
    }

    /// What is wrong with it, in words that go on.
    public String problem() {
      return problem;
    }

    /// Its place among the rules, from 0 on.
    public int rule() {
      return rule;
    }

    /// Offset into its text.
    public int offset() {
      return offset;
    }
  }
}
