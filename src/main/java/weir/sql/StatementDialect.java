package weir.sql;

import java.util.Optional;
import weir.query.AddressTable;
import weir.query.NameTable;

/// DuckDB's words in statements that people read and take elsewhere, where no store looks values up
/// for them: tables of names are written out.
final class StatementDialect extends DuckDbDialect {
  /// Longer statements are not read, and no console takes them.
  private static final int MOST_WRITTEN = 2_000;

  @Override
  public boolean looksUp(NameTable table) {
    return table.stretches().count() > MOST_WRITTEN;
  }

  @Override
  public boolean comparesAll() {
    return true;
  }

  /// The address itself, as far as it is one value: filters name the column of places instead.
  @Override
  public String located(AddressTable table, String high, String low, Optional<String> otherwise) {
    return low;
  }

  /// The value itself: what it is called is too much to be written.
  @Override
  public String place(NameTable table, String high, String low) {
    return low;
  }
}
