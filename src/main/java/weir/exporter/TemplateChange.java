package weir.exporter;

import java.util.List;
import weir.flow.FlowType;

/// A template that came with other fields than before.
///
/// @param nanos when, since 1970
public record TemplateChange(
    FlowType type,
    long domain,
    int id,
    long nanos,
    List<TemplateStatus.Field> before,
    List<TemplateStatus.Field> after) {
  public TemplateChange {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
