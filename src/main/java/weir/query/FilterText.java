package weir.query;

import java.util.stream.Collectors;

/// A filter as text.
public final class FilterText {
  private FilterText() {}

  public static String of(Filter filter) {
    return switch (filter) {
      case Filter.And(var parts) ->
          parts.stream().map(FilterText::of).collect(Collectors.joining(" and "));
      case Filter.Or(var parts) ->
          parts.stream().map(FilterText::of).collect(Collectors.joining(" or ", "(", ")"));
      case Filter.Not(var part) -> "not (" + of(part) + ")";
      case Filter.Compare(var field, var op, var value) ->
          field.fieldName() + " " + op.sign() + " " + value;
      case Filter.In(var field, var values) -> field.fieldName() + " in " + values;
      case Filter.Within(var field, var network, var length) ->
          field.fieldName() + " = " + network + (length == 128 ? "" : "/" + length);
      case Filter.HasBits(var field, var bits) -> field.fieldName() + " has " + bits;
    };
  }
}
