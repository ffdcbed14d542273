package weir.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.app.DataSets;
import weir.enrich.AsNaming;
import weir.enrich.AsWish;
import weir.enrich.Directions;
import weir.enrich.Enrichment;
import weir.ingest.Source;
import weir.naming.NamesFile;
import weir.store.FlowReader;

/// `--names`: the file with the names of the network.
final class NamesOption {
  @Option(
      names = "--names",
      paramLabel = "FILE",
      description =
          "The file with names of exporters, interfaces, networks and hosts; weir names says more"
              + " (default: names.json beside the settings, if it is there).")
  @Example("/etc/weir/names.json")
  private @Nullable Path file;

  private @Nullable NamesFile opened;

  /// What named it: settings are looked at one by one, so it may be another one later.
  private @Nullable Path openedBy;

  /// The file that is named; empty for the usual one.
  Optional<Path> path() {
    return Optional.ofNullable(file);
  }

  /// @throws CommandFailed if the file that is named is not there, or something in it is wrong
  NamesFile open() {
    NamesFile names = opened;
    if (names == null || !Objects.equals(file, openedBy)) {
      names = DataSets.names(path(), System.getenv());
      names.look();
      opened = names;
      openedBy = file;
      check(names);
    }
    return names;
  }

  private void check(NamesFile names) {
    if (file == null) {
      return; // it was not asked for: what is wrong with it is in the log
    }
    if (!Files.exists(file)) {
      throw new CommandFailed(
          "--names: there is no file " + file + "; weir names tells what it is");
    }
    if (!names.problems().isEmpty()) {
      throw new CommandFailed("--names: " + String.join("\n", names.problems()));
    }
  }

  /// Fills in what the tables and own networks of the file say of AS, besides directions.
  ///
  /// @throws CommandFailed as [#open] does, and if a table is none
  Enrichment filling(Directions directions) {
    return AsOption.fill(directions, AsWish.of(open()), List.of());
  }

  /// What is asked of this source has these names.
  <S extends Source> S named(S source) {
    try {
      name(source.store());
      return source;
    } catch (CommandFailed e) {
      source.close();
      throw e;
    }
  }

  void name(FlowReader store) {
    store.names(read()::layers);
  }

  /// The same of who is fed, not asked: what AS are called is not read.
  void tell(FlowReader store) {
    store.names(open()::layers);
  }

  /// With what AS are called, by tables that the file names.
  ///
  /// @throws CommandFailed as [#open] does
  NamesFile read() {
    NamesFile names = open();
    AsNaming.read(names);
    check(names);
    return names;
  }
}
