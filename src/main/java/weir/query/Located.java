package weir.query;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.flow.FlowField;

/// What a table of addresses makes of one, and where that does not know it another dimension of the
/// same names: its values are places among these.
///
/// @param otherwise whose entries are the names of the table, in the same order
public record Located(
    String name,
    String label,
    FlowField address,
    AddressTable table,
    Optional<Dimension.Named> otherwise)
    implements Dimension.OfNames {
  /// Who says which country or city there is, which a label has in brackets: "by GeoLite2-City of
  /// 2026-10-01", "of its AS"; "" of other dimensions.
  public static String told(Dimension by) {
    String label = by.label();
    int bracket = by instanceof Dimension.OfNames ? label.indexOf(" (") : -1;
    return bracket < 0 || !label.endsWith(")")
        ? ""
        : label.substring(bracket + 2, label.length() - 1);
  }

  @Override
  public Set<FlowField> fields() {
    Set<FlowField> fields = EnumSet.of(address);
    otherwise.ifPresent(one -> fields.addAll(one.fields()));
    return fields;
  }

  @Override
  public String text(long high, long low) {
    return table.names().get(Math.clamp(low, 0, table.rest()));
  }

  @Override
  public List<String> names() {
    return table.names();
  }

  @Override
  public List<Long> named(String word) {
    int place = table.place(word);
    return place < 0 ? List.of() : List.of((long) place);
  }
}
