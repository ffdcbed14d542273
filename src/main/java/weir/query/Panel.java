package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One panel of a view: where it is, how its answer is drawn, and its question.
///
/// @param nothing what it says where there is nothing to draw; empty for the usual
public record Panel(
    String id, String title, Visual visual, Place place, Sums sums, String nothing) {
  /// Of a question that says how wide they are; more would be seen by nobody.
  private static final int MOST_BUCKETS = 4_000;

  /// As many combinations as can be told apart.
  private static final int TOP_RELATIONS = 30;

  /// As many records as anybody reads on paper.
  private static final int NEWEST = 1_000;

  public Panel(String id, String title, Visual visual, Place place, Sums sums) {
    this(id, title, visual, place, sums, "");
  }

  /// The same elsewhere.
  Panel at(Place newPlace) {
    return new Panel(id, title, visual, newPlace, sums, nothing);
  }

  /// A part of the grid.
  ///
  /// @param column of [View#COLUMNS], the leftmost
  /// @param row the uppermost
  /// @param columns how many it spans
  /// @param rows how many it spans
  public record Place(int column, int row, int columns, int rows) {
    /// In one row.
    public Place(int column, int row, int columns) {
      this(column, row, columns, 1);
    }

    boolean overlaps(Place other) {
      return row < other.belowRow()
          && other.row < belowRow()
          && column < other.column + other.columns
          && other.column < column + columns;
    }

    /// The first row below it.
    public int belowRow() {
      return row + rows;
    }
  }

  /// A question for sums with holes, which a [Frame] fills: the range, the filter, the unit.
  ///
  /// @param by what to group by, in order; none for everything together
  /// @param filter which of the frame's flows
  /// @param measure what is summed; empty for the frame's unit
  /// @param top as in [FlowQuery]
  /// @param others as in [FlowQuery]
  /// @param bucketNanos width of time buckets at least; 0 for what suits the screen
  /// @param side at which of the frame's addresses at either end are looked for; empty for either
  /// @param oldest whether records are the first ones, not the newest
  /// @param rank what groups are ranked by
  public record Sums(
      List<Dimension> by,
      Filter filter,
      Optional<Measure> measure,
      int top,
      boolean others,
      long bucketNanos,
      Optional<Side> side,
      boolean oldest,
      Rank.By rank) {
    public Sums {
      by = List.copyOf(by);
    }

    /// In buckets that suit the screen.
    public Sums(
        List<Dimension> by, Filter filter, Optional<Measure> measure, int top, boolean others) {
      this(by, filter, measure, top, others, 0);
    }

    public Sums(
        List<Dimension> by,
        Filter filter,
        Optional<Measure> measure,
        int top,
        boolean others,
        long bucketNanos) {
      this(by, filter, measure, top, others, bucketNanos, Optional.empty(), false, Rank.By.AVERAGE);
    }

    Sums withBy(List<Dimension> other) {
      return new Sums(other, filter, measure, top, others, bucketNanos, side, oldest, rank);
    }

    /// Ranked by something else.
    public Sums withRank(Rank.By newRank) {
      return new Sums(by, filter, measure, top, others, bucketNanos, side, oldest, newRank);
    }

    /// Names in it have the values that they have in the data set.
    private Filter of(Frame frame) {
      Filter shown = frame.filter();
      return frame.dimensions().now(side.map(end -> end.of(shown)).orElse(shown).and(filter));
    }
  }

  /// Why it cannot be asked, in a sentence: its filter names what is not there.
  public Optional<String> lacks(Dimensions dimensions) {
    return dimensions.lacks(sums.filter);
  }

  /// The question, its holes filled.
  public Query<?> questionFor(Frame frame) {
    return switch (visual.asks()) {
      case OVER_TIME, GROUPS -> queryFor(frame);
      case RELATIONS -> relationsFor(frame);
      case RECORDS -> recordsFor(frame);
    };
  }

  /// The question of a panel of records.
  public RecordQuery recordsFor(Frame frame) {
    return new RecordQuery(
        frame.range(),
        sums.of(frame),
        columns(frame.dimensions()).stream()
            .flatMap(one -> one.fields().stream())
            .collect(Collectors.toSet()),
        sums.oldest ? RecordQuery.Order.OLDEST_FIRST : RecordQuery.Order.NEWEST_FIRST,
        sums.top == 0 ? NEWEST : sums.top);
  }

  /// A table of records with other columns.
  public Panel withColumns(List<Dimension> fields) {
    return new Panel(id, title, visual, place, sums.withBy(fields), nothing);
  }

  /// Whether it shows all records that there are, where they can be scrolled.
  public boolean hasAllRecords() {
    return visual == Visual.RECORDS && sums.top == 0;
  }

  /// The question for all fields of all records.
  ///
  /// @param limit most of them; 0 for all
  public RecordQuery recordsFor(Frame frame, RecordQuery.Order order, long limit) {
    return new RecordQuery(frame.range(), sums.of(frame), Set.of(), order, limit);
  }

  /// What a panel of records shows of each, in order.
  public List<Dimension> columns() {
    return sums.by;
  }

  /// The same with the names that there are.
  public List<Dimension> columns(Dimensions now) {
    return sums.by.stream().map(now::now).toList();
  }

  /// The question of a panel of relations.
  public RelationQuery relationsFor(Frame frame) {
    return new RelationQuery(
        frame.range(),
        sums.of(frame),
        dimensions(frame),
        measure(frame),
        sums.top == 0 ? TOP_RELATIONS : sums.top,
        frame.scaled());
  }

  /// As it was asked for, if that gives no more buckets than a chart can tell apart.
  private long bucketNanos(Frame frame) {
    long asked = sums.bucketNanos;
    boolean fits = asked > 0 && frame.range().lengthNanos() / asked <= MOST_BUCKETS;
    return fits ? asked : Math.max(asked, frame.bucketNanos());
  }

  private Measure measure(Frame frame) {
    return sums.measure.orElse(frame.unit().rate());
  }

  private List<Dimension> dimensions(Frame frame) {
    return sums.by.stream().map(frame.dimensions()::now).toList();
  }

  /// The question of a panel of sums. A ranking has the sum over the range beside a rate, and one
  /// of conversations what each way has of it; a heatmap so many values in a row that the frame has
  /// room for all rows.
  public FlowQuery queryFor(Frame frame) {
    Measure measure = measure(frame);
    List<Measure> measures = new ArrayList<>(List.of(measure));
    if (!visual.overTime() && measure.isRate()) {
      measures.add(measure.base());
    }
    if (!visual.overTime() && sums.by.equals(Dimension.End.BOTH)) {
      measures.addAll(measure.ways());
    }
    long bucketNanos = bucketNanos(frame);
    FlowQuery query =
        new FlowQuery(
                frame.range(),
                sums.of(frame),
                dimensions(frame),
                measures,
                visual.overTime() ? bucketNanos : 0,
                sums.top,
                sums.others,
                frame.scaled())
            .withRank(Rank.of(sums.rank, bucketNanos, frame.range()))
            .withSpread(frame.spread());
    return visual == Visual.HEATMAP
        ? query.withBinWidth(binWidth(query, frame.rows() * place.rows()))
        : query;
  }

  /// The same of all groups together, over time; for each direction where the panel is split by it.
  public FlowQuery totalsFor(Frame frame) {
    FlowQuery query = queryFor(frame);
    FlowQuery totals =
        new FlowQuery(
            query.range(),
            query.filter(),
            visual == Visual.MIRROR ? query.by().subList(0, 1) : List.<Dimension>of(),
            query.measures(),
            query.bucketNanos(),
            0,
            false,
            query.scaled());
    return totals.withSpread(query.spread());
  }

  private static long binWidth(FlowQuery query, int rows) {
    return ValueSpan.of(query.by().getLast(), query.filter()).binWidth(rows);
  }
}
