package weir.store.peer;

import static weir.store.peer.Wire.text;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import weir.flow.FlowField;
import weir.query.ComparisonQuery;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Query;
import weir.query.Rank;
import weir.query.RecordQuery;
import weir.query.RelationQuery;
import weir.query.TimeRange;
import weir.store.StoreException;

/// Questions as octets: fields, dimensions and measures by their names.
final class Questions {
  private static final int SUMS = 1;
  private static final int RECORDS = 2;
  private static final int RELATIONS = 3;
  private static final int COMPARISON = 4;

  private final Dimensions dimensions;

  /// @param dimensions of the data set
  Questions(Dimensions dimensions) {
    this.dimensions = dimensions;
  }

  static void write(Query<?> query, DataOutput out) throws IOException {
    switch (query) {
      case FlowQuery sums -> {
        out.writeByte(SUMS);
        write(sums, out);
      }
      case RecordQuery records -> {
        out.writeByte(RECORDS);
        range(records.range(), out);
        Filters.write(records.filter(), out);
        fields(records.shown(), out);
        text(MarkedName.of(records.order().by()), out);
        out.writeBoolean(records.order().descending());
        out.writeLong(records.limit());
      }
      case RelationQuery relations -> {
        out.writeByte(RELATIONS);
        range(relations.range(), out);
        Filters.write(relations.filter(), out);
        dimensions(relations.layers(), out);
        text(relations.measure().measureName(), out);
        out.writeInt(relations.top());
        out.writeBoolean(relations.scaled());
      }
      case ComparisonQuery both -> {
        out.writeByte(COMPARISON);
        write(both.query(), out);
        range(both.against(), out);
        Filters.write(both.againstFilter(), out);
        out.writeBoolean(both.largestToo());
      }
    }
  }

  private static void write(FlowQuery query, DataOutput out) throws IOException {
    range(query.range(), out);
    Filters.write(query.filter(), out);
    dimensions(query.by(), out);
    out.writeInt(query.measures().size());
    for (Measure measure : query.measures()) {
      text(measure.measureName(), out);
    }
    out.writeLong(query.bucketNanos());
    out.writeInt(query.top());
    out.writeBoolean(query.others());
    out.writeBoolean(query.scaled());
    out.writeLong(query.binWidth());
    text(query.rank().by().rankName(), out);
    out.writeLong(query.rank().stepNanos());
    out.writeBoolean(query.spread());
  }

  private static void dimensions(List<Dimension> by, DataOutput out) throws IOException {
    out.writeInt(by.size());
    for (Dimension dimension : by) {
      text(MarkedName.of(dimension), out);
    }
  }

  /// @throws IOException if that is no question
  /// @throws StoreException if it has words that are not known here
  Query<?> read(DataInput in) throws IOException {
    try {
      return switch (in.readByte()) {
        case SUMS -> sums(in);
        case RECORDS ->
            new RecordQuery(
                range(in),
                filter(in),
                fields(in),
                new RecordQuery.Order(dimension(text(in)), in.readBoolean()),
                in.readLong());
        case RELATIONS ->
            new RelationQuery(
                range(in), filter(in), dimensions(in), measure(in), in.readInt(), in.readBoolean());
        case COMPARISON -> new ComparisonQuery(sums(in), range(in), filter(in), in.readBoolean());
        default -> throw new IOException("no kind of question that is known");
      };
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          "this cannot be asked of a data set that another Weir has open: " + e.getMessage(), e);
    }
  }

  private FlowQuery sums(DataInput in) throws IOException {
    TimeRange range = range(in);
    Filter filter = filter(in);
    List<Dimension> by = dimensions(in);
    List<Measure> measures = new ArrayList<>();
    for (int left = Wire.count(in); left > 0; left--) {
      measures.add(measure(in));
    }
    return new FlowQuery(
        range,
        filter,
        by,
        measures,
        in.readLong(),
        in.readInt(),
        in.readBoolean(),
        in.readBoolean(),
        in.readLong(),
        rank(in),
        in.readBoolean());
  }

  private static Rank rank(DataInput in) throws IOException {
    String name = text(in);
    Rank.By by =
        Rank.By.named(name)
            .orElseThrow(() -> new IllegalArgumentException("nothing is ranked by '" + name + "'"));
    return new Rank(by, in.readLong());
  }

  private List<Dimension> dimensions(DataInput in) throws IOException {
    List<Dimension> by = new ArrayList<>();
    for (int left = Wire.count(in); left > 0; left--) {
      by.add(dimension(text(in)));
    }
    return by;
  }

  private Dimension dimension(String name) {
    return Dimension.End.BOTH.stream()
        .filter(end -> end.name().equals(name))
        .findFirst()
        .orElseGet(() -> MarkedName.read(name, dimensions::requireOrdered));
  }

  private static Measure measure(DataInput in) throws IOException {
    String name = text(in);
    return Measure.named(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no measure '" + name + "'"));
  }

  Filter filter(DataInput in) throws IOException {
    return Filters.read(in, this::dimension);
  }

  static void range(TimeRange range, DataOutput out) throws IOException {
    out.writeLong(range.fromNanos());
    out.writeLong(range.untilNanos());
  }

  static TimeRange range(DataInput in) throws IOException {
    return new TimeRange(in.readLong(), in.readLong());
  }

  static void fields(Set<FlowField> fields, DataOutput out) throws IOException {
    out.writeInt(fields.size());
    for (FlowField field : fields) {
      text(field.fieldName(), out);
    }
  }

  static Set<FlowField> fields(DataInput in) throws IOException {
    Set<FlowField> fields = EnumSet.noneOf(FlowField.class);
    for (int left = Wire.count(in); left > 0; left--) {
      fields.add(field(in));
    }
    return fields;
  }

  static FlowField field(DataInput in) throws IOException {
    String name = text(in);
    return FlowField.named(name)
        .orElseThrow(() -> new IOException("there is no field '" + name + "'"));
  }
}
