package weir.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import weir.query.Answer;

/// Writes what is exported into files, whole or not at all. The desktop is given one: how files are
/// stored is none of its business.
public interface Exports {
  /// Writes an answer. Takes its time.
  ///
  /// @param about of the answer, by name; as far as the format has a place for it
  /// @param marked whether text begins with a byte order mark
  /// @param file whose name's end says how
  /// @throws IOException if it cannot be written
  void write(Answer answer, Map<String, String> about, boolean marked, Path file)
      throws IOException;

  /// Where nothing is written.
  Exports NONE =
      (_, _, _, _) -> {
        throw new IOException("nothing is exported here");
      };
}
