package weir.ui.names;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import weir.enrich.download.Downloads;
import weir.naming.Layers;
import weir.naming.Naming;

/// What the page of names needs of the window that it is in.
public interface NamesWork {
  /// What each says, also exporters of what is shown. May take a while; on any thread.
  Layers layers();

  /// The names file; empty where nothing is kept.
  Optional<Path> file();

  /// What is wrong with the files, a sentence each.
  List<String> problems();

  /// Says something else. May take a while; on any thread.
  ///
  /// @throws IllegalStateException with a sentence, if it cannot be kept
  void change(UnaryOperator<Naming> change);

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
