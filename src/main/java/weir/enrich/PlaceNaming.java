package weir.enrich;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import weir.enrich.table.PlaceTable;
import weir.naming.NamesFile;
import weir.naming.Places;
import weir.naming.Table;

/// Tables of places that a names file points to, as its files are. One that is wrong leaves what
/// was read before in force, and is said by the names file.
final class PlaceNaming {
  private static final String WHO = "tables of places";

  private final NamesFile names;
  private final boolean atOnce;
  private List<FileStamp> stamps = List.of();
  private Places known = Places.NONE;

  /// @param atOnce whether they are read by who looks, and not by who first asks where an address
  ///   is
  PlaceNaming(NamesFile names, boolean atOnce) {
    this.names = names;
    this.atOnce = atOnce;
  }

  /// What is in force since the last look.
  Places known() {
    return known;
  }

  /// Whether they are others than before.
  boolean look() {
    List<Path> files = names.tables(Table.Kind.PLACES);
    List<FileStamp> now = files.stream().map(FileStamp::of).toList();
    if (now.equals(stamps)) {
      return false;
    }
    stamps = now;
    if (files.isEmpty()) {
      names.wrong(WHO, List.of());
      known = Places.NONE;
    } else if (atOnce) {
      Places.Known read = read(files, known);
      known = Places.of(() -> read);
    } else {
      known = Places.of(() -> read(files, Places.NONE));
    }
    return true;
  }

  private Places.Known read(List<Path> files, Places otherwise) {
    try {
      Places.Known read = PlaceTable.load(files);
      names.wrong(WHO, List.of());
      return read;
    } catch (IOException e) {
      names.wrong(WHO, List.of(e.getMessage() + "; what was read before stays in force"));
      return otherwise.known();
    }
  }
}
