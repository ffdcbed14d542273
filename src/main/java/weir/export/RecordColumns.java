package weir.export;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import weir.flow.FlowField;
import weir.query.Dimension;

/// Which columns flow records have.
///
/// @param chosen in this order; none for all fields that any record fills
/// @param names more of them, behind these
public record RecordColumns(List<Dimension> chosen, List<Dimension> names) {
  /// All fields that are filled.
  public static final RecordColumns FILLED = new RecordColumns(List.of(), List.of());

  public RecordColumns {
    chosen = List.copyOf(chosen);
    names = List.copyOf(names);
  }

  /// All of them, in order.
  ///
  /// @param filled what any record fills
  public List<Dimension> of(List<Dimension> filled) {
    List<Dimension> all = new ArrayList<>(chosen.isEmpty() ? filled : chosen);
    names.stream().filter(name -> !all.contains(name)).forEach(all::add);
    return all;
  }

  /// Fields to ask for; none for all.
  public Set<FlowField> fields() {
    Set<FlowField> fields = EnumSet.noneOf(FlowField.class);
    if (!chosen.isEmpty()) {
      of(List.of()).forEach(one -> fields.addAll(one.fields()));
    }
    return fields;
  }
}
