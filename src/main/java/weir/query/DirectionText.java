package weir.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import weir.flow.Direction;
import weir.flow.FlowField;
import weir.flow.Prefixes;
import weir.naming.Naming;
import weir.naming.Side;

/// Rules of directions as they are written, one a line (docs/directions.md):
///
/// ```
/// in: exporter 192.0.2.1 and in if 5     flows that this filter lets through go that way
/// networks                               by one's own networks and autonomous systems
/// interfaces                             by interfaces that are external
/// ```
final class DirectionText {
  private static final String NETWORKS = "networks";
  private static final String INTERFACES = "interfaces";

  private final Naming naming;
  private final Dimensions dimensions;
  private final Borders borders;

  DirectionText(Naming naming) {
    this.naming = naming;
    dimensions = Dimensions.of(naming.withDirections(List.of()));
    borders = new Borders(naming);
  }

  /// @throws DirectionRules.WrongRule if one cannot be read
  List<DirectionRules.Rule> rules() {
    List<DirectionRules.Rule> rules = new ArrayList<>();
    for (int i = 0; i < naming.directions().size(); i++) {
      rules.addAll(rule(i, naming.directions().get(i)));
    }
    if (naming.directions().isEmpty()) {
      rules.addAll(ownIsKnown() ? byNetworks() : borders.isKnown() ? byInterfaces() : List.of());
    }
    return rules;
  }

  /// What is wrong with each rule, in words that go on; nothing where it can be read.
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < naming.directions().size(); i++) {
      try {
        var _ = rule(i, naming.directions().get(i));
        problems.add("");
      } catch (DirectionRules.WrongRule e) {
        problems.add(e.problem());
      }
    }
    return problems;
  }

  private boolean ownIsKnown() {
    return !naming.own().isEmpty() || naming.ownSystems().findAny().isPresent();
  }

  private List<DirectionRules.Rule> rule(int index, String text) {
    String line = text.strip();
    switch (line.toLowerCase(Locale.ROOT)) {
      case NETWORKS -> {
        if (!ownIsKnown()) {
          throw wrong(index, text, 0, "no networks and no AS are said to be one's own");
        }
        return byNetworks();
      }
      case INTERFACES -> {
        if (!borders.isKnown()) {
          throw wrong(index, text, 0, "no interface is said to be external");
        }
        return byInterfaces();
      }
      default -> {
        return List.of(written(index, text));
      }
    }
  }

  private DirectionRules.Rule written(int index, String text) {
    int colon = text.indexOf(':');
    String word = colon < 0 ? text : text.substring(0, colon);
    Direction direction =
        Arrays.stream(Direction.values())
            .filter(one -> one.label().equalsIgnoreCase(word.strip()))
            .findFirst()
            .orElseThrow(
                () ->
                    wrong(
                        index,
                        text,
                        0,
                        "expected a direction and ':' ("
                            + Arrays.stream(Direction.values())
                                .map(Direction::label)
                                .collect(Collectors.joining(", "))
                            + "), 'networks' or 'interfaces'"));
    if (colon < 0) {
      throw wrong(index, text, text.length(), "expected ':' and a filter behind the direction");
    }
    try {
      Filter filter = FilterParser.parse(text.substring(colon + 1), dimensions);
      if (filter.fields().contains(FlowField.DIRECTION)) {
        throw wrong(index, text, colon + 1, "a direction is not told from itself");
      }
      return new DirectionRules.Rule(direction, filter);
    } catch (FilterSyntaxException e) {
      throw wrong(index, text, colon + 1 + e.position(), e.problem());
    }
  }

  private static DirectionRules.WrongRule wrong(
      int index, String text, int offset, String problem) {
    return new DirectionRules.WrongRule(index, text, offset, problem);
  }

  /// Between two of one's own it is internal, between two others it goes through.
  private List<DirectionRules.Rule> byNetworks() {
    Filter from = own(FlowField.SRC_ADDRESS, FlowField.SRC_AS);
    Filter to = own(FlowField.DST_ADDRESS, FlowField.DST_AS);
    return List.of(
        new DirectionRules.Rule(Direction.INTERNAL, new Filter.And(List.of(from, to))),
        new DirectionRules.Rule(Direction.OUT, from),
        new DirectionRules.Rule(Direction.IN, to),
        new DirectionRules.Rule(Direction.TRANSIT, Filter.all()));
  }

  private Filter own(FlowField address, FlowField system) {
    List<Filter> any = new ArrayList<>();
    if (!naming.own().isEmpty()) {
      NameTable table =
          NameTable.ofNetworks(
              Prefixes.of(naming.own()).networks().stream()
                  .map(network -> new NameTable.Network(network, "own"))
                  .toList(),
              "other");
      any.add(
          new Filter.Is(
              new Dimension.Named("own_" + address.fieldName(), "Own", address, table),
              List.of(0L)));
    }
    List<Long> systems = naming.ownSystems().sorted().toList();
    if (!systems.isEmpty()) {
      any.add(new Filter.In(system, systems));
    }
    return any.size() == 1 ? any.getFirst() : new Filter.Or(any);
  }

  /// What comes in from others and goes out to others goes through; what stays on this side of
  /// every border is internal.
  private List<DirectionRules.Rule> byInterfaces() {
    Filter entering = borders.on(FlowField.IN_INTERFACE, Side.EXTERNAL);
    Filter leaving = borders.on(FlowField.OUT_INTERFACE, Side.EXTERNAL);
    return List.of(
        new DirectionRules.Rule(Direction.TRANSIT, new Filter.And(List.of(entering, leaving))),
        new DirectionRules.Rule(Direction.IN, entering),
        new DirectionRules.Rule(Direction.OUT, leaving),
        new DirectionRules.Rule(
            Direction.INTERNAL,
            new Filter.Or(
                List.of(
                    borders.on(FlowField.IN_INTERFACE, Side.INTERNAL),
                    borders.on(FlowField.OUT_INTERFACE, Side.INTERNAL)))));
  }
}
