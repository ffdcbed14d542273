package weir.query;

import java.util.Locale;

/// How an answer is drawn.
public enum Visual {
  /// Areas, what goes out downwards.
  MIRROR(true),
  /// Areas on top of each other.
  STACKED(true),
  LINES(true),
  /// The largest groups in a table.
  RANKING(false);

  private final boolean overTime;

  Visual(boolean overTime) {
    this.overTime = overTime;
  }

  /// Whether it shows sums bucket by bucket.
  public boolean overTime() {
    return overTime;
  }

  /// As in files.
  public String visualName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
