package weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import weir.app.EventLog;
import weir.enrich.AsFill;
import weir.enrich.AsKeeper;
import weir.enrich.AsWish;
import weir.enrich.Directions;
import weir.enrich.Enrichment;
import weir.enrich.table.AsNumber;
import weir.enrich.table.AsTable;
import weir.flow.Prefixes;
import weir.naming.NamesFile;

/// `--as-table` and `--own-as`: which AS networks are of, where exporters do not say.
final class AsOption {
  @Option(
      names = "--as-table",
      split = ",",
      paramLabel = "FILE",
      description =
          "Whose networks are, where exporters send no AS: a dump of routes (MRT), CSV, pfx2as, or"
              + " a database of MaxMind, IPinfo or DB-IP; packed or not. Of several the later count"
              + " first. Repeat or separate by commas.")
  @Example({"/var/lib/weir/rib.bz2", "/etc/weir/as.csv"})
  private List<Path> files = List.of();

  @Option(
      names = "--own-as",
      split = ",",
      paramLabel = "PREFIX=AS",
      description =
          "The AS of networks as you say it, which counts before exporters and tables. Repeat or"
              + " separate by commas.")
  @Example({"203.0.113.0/24=64500", "10.0.0.0/8=64512"})
  private List<String> own = List.of();

  /// Opens nothing.
  ///
  /// @throws CommandFailed if a network is none
  void check() {
    wish();
  }

  /// Reads the files before it returns.
  ///
  /// @param more what else is wished; what is said here counts before it
  /// @throws CommandFailed if one is no table: says where in it, and why
  Enrichment with(Directions directions, AsWish more) {
    return fill(directions, more.and(wish()), files);
  }

  /// The same of a wish.
  ///
  /// @param said which of its files were options
  static Enrichment fill(Directions directions, AsWish wish, List<Path> said) {
    return wish.isEmpty()
        ? directions
        : Enrichment.of(directions, new AsFill(wish.user(), table(wish, said).prefixes()));
  }

  /// The table of the files.
  ///
  /// @throws CommandFailed if one is none
  AsTable table(AsWish wish) {
    return table(wish, files);
  }

  private static AsTable table(AsWish wish, List<Path> files) {
    try {
      return AsTable.load(wish.tables());
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      boolean said = files.stream().anyMatch(file -> why.startsWith(file.toString()));
      throw new CommandFailed((said ? "--as-table: " : "the names file: ") + why, e);
    }
  }

  /// Reads the files meanwhile, and again when they have changed, and those of the names.
  ///
  /// @throws CommandFailed if one cannot be read
  AsKeeper keep(NamesFile names, EventLog log) {
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new CommandFailed("--as-table: " + file + " cannot be read");
      }
    }
    return AsKeeper.start(
        names,
        wish(),
        new AsKeeper.Listener() {
          @Override
          public void loaded(AsTable table) {
            log.info("AS by " + table);
          }

          @Override
          public void failed(IOException why) {
            log.warn(why.getMessage() + "; AS are told as before");
          }
        });
  }

  /// What the options say.
  ///
  /// @throws CommandFailed if something is no network with its AS
  AsWish wish() {
    Map<Prefixes.Network, Integer> networks = new LinkedHashMap<>();
    for (String text : own) {
      int sign = text.indexOf('=');
      OptionalInt asn = AsNumber.parse(text.substring(sign + 1).strip());
      try {
        if (sign < 0 || asn.isEmpty()) {
          throw new IllegalArgumentException("'" + text + "' is no network and its AS");
        }
        Prefixes.of(List.of(text.substring(0, sign)))
            .networks()
            .forEach(network -> networks.put(network, asn.getAsInt()));
      } catch (IllegalArgumentException e) {
        throw new CommandFailed("--own-as: " + e.getMessage() + "; say 203.0.113.0/24=64500", e);
      }
    }
    return new AsWish(files, networks);
  }
}
