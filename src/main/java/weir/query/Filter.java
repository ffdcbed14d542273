package weir.query;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;

/// Which flows. Immutable; the filter text, the chips and the SQL are all made from this.
public sealed interface Filter {
  /// Every flow.
  static Filter all() {
    return new And(List.of());
  }

  /// All of them hold; none at all is "every flow".
  record And(List<Filter> parts) implements Filter {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /// At least one holds.
  record Or(List<Filter> parts) implements Filter {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  record Not(Filter part) implements Filter {}

  /// A number field compared. Values are unsigned.
  record Compare(FlowField field, Op op, long value) implements Filter {}

  /// A number field equal to one of these.
  record In(FlowField field, List<Long> values) implements Filter {
    public In {
      values = List.copyOf(values);
    }
  }

  /// An address field within a prefix of 0 to 128 bits; an IPv4 prefix /n is /(96 + n) here. Bits
  /// of the network beyond the prefix are cleared. Or a text, whose halves are the network's: all
  /// of it.
  record Within(FlowField field, IpAddress network, int prefixLength) implements Filter {
    public Within {
      int least = field.isAddress() ? 0 : 128;
      if (!field.isWide() || prefixLength < least || prefixLength > 128) {
        throw new IllegalArgumentException(field + " in " + network + "/" + prefixLength);
      }
      network = masked(network, prefixLength);
    }

    private static IpAddress masked(IpAddress address, int bits) {
      long highMask = bits == 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
      long lowMask = bits <= 64 ? 0 : -1L << (128 - bits);
      return new IpAddress(address.high() & highMask, address.low() & lowMask);
    }
  }

  /// All of these bits set (or, negated with [Not], not all of them).
  record HasBits(FlowField field, long bits) implements Filter {}

  /// A dimension that is made of fields has one of these values.
  record Is(Dimension dimension, List<Long> values) implements Filter {
    public Is {
      values = List.copyOf(values);
    }
  }

  /// A number that is made of fields is from one to another, both inside.
  ///
  /// @param most [Long#MAX_VALUE] for all from the least on
  record Between(Dimension dimension, long least, long most) implements Filter {
    public Between {
      if (!dimension.isNumber() || least < 0 || most < least) {
        throw new IllegalArgumentException(dimension.name() + " " + least + " to " + most);
      }
    }

    /// As in the filter language: "64", "64-127", "1500+".
    public String values() {
      return most == Long.MAX_VALUE ? least + "+" : least == most ? "" + least : least + "-" + most;
    }
  }

  /// One field compared with another one of the same kind: of addresses, whether they are equal.
  record Fields(FlowField field, Op op, FlowField other) implements Filter {
    public Fields {
      if (!comparable(field, other) || (field.isWide() && op != Op.EQ)) {
        throw new IllegalArgumentException(field + " " + op.sign() + " " + other);
      }
    }

    /// Whether two fields are two values of one kind.
    static boolean comparable(FlowField one, FlowField other) {
      return one.kind() == other.kind() && !one.isList() && one.kind() != Kind.TEXT;
    }
  }

  /// Comparison of numbers.
  enum Op {
    EQ("="),
    NE("!="),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String sign;

    Op(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /// This and that; "every flow" vanishes.
  default Filter and(Filter other) {
    if (isAll()) {
      return other;
    }
    if (other.isAll() || conjuncts().contains(other)) {
      return this;
    }
    List<Filter> parts = new ArrayList<>(conjuncts());
    parts.addAll(other.conjuncts());
    return new And(parts);
  }

  /// Whether it lets every flow through.
  default boolean isAll() {
    return conjuncts().isEmpty();
  }

  /// Names for the flows that it lets through: if it keeps those of one exporter, an interface is
  /// that exporter's.
  default Labels labels(Labels all) {
    for (Filter part : conjuncts()) {
      if (part instanceof Within(FlowField field, IpAddress exporter, int length)
          && field == FlowField.EXPORTER
          && length == 128) {
        return all.of(exporter);
      }
    }
    return all;
  }

  /// Fields that it looks at.
  default Set<FlowField> fields() {
    Set<FlowField> fields = EnumSet.noneOf(FlowField.class);
    dimensions().forEach(dimension -> fields.addAll(dimension.fields()));
    return fields;
  }

  /// What it looks at.
  default Set<Dimension> dimensions() {
    return switch (this) {
      case And(List<Filter> parts) -> dimensionsOf(parts);
      case Or(List<Filter> parts) -> dimensionsOf(parts);
      case Not(Filter part) -> part.dimensions();
      case Compare compare -> Set.of(Dimension.field(compare.field()));
      case In in -> Set.of(Dimension.field(in.field()));
      case Within within -> Set.of(Dimension.field(within.field()));
      case HasBits bits -> Set.of(Dimension.field(bits.field()));
      case Is is -> Set.of(is.dimension());
      case Between between -> Set.of(between.dimension());
      case Fields(FlowField field, _, FlowField other) -> Set.copyOf(Dimension.of(field, other));
    };
  }

  private static Set<Dimension> dimensionsOf(List<Filter> parts) {
    Set<Dimension> dimensions = new HashSet<>();
    parts.forEach(part -> dimensions.addAll(part.dimensions()));
    return dimensions;
  }

  /// What must hold together: the parts of an [And], or the filter itself. One chip each.
  default List<Filter> conjuncts() {
    return this instanceof And(List<Filter> parts) ? parts : List.of(this);
  }

  /// Without one of the [#conjuncts].
  default Filter without(int part) {
    List<Filter> kept = new ArrayList<>(conjuncts());
    kept.remove(part);
    return together(kept);
  }

  /// With the opposite of one of the [#conjuncts].
  default Filter inverted(int part) {
    List<Filter> parts = new ArrayList<>(conjuncts());
    parts.set(part, parts.get(part).opposite());
    return together(parts);
  }

  /// What it does not let through.
  default Filter opposite() {
    return this instanceof Not(Filter part) ? part : new Not(this);
  }

  /// All of these.
  static Filter together(List<Filter> parts) {
    return parts.size() == 1 ? parts.getFirst() : new And(parts);
  }

  /// The flows from an address and those to it.
  static Filter atEitherEnd(IpAddress address) {
    return new Or(
        List.of(
            new Within(FlowField.SRC_ADDRESS, address, 128),
            new Within(FlowField.DST_ADDRESS, address, 128)));
  }

  /// The field has exactly this value.
  static Filter equal(FlowField field, long high, long low) {
    return field.isWide()
        ? new Within(field, new IpAddress(high, low), 128)
        : new Compare(field, Op.EQ, low);
  }
}
