package weir.query;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.flow.Direction;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.flow.Names;

/// Writes a filter in the filter language, so that [FilterParser] reads an equal one from it. Chips
/// and breadcrumbs show this text.
public final class FilterText {
  private final Labels labels;

  private FilterText(Labels labels) {
    this.labels = labels;
  }

  /// The text; empty for every flow.
  public static String of(Filter filter) {
    return of(filter, Labels.NONE);
  }

  /// The text for reading alone: exporters and interfaces have their names beside them.
  ///
  /// @param labels those [Filter#labels] the whole filter, of which this may be a part
  public static String of(Filter filter, Labels labels) {
    return filter.isAll() ? "" : new FilterText(filter.labels(labels)).text(filter, false);
  }

  private String text(Filter filter, boolean nested) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) ->
          parts.isEmpty() ? "any" : joined(parts, " and ", nested);
      case Filter.Or(List<Filter> parts) -> or(parts, nested);
      case Filter.Not(Filter part) -> "not " + text(part, true);
      case Filter.Compare(FlowField field, Filter.Op op, long value) ->
          compare(property(field), field, op, value);
      case Filter.In(FlowField field, List<Long> values) ->
          property(field)
              + " in ["
              + values.stream().map(v -> value(field, v)).collect(Collectors.joining(", "))
              + "]";
      case Filter.Within(FlowField field, IpAddress network, int length) ->
          property(field) + " " + prefix(field, network, length);
      case Filter.HasBits(FlowField field, long bits) ->
          field.kind() == Kind.TCP_FLAGS
              ? "flags " + flags(bits)
              : field.fieldName() + " has " + Long.toUnsignedString(bits);
      case Filter.Is(Dimension.Named dimension, int place) ->
          dimension.name() + " " + FilterTokens.quoted(dimension.table().name(place));
    };
  }

  private String joined(List<Filter> parts, String word, boolean nested) {
    String text = parts.stream().map(part -> text(part, true)).collect(Collectors.joining(word));
    return nested ? "(" + text + ")" : text;
  }

  /// "ip 10.0.0.1" for "source or destination is 10.0.0.1", else the alternatives.
  private String or(List<Filter> parts, boolean nested) {
    if (parts.isEmpty()) {
      return "not any";
    }
    if (parts.size() == 2
        && parts.get(0) instanceof Filter.Within(FlowField one, IpAddress a, int length)
        && parts.get(1) instanceof Filter.Within(FlowField other, IpAddress b, int otherLength)
        && one == FlowField.SRC_ADDRESS
        && other == FlowField.DST_ADDRESS
        && a.equals(b)
        && length == otherLength) {
      return "ip " + prefix(one, a, length);
    }
    if (parts.size() == 2
        && parts.get(0) instanceof Filter.Compare(FlowField one, Filter.Op op, long value)
        && parts.get(1) instanceof Filter.Compare(FlowField other, Filter.Op otherOp, long same)
        && either(one, other) != null
        && op == otherOp
        && op != Filter.Op.NE
        && value == same) {
      return compare(String.valueOf(either(one, other)), one, op, value);
    }
    return joined(parts, " or ", nested);
  }

  private static @Nullable String either(FlowField one, FlowField other) {
    if (one == FlowField.SRC_PORT && other == FlowField.DST_PORT) {
      return "port";
    }
    if (one == FlowField.SRC_AS && other == FlowField.DST_AS) {
      return "as";
    }
    return one == FlowField.IN_INTERFACE && other == FlowField.OUT_INTERFACE ? "if" : null;
  }

  private String compare(String property, FlowField field, Filter.Op op, long value) {
    if (op == Filter.Op.EQ) {
      if (field == FlowField.ETHER_TYPE && (value == 0x0800 || value == 0x86dd)) {
        return value == 0x0800 ? "ipv4" : "ipv6";
      }
      boolean exact = field.kind() == Kind.TCP_FLAGS; // "flags SA" asks for at least these
      return property + (exact ? " = " : " ") + value(field, value);
    }
    return property + " " + op.sign() + " " + value(field, value);
  }

  private static String property(FlowField field) {
    return switch (field) {
      case SRC_ADDRESS -> "src ip";
      case DST_ADDRESS -> "dst ip";
      case SRC_PORT -> "src port";
      case DST_PORT -> "dst port";
      case SRC_AS -> "src as";
      case DST_AS -> "dst as";
      case IN_INTERFACE -> "in if";
      case OUT_INTERFACE -> "out if";
      case EXPORTER -> "exporter";
      case NEXT_HOP -> "next ip";
      case TCP_FLAGS -> "flags";
      case TOS -> "tos";
      case TTL -> "ttl";
      default -> field.fieldName();
    };
  }

  private String value(FlowField field, long value) {
    return switch (field.kind()) {
      case PROTOCOL -> {
        String name = Names.protocolName((int) value).toLowerCase(Locale.ROOT);
        yield name.matches("[a-z0-9+.-]+") ? name : Long.toString(value);
      }
      case DIRECTION ->
          Direction.of((int) value).code() == value
              ? Direction.of((int) value).label()
              : Long.toString(value);
      case FLOW_TYPE ->
          FlowType.of((int) value).code() == value
              ? FlowType.of((int) value).name().toLowerCase(Locale.ROOT)
              : Long.toString(value);
      case TCP_FLAGS -> flags(value);
      case INTERFACE -> {
        String text = labels.text(field, 0, value, null);
        yield text.startsWith("if ") ? Long.toUnsignedString(value) : text;
      }
      case MAC -> field.text(0, value);
      case ETHER_TYPE -> String.format(Locale.ROOT, "0x%04x", value);
      default -> Long.toUnsignedString(value);
    };
  }

  private static String flags(long bits) {
    if (bits == 0 || bits > 0xff) {
      return Long.toString(bits);
    }
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < FilterValues.FLAG_LETTERS.length(); i++) {
      if (((bits >>> i) & 1) != 0) {
        letters.append(Character.toUpperCase(FilterValues.FLAG_LETTERS.charAt(i)));
      }
    }
    return letters.toString();
  }

  private String prefix(FlowField field, IpAddress network, int length) {
    if (length == 128) {
      return field == FlowField.EXPORTER
          ? labels.text(field, network.high(), network.low(), null)
          : network.toString();
    }
    return network.isV4() && length >= 96 ? network + "/" + (length - 96) : network + "/" + length;
  }
}
