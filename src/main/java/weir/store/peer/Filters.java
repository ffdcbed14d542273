package weir.store.peer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import weir.flow.IpAddress;
import weir.query.Dimension;
import weir.query.Filter;

/// Filters as octets, part by part: what people write would lose some that only Weir makes.
final class Filters {
  /// As deep as people may write them, with room for what joins them.
  private static final int DEEPEST = 200;

  private static final int AND = 1;
  private static final int OR = 2;
  private static final int NOT = 3;
  private static final int COMPARE = 4;
  private static final int IN = 5;
  private static final int WITHIN = 6;
  private static final int HAS_BITS = 7;
  private static final int IS = 8;
  private static final int BETWEEN = 9;
  private static final int FIELDS = 10;

  private Filters() {}

  static void write(Filter filter, DataOutput out) throws IOException {
    switch (filter) {
      case Filter.And(List<Filter> parts) -> parts(AND, parts, out);
      case Filter.Or(List<Filter> parts) -> parts(OR, parts, out);
      case Filter.Not(Filter part) -> parts(NOT, List.of(part), out);
      case Filter.Compare compare -> {
        out.writeByte(COMPARE);
        Wire.text(compare.field().fieldName(), out);
        out.writeByte(compare.op().ordinal());
        out.writeLong(compare.value());
      }
      case Filter.In in -> {
        out.writeByte(IN);
        Wire.text(in.field().fieldName(), out);
        values(in.values(), out);
      }
      case Filter.Within within -> {
        out.writeByte(WITHIN);
        Wire.text(within.field().fieldName(), out);
        out.writeLong(within.network().high());
        out.writeLong(within.network().low());
        out.writeInt(within.prefixLength());
      }
      case Filter.HasBits bits -> {
        out.writeByte(HAS_BITS);
        Wire.text(bits.field().fieldName(), out);
        out.writeLong(bits.bits());
      }
      case Filter.Is is -> {
        out.writeByte(IS);
        Wire.text(MarkedName.of(is.dimension()), out);
        values(is.values(), out);
      }
      case Filter.Between between -> {
        out.writeByte(BETWEEN);
        Wire.text(between.dimension().name(), out);
        out.writeLong(between.least());
        out.writeLong(between.most());
      }
      case Filter.Fields fields -> {
        out.writeByte(FIELDS);
        Wire.text(fields.field().fieldName(), out);
        out.writeByte(fields.op().ordinal());
        Wire.text(fields.other().fieldName(), out);
      }
    }
  }

  private static void parts(int kind, List<Filter> parts, DataOutput out) throws IOException {
    out.writeByte(kind);
    out.writeInt(parts.size());
    for (Filter part : parts) {
      write(part, out);
    }
  }

  private static void values(List<Long> values, DataOutput out) throws IOException {
    Wire.longs(values.stream().mapToLong(Long::longValue).toArray(), out);
  }

  /// @param named gives the dimension of a name
  /// @throws IOException if it is none
  static Filter read(DataInput in, Function<String, Dimension> named) throws IOException {
    return read(in, named, 0);
  }

  private static Filter read(DataInput in, Function<String, Dimension> named, int depth)
      throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("a filter that is too deep");
    }
    return switch (in.readByte()) {
      case AND -> new Filter.And(parts(in, named, depth));
      case OR -> new Filter.Or(parts(in, named, depth));
      case NOT -> new Filter.Not(Filter.together(parts(in, named, depth)));
      case COMPARE -> {
        var field = Questions.field(in);
        yield new Filter.Compare(field, op(in), in.readLong());
      }
      case IN -> new Filter.In(Questions.field(in), values(in));
      case WITHIN ->
          new Filter.Within(
              Questions.field(in), new IpAddress(in.readLong(), in.readLong()), in.readInt());
      case HAS_BITS -> new Filter.HasBits(Questions.field(in), in.readLong());
      case IS -> new Filter.Is(named.apply(Wire.text(in)), values(in));
      case BETWEEN -> new Filter.Between(named.apply(Wire.text(in)), in.readLong(), in.readLong());
      case FIELDS -> {
        var field = Questions.field(in);
        yield new Filter.Fields(field, op(in), Questions.field(in));
      }
      default -> throw new IOException("no kind of filter that is known");
    };
  }

  private static Filter.Op op(DataInput in) throws IOException {
    return Filter.Op.values()[in.readUnsignedByte() % Filter.Op.values().length];
  }

  private static List<Filter> parts(DataInput in, Function<String, Dimension> named, int depth)
      throws IOException {
    List<Filter> parts = new ArrayList<>();
    for (int left = Wire.count(in); left > 0; left--) {
      parts.add(read(in, named, depth + 1));
    }
    return parts;
  }

  private static List<Long> values(DataInput in) throws IOException {
    List<Long> values = new ArrayList<>();
    for (long value : Wire.longs(in)) {
      values.add(value);
    }
    return values;
  }
}
