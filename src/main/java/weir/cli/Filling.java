package weir.cli;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import weir.app.EventLog;
import weir.enrich.AsKeeper;
import weir.enrich.AsNaming;
import weir.enrich.AsWish;
import weir.enrich.Directions;
import weir.enrich.Enrichment;
import weir.flow.FlowField;
import weir.ingest.AdapterInput;
import weir.ingest.PortTerms;
import weir.naming.NamesFile;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.store.FlowReader;

/// What is filled in of flows before they are printed or stored, by whichever command reads them:
/// in and out by `--inside`, AS by `--as-table`, `--own-as` and the tables of the names file.
final class Filling {
  private static final Set<FlowField> SYSTEMS = Set.of(FlowField.SRC_AS, FlowField.DST_AS);

  @Mixin private Inside inside = new Inside();
  @Mixin private AsOption ases = new AsOption();
  @Mixin private NamesOption names = new NamesOption();

  /// Whether filters of ports want what AS are called and where addresses are.
  private boolean namesOfTables;

  /// Opens no table.
  ///
  /// @throws CommandFailed if an option or the names file is wrong
  void check() {
    inside.directions();
    ases.check();
    names.open();
  }

  /// Of what is read once, or printed: tables are read before it returns.
  ///
  /// @throws CommandFailed if one is none: says where in it, and why
  Enrichment once() {
    return once(List.of());
  }

  /// The same of adapters, whose addresses are inside unless networks are named.
  Enrichment once(List<AdapterInput> adapters) {
    return ases.with(directions(adapters), AsWish.of(names.open()));
  }

  /// Of what is stored as it comes: tables are read meanwhile, and again when they have changed.
  ///
  /// @throws CommandFailed if one cannot be read
  Live live(List<AdapterInput> adapters, EventLog log) {
    return new Live(
        directions(adapters),
        ases.keep(names.open(), log),
        namesOfTables ? AsNaming.keep(names.open()) : () -> {});
  }

  /// Fills until it is closed.
  record Live(Directions directions, AsKeeper keeper, AsNaming.Keeping systems)
      implements AutoCloseable {
    Enrichment enrichment() {
      return Enrichment.of(directions, keeper.fill());
    }

    @Override
    public void close() {
      keeper.close();
      systems.close();
    }
  }

  private Directions directions(List<AdapterInput> adapters) {
    return inside.directions(AdapterOptions.own(adapters));
  }

  /// What the filter of a port can name. The names of AS and countries by tables are read where it
  /// asks for them, and only there.
  Dimensions dimensions(PortTerms terms) {
    Dimensions people = Dimensions.of(names.open().now());
    if (!wantsTables(terms, people)) {
      return people;
    }
    namesOfTables = true;
    return Dimensions.of(names.read().now());
  }

  private static boolean wantsTables(PortTerms terms, Dimensions people) {
    try {
      return terms.parsed(people).map(Filter::dimensions).stream()
          .flatMap(Set::stream)
          .filter(Dimension.OfNames.class::isInstance)
          .anyMatch(one -> !Collections.disjoint(one.fields(), SYSTEMS));
    } catch (IllegalArgumentException e) {
      return true; // there may be such names
    }
  }

  /// The names file, read.
  NamesFile readNames() {
    return names.read();
  }

  /// Tells a store the names: whose addresses are cut, and which way flows go.
  void tell(FlowReader store) {
    names.tell(store);
  }
}
