package weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import weir.app.EventLog;
import weir.enrich.AsFill;
import weir.enrich.AsKeeper;
import weir.enrich.Directions;
import weir.enrich.Enrichment;
import weir.enrich.table.AsNumber;
import weir.enrich.table.AsTable;
import weir.enrich.table.PrefixTable;
import weir.flow.Prefixes;

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
    user();
  }

  /// Reads the files before it returns.
  ///
  /// @throws CommandFailed if one is no table: says where in it, and why
  Enrichment with(Directions directions) {
    if (files.isEmpty() && own.isEmpty()) {
      return directions;
    }
    return Enrichment.of(directions, new AsFill(user(), table().prefixes()));
  }

  /// The table of the files.
  ///
  /// @throws CommandFailed if one is none
  AsTable table() {
    try {
      return AsTable.load(files);
    } catch (IOException e) {
      throw new CommandFailed("--as-table: " + e.getMessage(), e);
    }
  }

  /// Reads the files meanwhile, and again when they have changed.
  ///
  /// @throws CommandFailed if one cannot be read
  AsKeeper keep(EventLog log) {
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new CommandFailed("--as-table: " + file + " cannot be read");
      }
    }
    return AsKeeper.start(
        files,
        user(),
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

  /// Whether nothing is to be filled in.
  boolean isEmpty() {
    return files.isEmpty() && own.isEmpty();
  }

  /// What the user says.
  ///
  /// @throws CommandFailed if it is no network with its AS
  PrefixTable user() {
    PrefixTable.Builder table = new PrefixTable.Builder();
    for (String text : own) {
      int sign = text.indexOf('=');
      OptionalInt asn = AsNumber.parse(text.substring(sign + 1).strip());
      try {
        if (sign < 0 || asn.isEmpty()) {
          throw new IllegalArgumentException("'" + text + "' is no network and its AS");
        }
        Prefixes.of(List.of(text.substring(0, sign)))
            .networks()
            .forEach(
                network ->
                    table.add(
                        network.address().high(),
                        network.address().low(),
                        network.bits(),
                        asn.getAsInt()));
      } catch (IllegalArgumentException e) {
        throw new CommandFailed("--own-as: " + e.getMessage() + "; say 203.0.113.0/24=64500", e);
      }
    }
    return table.build();
  }
}
