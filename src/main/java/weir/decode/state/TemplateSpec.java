package weir.decode.state;

import java.util.Arrays;
import weir.exporter.TemplateStatus;

/// A template as it came: its field specifiers in order.
///
/// @param scopes how many of the fields are scopes; 0 in a template of flows
/// @param fields three numbers a field: element id, length, enterprise (0 for none, [#V9_SCOPE] for
///   a NetFlow v9 scope, whose id is a scope type)
public record TemplateSpec(boolean options, int scopes, int[] fields) {
  public static final int V9_SCOPE = TemplateStatus.Field.V9_SCOPE;

  /// Twice as many as IANA knows elements; more make no template.
  public static final int MOST_FIELDS = 1024;

  private static final int NUMBERS = 3;

  /// Of a template that was told of.
  static TemplateSpec of(TemplateStatus told) {
    return new TemplateSpec(told.options(), told.scopes(), told.numbers());
  }

  int count() {
    return fields.length / NUMBERS;
  }

  int id(int field) {
    return fields[field * NUMBERS];
  }

  int length(int field) {
    return fields[field * NUMBERS + 1];
  }

  int enterprise(int field) {
    return fields[field * NUMBERS + 2];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TemplateSpec that
        && options == that.options
        && scopes == that.scopes
        && Arrays.equals(fields, that.fields);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(fields) * 31 + scopes;
  }
}
