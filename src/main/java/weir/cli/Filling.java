package weir.cli;

import java.util.List;
import picocli.CommandLine.Mixin;
import weir.app.EventLog;
import weir.enrich.AsKeeper;
import weir.enrich.AsWish;
import weir.enrich.Directions;
import weir.enrich.Enrichment;
import weir.ingest.AdapterInput;
import weir.naming.NamesFile;
import weir.query.Dimensions;
import weir.store.FlowReader;

/// What is filled in of flows before they are printed or stored, by whichever command reads them:
/// in and out by `--inside`, AS by `--as-table`, `--own-as` and the tables of the names file.
final class Filling {
  @Mixin private Inside inside = new Inside();
  @Mixin private AsOption ases = new AsOption();
  @Mixin private NamesOption names = new NamesOption();

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
    return new Live(directions(adapters), ases.keep(names.open(), log));
  }

  /// Fills until it is closed.
  record Live(Directions directions, AsKeeper keeper) implements AutoCloseable {
    Enrichment enrichment() {
      return Enrichment.of(directions, keeper.fill());
    }

    @Override
    public void close() {
      keeper.close();
    }
  }

  private Directions directions(List<AdapterInput> adapters) {
    return inside.directions(AdapterOptions.own(adapters));
  }

  /// What the names that are in force let people ask for.
  Dimensions dimensions() {
    return Dimensions.of(names.open().now());
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
