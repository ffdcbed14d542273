package weir.enrich;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.enrich.table.PrefixTable;
import weir.flow.Prefixes;
import weir.naming.NamesFile;
import weir.naming.Naming;
import weir.naming.Table;

/// What AS are to be filled in from.
///
/// @param tables files that say whose networks are; of several the later count first
/// @param own networks that the user has said the AS of
public record AsWish(List<Path> tables, Map<Prefixes.Network, Integer> own) {
  public static final AsWish NONE = new AsWish(List.of(), Map.of());

  public AsWish {
    tables = List.copyOf(tables);
    own = Map.copyOf(own);
  }

  /// What a names file wishes: its tables, and that its own networks are of its own AS. Where it
  /// has several AS of its own nobody knows which.
  public static AsWish of(NamesFile names) {
    Naming now = names.now();
    List<Long> systems = now.ownSystems().toList();
    Map<Prefixes.Network, Integer> own = new LinkedHashMap<>();
    if (systems.size() == 1) {
      int mine = (int) (long) systems.getFirst();
      Prefixes.of(now.own()).networks().forEach(network -> own.put(network, mine));
    }
    return new AsWish(names.tables(Table.Kind.AS_PREFIXES), own);
  }

  /// This, and what another wishes before it.
  public AsWish and(AsWish first) {
    List<Path> files = new ArrayList<>(tables);
    files.addAll(first.tables);
    Map<Prefixes.Network, Integer> all = new LinkedHashMap<>(own);
    all.putAll(first.own);
    return new AsWish(files.stream().distinct().toList(), all);
  }

  /// Whether nothing is to be filled in.
  public boolean isEmpty() {
    return tables.isEmpty() && own.isEmpty();
  }

  /// What the user says.
  public PrefixTable user() {
    PrefixTable.Builder table = new PrefixTable.Builder();
    own.forEach(
        (network, asn) ->
            table.add(network.address().high(), network.address().low(), network.bits(), asn));
    return table.build();
  }
}
