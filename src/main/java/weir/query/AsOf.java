package weir.query;

/// Where ranges that move along end.
public enum AsOf {
  /// With the last second that is complete.
  NOW("Now"),
  /// With the newest flow that is stored.
  LATEST("Latest flow"),
  /// With the last step of charts that is complete.
  WHOLE_STEP("Last whole step");

  private final String label;

  AsOf(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /// The same stretch of time, ending there.
  ///
  /// @param newestNanos time of the newest flow; 0 where there is none
  /// @param bucketNanos width of charts' steps
  public TimeRange range(TimeRange now, long newestNanos, long bucketNanos) {
    long until = now.untilNanos();
    long wanted =
        switch (this) {
          case NOW -> until;
          case LATEST ->
              newestNanos == 0
                  ? until
                  : newestNanos - newestNanos % FlowQuery.SECOND + FlowQuery.SECOND;
          case WHOLE_STEP -> until - until % bucketNanos;
        };
    return now.moved(wanted - until);
  }
}
