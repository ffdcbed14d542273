package weir.ui.names;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import weir.enrich.download.Downloads;
import weir.naming.Layers;
import weir.naming.NameSheet;
import weir.naming.Naming;
import weir.query.Filter;
import weir.store.Cancel;
import weir.store.DirectionShares;
import weir.ui.explore.FilterField;

/// What the page of names needs of the window that it is in.
public interface NamesWork {
  /// What each says, also what is shown, and names that come along. May take a while; on any
  /// thread.
  Layers layers();

  /// The names file; empty where nothing is kept.
  Optional<Path> file();

  /// What is wrong with the files, a sentence each.
  List<String> problems();

  /// Says something else. May take a while; on any thread.
  ///
  /// @throws IllegalStateException with a sentence, if it cannot be kept
  void change(UnaryOperator<Naming> change);

  /// Which way octets of the latest hour go with something else said, which is not in force yet.
  /// Empty where nothing is stored. May take a while; on any thread.
  ///
  /// @throws RuntimeException with a sentence, if it cannot be told
  Optional<DirectionShares> shares(UnaryOperator<Naming> change, Cancel cancel);

  /// A field for filters over what is shown.
  ///
  /// @param holds the filter that holds
  /// @param chosen told of another one
  FilterField filter(String id, Supplier<Filter> holds, Consumer<Filter> chosen);

  /// What gives stored flows their AS anew, by the files that are named.
  Node refill();

  /// Why what is said in the data set that is shown alone cannot be taken back from here, in a
  /// sentence; empty where it can.
  Optional<String> cannotUnsay();

  /// Takes back what is said in the data set that is shown alone. On any thread.
  ///
  /// @throws RuntimeException with a sentence, if that cannot be kept
  void unsay(NameSheet sheet, List<NameSheet.Line> lines);

  /// Asks for a CSV file to read.
  Optional<Path> csv();

  /// Asks for a file of a table, whatever it is called.
  Optional<Path> table();

  /// Asks for a file to write.
  ///
  /// @param name to begin with
  Optional<Path> csvTo(String name);

  /// Brings tables into the folder of the names file; empty where nothing is kept.
  default Optional<Downloads> downloads() {
    return file().map(path -> Downloads.into(path.toAbsolutePath().resolveSibling("")));
  }

  /// Opens the names file in the program for such files.
  ///
  /// @throws IOException if nothing here does it
  void open(Path file) throws IOException;
}
