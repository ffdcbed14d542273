package weir.query;

import java.util.Locale;

/// How an answer is drawn.
public enum Visual {
  /// Areas, what goes out downwards.
  MIRROR(Asks.OVER_TIME),
  /// Areas on top of each other.
  STACKED(Asks.OVER_TIME),
  /// The same as shares of what is in each bucket.
  PERCENT(Asks.OVER_TIME),
  /// In steps: a value holds for its bucket.
  LINES(Asks.OVER_TIME),
  /// A small chart for each of the largest groups.
  GRID(Asks.OVER_TIME),
  /// A number's values over time, by colours that say how much there is.
  HEATMAP(Asks.OVER_TIME),
  /// The largest groups in a table.
  RANKING(Asks.GROUPS),
  /// One number, and how it has changed over time.
  NUMBER(Asks.OVER_TIME),
  /// Bars of two to four layers, and ribbons between them.
  SANKEY(Asks.RELATIONS),
  /// What a mix of TCP flags means, in words; by `tcp_step`.
  MEANING(Asks.GROUPS),
  /// Flows themselves in a table.
  RECORDS(Asks.RECORDS);

  /// What is asked for it.
  public enum Asks {
    /// Sums of groups bucket by bucket.
    OVER_TIME,
    /// Sums of groups over the range.
    GROUPS,
    /// Who talks to whom.
    RELATIONS,
    /// A few flows.
    RECORDS
  }

  private final Asks asks;

  Visual(Asks asks) {
    this.asks = asks;
  }

  public Asks asks() {
    return asks;
  }

  /// Whether it shows sums bucket by bucket.
  public boolean overTime() {
    return asks == Asks.OVER_TIME;
  }

  /// Whether other flows are laid over it.
  public boolean hasOverlay() {
    return this == MIRROR || this == STACKED || this == PERCENT || this == LINES;
  }

  /// Whether it tells the largest groups apart, whatever they are ranked by.
  public boolean ranks() {
    return switch (this) {
      case MIRROR, STACKED, PERCENT, LINES, GRID, RANKING -> true;
      case HEATMAP, NUMBER, SANKEY, MEANING, RECORDS -> false;
    };
  }

  /// Whether what it shows of groups adds up to what it shows of all.
  public boolean addsUp() {
    return switch (this) {
      case MIRROR, STACKED, PERCENT, HEATMAP, SANKEY, MEANING -> true;
      case LINES, GRID, RANKING, NUMBER, RECORDS -> false;
    };
  }

  /// As in files.
  public String visualName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
