package weir.query;

import weir.flow.FlowField;
import weir.flow.Kind;

/// Values of a number from the least to the most, both inside: those that a heatmap has from its
/// bottom to its top.
public record ValueSpan(long least, long most) {
  private static final long OCTET = 0xff;
  private static final long TWO_OCTETS = 0xffff;
  private static final long VLANS = 4095;

  /// Octets of a packet, where nothing larger than Ethernet's usual frames is let through.
  private static final long PACKET = 1500;

  /// What one bin can span: as axes have it.
  private static final int[] STEPS = {10, 20, 25, 50};

  public ValueSpan {
    if (least < 0 || most < least) {
      throw new IllegalArgumentException("values from " + least + " to " + most);
    }
  }

  /// What a number has as a rule, as far as a filter lets it through.
  ///
  /// @param filter of which comparisons of the number that must all hold count
  public static ValueSpan of(Dimension number, Filter filter) {
    long least = 0;
    long most = most(number);
    for (Filter part : filter.conjuncts()) {
      switch (part) {
        case Filter.Compare(FlowField field, Filter.Op op, long value) when number.is(field) -> {
          least = Math.max(least, least(op, value));
          most = Math.min(most, most(op, value));
        }
        case Filter.Between between when between.dimension().equals(number) -> {
          least = Math.max(least, between.least());
          most =
              between.most() < Long.MAX_VALUE
                  ? between.most()
                  : least < most ? most : least + PACKET;
        }
        default -> {}
      }
    }
    return least <= most ? new ValueSpan(least, most) : new ValueSpan(0, most(number));
  }

  private static long least(Filter.Op op, long value) {
    return switch (op) {
      case EQ, GE -> value;
      case GT -> value == Long.MAX_VALUE ? value : value + 1;
      case NE, LT, LE -> 0;
    };
  }

  private static long most(Filter.Op op, long value) {
    if (value < 0) {
      return Long.MAX_VALUE; // beyond what is counted here
    }
    return switch (op) {
      case EQ, LE -> value;
      case LT -> Math.max(0, value - 1);
      case NE, GT, GE -> Long.MAX_VALUE;
    };
  }

  private static long most(Dimension number) {
    return number.whole().map(ValueSpan::most).orElse(PACKET);
  }

  private static long most(FlowField field) {
    if (field.kind() == Kind.PORT) {
      return TWO_OCTETS;
    }
    return switch (field) {
      case VLAN, SRC_VLAN, DST_VLAN, CUSTOMER_VLAN -> VLANS;
      default ->
          field.width() == 1
              ? OCTET
              : field.width() >= Long.BYTES ? Long.MAX_VALUE : (1L << (8 * field.width())) - 1;
    };
  }

  /// How many values a bin has that there are no more bins than rows: 1, 2, 5, 10, 20, 25, 50, …
  public long binWidth(int rows) {
    double wanted = ((double) most - least + 1) / Math.max(1, rows);
    for (long small : new long[] {1, 2, 5}) {
      if (small >= wanted) {
        return small;
      }
    }
    for (long power = 1; power <= Long.MAX_VALUE / 100; power *= 10) {
      for (int step : STEPS) {
        if ((double) step * power >= wanted) {
          return step * power;
        }
      }
    }
    return Long.MAX_VALUE;
  }

  /// The values that are in both; these where there are none.
  public ValueSpan within(ValueSpan other) {
    long from = Math.max(least, other.least);
    long until = Math.min(most, other.most);
    return from <= until ? new ValueSpan(from, until) : this;
  }
}
