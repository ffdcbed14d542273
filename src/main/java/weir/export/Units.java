package weir.export;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.query.Measure;

/// In what the numbers of a table are.
public final class Units {
  private Units() {}

  /// "bytes: octets; bps: bit/s", of the columns whose numbers are of something; empty for none.
  public static String of(List<Sheet.Column> columns) {
    return columns.stream()
        .flatMap(column -> unit(column).map(unit -> column.name() + ": " + unit).stream())
        .collect(Collectors.joining("; "));
  }

  private static Optional<String> unit(Sheet.Column column) {
    if (column.isText()) {
      return Optional.empty();
    }
    String name = column.name();
    return name.endsWith("_us")
        ? Optional.of("microseconds")
        : Arrays.stream(Measure.values())
            .filter(measure -> (name + "_").startsWith(measure.measureName() + "_"))
            .max(
                Comparator.comparingInt(
                    measure -> measure.isOneWay() ? 0 : measure.measureName().length()))
            .map(measure -> measure == Measure.BYTES ? "octets" : measure.unit());
  }
}
