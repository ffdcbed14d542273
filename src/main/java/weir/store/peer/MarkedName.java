package weir.store.peer;

import java.util.function.Function;
import weir.query.Dimension;
import weir.query.Located;

/// The name of a dimension between two processes. What tables of names and filters make has a mark
/// behind it: values are places in such a table, so both need the same.
final class MarkedName {
  private static final char MARK = '#';

  private MarkedName() {}

  static String of(Dimension dimension) {
    String mark = mark(dimension);
    return mark.isEmpty() ? dimension.name() : dimension.name() + MARK + mark;
  }

  /// @param known gives the dimension of a name
  /// @throws IllegalArgumentException with a sentence, if it is made of other names here
  static Dimension read(String marked, Function<String, Dimension> known) {
    int at = marked.indexOf(MARK);
    Dimension here = known.apply(at < 0 ? marked : marked.substring(0, at));
    if (at >= 0 && !marked.substring(at + 1).equals(mark(here))) {
      throw new IllegalArgumentException(
          here.name()
              + " is told by other names in the process that has the data set open: give both the"
              + " same --names");
    }
    return here;
  }

  private static String mark(Dimension dimension) {
    return switch (dimension) {
      case Dimension.Named named -> Long.toHexString(named.table().fingerprint());
      case Located located ->
          Long.toHexString(located.table().fingerprint())
              + located.otherwise().map(MarkedName::mark).orElse("");
      case Dimension.Cases cases -> Integer.toHexString(cases.toString().hashCode());
      default -> "";
    };
  }
}
