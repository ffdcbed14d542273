package weir.decode;

import java.util.Arrays;

/// A template as it came: its field specifiers in order.
///
/// @param scopes how many of the fields are scopes; 0 in a template of flows
/// @param fields three numbers a field: element id, length, enterprise (0 for none, [#V9_SCOPE] for
///   a NetFlow v9 scope, whose id is a scope type)
record TemplateSpec(boolean options, int scopes, int[] fields) {
  static final int V9_SCOPE = -1;
  private static final int NUMBERS = 3;

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
