package weir.sql;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weir.flow.IpAddress;
import weir.query.NameTable;
import weir.query.Stretches;

/// The place of a value in a long table of names, for a server that has no such table: all of it
/// stands in the statement. Stretches are split into blocks that share their first bits, and a
/// value's first bits are looked up among the blocks of each length; it is in one at most.
public final class ClickHousePlaces {
  /// Servers read statements of 256 KiB as a rule; such a table may stand in one twice.
  private static final int MOST_LETTERS = 110_000;

  private static final BigInteger END = BigInteger.ONE.shiftLeft(128);
  private static final int HALF = 64;

  private final String high;
  private final String low;

  /// Of the high half, by length; of the low half of each high half that has any.
  private final Map<Integer, Blocks> highs = new TreeMap<>();

  private final Map<String, Map<Integer, Blocks>> lows = new TreeMap<>();

  private ClickHousePlaces(String high, String low) {
    this.high = high;
    this.low = low;
  }

  /// First bits and places, less that of the rest.
  private record Blocks(List<String> values, List<String> places) {
    Blocks() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    String sql(String half, int bits) {
      String first =
          bits == HALF
              ? half
              : "bitAnd("
                  + half
                  + ", "
                  + Long.toUnsignedString(bits == 0 ? 0 : -1L << (HALF - bits))
                  + ")";
      return "transform(toUInt64(%s), [%s], [%s], toInt64(0))"
          .formatted(first, String.join(",", values), String.join(",", places));
    }
  }

  /// @throws TooLong with a sentence, where it does not fit into a statement
  static String of(NameTable table, String high, String low) {
    ClickHousePlaces places = new ClickHousePlaces(high, low);
    Stretches stretches = table.stretches();
    for (int i = 0; i < stretches.count(); i++) {
      places.split(stretches.get(i), stretches.rest());
    }
    String sql = "toUInt32(" + stretches.rest() + places.sql() + ")";
    if (sql.length() > MOST_LETTERS) {
      throw new TooLong(
          "names of %,d stretches of values are more than fit into a statement to a ClickHouse server; group by the field itself, or use a shorter table of names"
              .formatted(stretches.count()));
    }
    return sql;
  }

  private void split(Stretches.Stretch stretch, int rest) {
    BigInteger from = number(stretch.span().first());
    BigInteger until = number(stretch.span().last()).add(BigInteger.ONE);
    while (from.compareTo(until) < 0) {
      int aligned = from.signum() == 0 ? 128 : from.getLowestSetBit();
      int fits = until.subtract(from).bitLength() - 1;
      int free = Math.min(aligned, fits);
      add(from, 128 - free, stretch.place() - rest);
      from = from.add(BigInteger.ONE.shiftLeft(free));
    }
  }

  private void add(BigInteger from, int bits, int place) {
    String upper = Long.toUnsignedString(from.shiftRight(HALF).longValue());
    Blocks blocks =
        bits <= HALF
            ? highs.computeIfAbsent(bits, _ -> new Blocks())
            : lows.computeIfAbsent(upper, _ -> new TreeMap<>())
                .computeIfAbsent(bits - HALF, _ -> new Blocks());
    blocks.values().add(bits <= HALF ? upper : Long.toUnsignedString(from.longValue()));
    blocks.places().add(Integer.toString(place));
  }

  private String sql() {
    StringBuilder sql = new StringBuilder();
    highs.forEach((bits, blocks) -> sql.append(" + ").append(blocks.sql(high, bits)));
    lows.forEach(
        (upper, byLength) -> {
          StringBuilder sum = new StringBuilder("0");
          byLength.forEach((bits, blocks) -> sum.append(" + ").append(blocks.sql(low, bits)));
          sql.append(
              high.equals("0") ? " + " + sum : " + if(%s = %s, %s, 0)".formatted(high, upper, sum));
        });
    return sql.toString();
  }

  private static BigInteger number(IpAddress address) {
    return new BigInteger(Long.toUnsignedString(address.high()))
        .shiftLeft(HALF)
        .add(new BigInteger(Long.toUnsignedString(address.low())))
        .mod(END);
  }

  /// A table that does not fit.
  public static final class TooLong extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    TooLong(String sentence) {
      super(sentence);
    }
  }
}
