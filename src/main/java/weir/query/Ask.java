package weir.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A question that is put together piece by piece, and the picture of its answer: what the first
/// panel of a view that [View#asks] asks. Below the picture are the same groups as a table.
///
/// @param by none to four dimensions
/// @param measure empty for the unit that is chosen for all views
/// @param top how many groups are told apart
/// @param bucketNanos width of time buckets; 0 for what suits the screen
/// @param rank what the groups are ranked by
public record Ask(
    List<Dimension> by,
    Optional<Measure> measure,
    Visual visual,
    int top,
    long bucketNanos,
    Rank.By rank) {
  public static final int MOST_DIMENSIONS = 4;

  /// Those that can show any question, or many of them.
  public static final List<Visual> VISUALS =
      Arrays.stream(Visual.values())
          .filter(visual -> visual != Visual.RECORDS && visual != Visual.MEANING)
          .toList();

  private static final int USUAL_TOP = 10;

  /// Groups in the table.
  private static final int TABLE_ROWS = 100;

  private static final String PICTURE = "answer";
  private static final String TABLE = "groups";

  public Ask {
    by = List.copyOf(by);
    if (by.size() > MOST_DIMENSIONS) {
      throw new IllegalArgumentException("more than " + MOST_DIMENSIONS + " dimensions: " + by);
    }
  }

  /// What a panel asks. A table has more rows than a picture has groups.
  public static Ask of(Panel panel) {
    Panel.Sums sums = panel.sums();
    boolean picture = sums.top() > 0 && panel.visual() != Visual.RANKING;
    return new Ask(
        sums.by(),
        sums.measure(),
        panel.visual(),
        picture ? sums.top() : USUAL_TOP,
        sums.bucketNanos(),
        sums.rank());
  }

  /// What a view asks.
  public static Ask of(View view) {
    return of(view.panels().getFirst());
  }

  /// Why a visual cannot show it, in words that end "needs …"; empty if it can.
  public static Optional<String> lacks(Visual visual, List<Dimension> by) {
    return switch (visual) {
      case SANKEY ->
          by.size() >= 2 && by.size() == by.stream().distinct().count()
              ? Optional.empty()
              : Optional.of("two to four different fields");
      case HEATMAP ->
          by.size() == 1 && by.getFirst().isNumber()
              ? Optional.empty()
              : Optional.of("one field that is a number, such as dst_port or ip_ttl");
      case RECORDS -> Optional.of("no groups: the view Records has flows themselves");
      case MEANING -> Optional.of("TCP steps: the view TCP flags has it");
      case MIRROR, STACKED, PERCENT, LINES, GRID, RANKING, NUMBER -> Optional.empty();
    };
  }

  /// Why a visual cannot show it, as [#lacks] says.
  public Optional<String> lacks(Visual other) {
    return measure.filter(Measure::isRatio).isPresent() && other.addsUp()
        ? Optional.of("sums, which add up, and " + measure.get().label() + " is a ratio")
        : lacks(other, by);
  }

  /// Why a measure says nothing of such groups, in words that end "needs …"; empty if it does.
  public static Optional<String> lacks(Measure measure, List<Dimension> by) {
    if (measure.isOneWay() && !by.equals(Dimension.End.BOTH)) {
      return Optional.of("conversations: addr_a and addr_b");
    }
    return measure == Measure.OF_SPEED && !Measure.isInterface(by)
        ? Optional.of("interfaces: sampler_address and in_if or out_if")
        : Optional.empty();
  }

  public Ask withBy(List<Dimension> other) {
    return new Ask(
            other,
            measure.filter(now -> lacks(now, other).isEmpty()),
            visual,
            top,
            bucketNanos,
            rank)
        .shown();
  }

  public Ask withMeasure(Optional<Measure> other) {
    return new Ask(by, other, visual, top, bucketNanos, rank).shown();
  }

  /// By a visual that can show it.
  private Ask shown() {
    boolean ratio = measure.filter(Measure::isRatio).isPresent();
    return lacks(visual).isEmpty() ? this : withVisual(ratio ? Visual.LINES : Visual.STACKED);
  }

  public Ask withVisual(Visual other) {
    return new Ask(by, measure, other, top, bucketNanos, rank);
  }

  public Ask withTop(int other) {
    return new Ask(by, measure, visual, other, bucketNanos, rank);
  }

  public Ask withBucket(long otherNanos) {
    return new Ask(by, measure, visual, top, otherNanos, rank);
  }

  public Ask withRank(Rank.By other) {
    return new Ask(by, measure, visual, top, bucketNanos, other);
  }

  /// The view with this as its question.
  public View in(View view) {
    Filter filter = view.panels().getFirst().sums().filter();
    boolean table = visual == Visual.RANKING;
    int groups = table ? TABLE_ROWS : visual == Visual.HEATMAP ? 0 : top;
    List<Dimension> shown = visual == Visual.NUMBER ? List.of() : by;
    Rank.By ranked = visual.ranks() ? rank : Rank.By.AVERAGE;
    long step = ranked == Rank.By.AVERAGE ? 0 : bucketNanos; // else a table has none
    List<Panel> panels = new ArrayList<>();
    panels.add(
        new Panel(
            PICTURE,
            title(),
            visual,
            new Panel.Place(0, 0, View.COLUMNS),
            new Panel.Sums(
                    shown, filter, measure, groups, groups > 0 && !shown.isEmpty(), bucketNanos)
                .withRank(ranked)));
    if (!table && !by.isEmpty()) {
      panels.add(
          new Panel(
              TABLE,
              "The largest groups",
              Visual.RANKING,
              new Panel.Place(0, 1, View.COLUMNS),
              new Panel.Sums(by, filter, measure, TABLE_ROWS, true, step).withRank(ranked)));
    }
    return view.with(panels);
  }

  /// "Source address and Service", "All flows".
  public String title() {
    return by.isEmpty()
        ? "All flows"
        : String.join(" and ", by.stream().map(Dimension::label).toList());
  }
}
