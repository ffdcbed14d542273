package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.Exporter;
import weir.naming.Interface;
import weir.naming.Naming;
import weir.naming.Side;

/// Where one's own network ends: the interfaces that people call external or internal.
final class Borders {
  private static final List<String> NAMES = List.of("unknown", "external", "internal");
  private static final int EXTERNAL = 1;
  private static final int INTERNAL = 2;

  private final Naming naming;

  Borders(Naming naming) {
    this.naming = naming;
  }

  /// Whether any interface is external.
  boolean isKnown() {
    return naming.exporters().values().stream()
        .flatMap(said -> said.interfaces().values().stream())
        .anyMatch(said -> said.side() == Side.EXTERNAL);
  }

  /// The flows that come in by an interface on a side, or go out by one.
  ///
  /// @param way [FlowField#IN_INTERFACE] or [FlowField#OUT_INTERFACE]
  Filter on(FlowField way, Side side) {
    List<Filter> any = new ArrayList<>();
    for (Map.Entry<IpAddress, Exporter> one : naming.exporters().entrySet()) {
      List<Long> indexes = indexes(one.getValue(), side);
      if (!indexes.isEmpty()) {
        any.add(
            new Filter.And(
                List.of(
                    new Filter.Within(FlowField.EXPORTER, one.getKey(), 128),
                    new Filter.In(way, indexes))));
      }
    }
    return any.size() == 1 ? any.getFirst() : new Filter.Or(any);
  }

  private static List<Long> indexes(Exporter said, Side side) {
    List<Long> indexes = new ArrayList<>();
    for (Map.Entry<Long, Interface> one : said.interfaces().entrySet()) {
      if (one.getValue().side() == side) {
        indexes.add(one.getKey());
      }
    }
    return indexes;
  }

  /// Which side the interface is on by which flows come in, or go out.
  Dimension side(String name, String label, FlowField way) {
    return new Dimension.Cases(
        name,
        label,
        List.of(
            new Dimension.Cases.Case(EXTERNAL, on(way, Side.EXTERNAL)),
            new Dimension.Cases.Case(INTERNAL, on(way, Side.INTERNAL))),
        NAMES,
        0);
  }
}
