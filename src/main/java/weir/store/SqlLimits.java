package weir.store;

import java.time.Duration;

/// How much a statement of the user's may take.
///
/// @param rows most that are wanted
/// @param time after which it is stopped
public record SqlLimits(int rows, Duration time) {
  /// What a statement may look like, to begin with.
  public static final String EXAMPLE =
      "SELECT src_addr, sum(bytes * rate) AS bytes FROM flows GROUP BY ALL"
          + " ORDER BY bytes DESC LIMIT 20";

  /// Unless somebody wants others.
  public static final SqlLimits USUAL = new SqlLimits(10_000, Duration.ofSeconds(60));
}
