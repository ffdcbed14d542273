package weir.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the groups of a question are ranked by: which of them `top` keeps, and in which order they
/// come. Equal ones come by their sums.
///
/// @param by of the first measure
/// @param stepNanos width of the steps of time that are looked at, where the question has no
///   buckets; a whole multiple of a second
public record Rank(By by, long stepNanos) {
  /// By the sum over the range, which is the average as well.
  public static final Rank AVERAGE = new Rank(By.AVERAGE, 0);

  /// A step in a hundred of the range is as fine as tables are.
  private static final int USUAL_STEPS = 100;

  /// The quantity.
  public enum By {
    AVERAGE("average", "average"),
    /// Of the highest step of time.
    MAXIMUM("max", "maximum"),
    /// What 95 of 100 steps do not exceed; steps without flows count as nothing.
    P95("p95", "95th percentile"),
    /// Of the lowest step; nothing for groups that are not in every step.
    MINIMUM("min", "minimum"),
    /// Of the newest step of the range.
    LAST("last", "last");

    private final String rankName;
    private final String label;

    By(String rankName, String label) {
      this.rankName = rankName;
      this.label = label;
    }

    /// As on the command line and in files.
    public String rankName() {
      return rankName;
    }

    /// For people: "Top 10 by maximum".
    public String label() {
      return label;
    }

    /// All of them as on the command line, for people.
    public static String names() {
      return Arrays.stream(values()).map(By::rankName).collect(Collectors.joining(", "));
    }

    public static Optional<By> named(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      return Arrays.stream(values()).filter(by -> by.rankName.equals(lower)).findFirst();
    }
  }

  public Rank {
    if (stepNanos < 0 || stepNanos % FlowQuery.SECOND != 0) {
      throw new IllegalArgumentException("steps of " + stepNanos + " ns");
    }
  }

  /// In steps that suit a range where none are asked for.
  ///
  /// @param stepNanos 0 for what suits the range
  public static Rank of(By by, long stepNanos, TimeRange range) {
    return by == By.AVERAGE
        ? AVERAGE
        : new Rank(by, stepNanos > 0 ? stepNanos : BucketWidth.nanos(range, USUAL_STEPS));
  }

  /// The place of [By#P95] among so many steps, from the highest on, which is 1.
  public static long placeOfP95(long steps) {
    return steps - (95 * steps + 99) / 100 + 1;
  }

  /// Whether more must be known than the sums over the range.
  public boolean ofSteps() {
    return by != By.AVERAGE;
  }
}
