package weir.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.Exporter;
import weir.naming.Interface;
import weir.naming.Naming;

/// Names of interfaces as a dimension: an interface is told by its exporter and its number, and
/// interfaces of one name are one group, whoever's they are.
final class InterfaceNames {
  /// Numbers of each exporter's interfaces, by name.
  private final Map<String, Map<IpAddress, List<Long>>> indexes =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  InterfaceNames(Naming naming) {
    naming.exporters().forEach(this::add);
  }

  private void add(IpAddress exporter, Exporter said) {
    said.interfaces()
        .forEach(
            (index, one) -> {
              if (index != 0 && !name(one).isEmpty()) { // 0 is not known
                indexes
                    .computeIfAbsent(name(one), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(exporter, _ -> new ArrayList<>())
                    .add(index);
              }
            });
  }

  private static String name(Interface one) {
    String name = one.name().isEmpty() ? one.description() : one.name();
    return name.replace('"', '\''); // filters write it between such
  }

  /// Whether any interface has a name.
  static boolean isTold(Naming naming) {
    return naming.exporters().values().stream()
        .flatMap(said -> said.interfaces().values().stream())
        .anyMatch(one -> !name(one).isEmpty());
  }

  /// @param way [FlowField#IN_INTERFACE] or [FlowField#OUT_INTERFACE]
  /// @param rest what those without a name are called
  Dimension of(String name, String label, FlowField way, String rest) {
    List<String> names = new ArrayList<>();
    List<Dimension.Cases.Case> cases = new ArrayList<>();
    indexes.forEach(
        (called, exporters) -> {
          cases.add(new Dimension.Cases.Case(names.size(), on(way, exporters)));
          names.add(called);
        });
    names.add(rest);
    return new Dimension.Cases(name, label, cases, names, names.size() - 1);
  }

  private static Filter on(FlowField way, Map<IpAddress, List<Long>> exporters) {
    List<Filter> any = new ArrayList<>();
    exporters.forEach(
        (exporter, numbers) ->
            any.add(
                new Filter.And(
                    List.of(
                        new Filter.Within(FlowField.EXPORTER, exporter, 128),
                        new Filter.In(way, numbers)))));
    return any.size() == 1 ? any.getFirst() : new Filter.Or(any);
  }
}
