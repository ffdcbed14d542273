package weir.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;

/// A filter for who does not know the filter language: "Destination port is 443". For reading
/// alone; [FilterText] is what can be read back.
public final class FilterWords {
  private final Labels labels;

  private FilterWords(Labels labels) {
    this.labels = labels;
  }

  /// What all flows that it lets through have, a sentence each; none for every flow.
  public static List<String> of(Filter filter, Labels labels) {
    FilterWords words = new FilterWords(filter.labels(labels));
    return filter.conjuncts().stream().map(words::words).toList();
  }

  private String words(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) ->
          parts.isEmpty() ? "every flow" : joined(parts, ", and ");
      case Filter.Or(List<Filter> parts) -> parts.isEmpty() ? "no flow" : joined(parts, ", or ");
      case Filter.Not(Filter part) -> "not: " + words(part);
      case Filter.Compare(FlowField field, Filter.Op op, long value) ->
          field.label() + " " + compared(field, op) + " " + value(field, 0, value);
      case Filter.In(FlowField field, List<Long> values) ->
          field.label() + oneOf(values.stream().map(value -> value(field, 0, value)));
      case Filter.Within(FlowField field, IpAddress network, int length) ->
          field.label()
              + (length == 128
                  ? " is " + value(field, network.high(), network.low())
                  : " is in " + prefix(network, length));
      case Filter.HasBits(FlowField field, long bits) ->
          field.label()
              + (field.kind() == Kind.TCP_FLAGS ? " have " : " has ")
              + LongStream.range(0, Long.SIZE)
                  .map(bit -> bits & 1L << bit)
                  .filter(bit -> bit != 0)
                  .mapToObj(bit -> value(field, 0, bit))
                  .collect(Collectors.joining(" and "));
      case Filter.Is(Dimension dimension, List<Long> values) ->
          dimension.label() + oneOf(values.stream().map(value -> dimension.words(0, value)));
      case Filter.Fields(FlowField field, Filter.Op op, FlowField other) ->
          field.label() + " " + compared(field, op) + " " + other.label();
      case Filter.Between(Dimension dimension, long least, long most) ->
          dimension.label()
              + (least == most
                  ? " is " + least
                  : most == Long.MAX_VALUE
                      ? " is at least " + least
                      : " is from " + least + " to " + most);
    };
  }

  private String joined(List<Filter> parts, String between) {
    return parts.stream()
        .map(part -> part.conjuncts().size() > 1 ? "(" + words(part) + ")" : words(part))
        .collect(Collectors.joining(between));
  }

  private static String oneOf(Stream<String> values) {
    List<String> all = values.distinct().toList();
    return all.size() == 1 ? " is " + all.getFirst() : " is one of " + String.join(", ", all);
  }

  private static String prefix(IpAddress network, int length) {
    return network + "/" + (network.isV4() && length >= 96 ? length - 96 : length);
  }

  private static String compared(FlowField field, Filter.Op op) {
    return switch (op) {
      case EQ -> field.kind() == Kind.TCP_FLAGS ? "are exactly" : "is";
      case NE -> field.kind() == Kind.TCP_FLAGS ? "are not exactly" : "is not";
      case LT -> "is below";
      case LE -> "is at most";
      case GT -> "is above";
      case GE -> "is at least";
    };
  }

  private String value(FlowField field, long high, long low) {
    String text = labels.text(field, high, low, null);
    return text.isEmpty() ? "empty" : text;
  }
}
