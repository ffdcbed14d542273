package weir.decode.bmp;

import weir.flow.IpAddress;

/// A table of routes that a router has told of.
final class View {
  /// Which of a router's tables it is; later ones tell better where packets go.
  enum Kind {
    SENT,
    BEFORE_FILTERS,
    AFTER_FILTERS,
    CHOSEN
  }

  /// Of whom it is, in one session.
  record Key(long distinguisher, IpAddress neighbour, Kind kind) {}

  private static final int FRESH = 16;

  final Key key;
  final AddPath addPath;
  private final boolean[] told = new boolean[2];
  private long staleNanos;
  private boolean stale;

  View(Key key, AddPath addPath) {
    this.key = key;
    this.addPath = addPath;
  }

  /// The session that told of it has ended.
  void end(long nowNanos) {
    if (!stale) {
      stale = true;
      staleNanos = nowNanos;
    }
  }

  boolean isStale() {
    return stale;
  }

  boolean isOver(long nowNanos, long holdNanos) {
    return stale && nowNanos - staleNanos >= holdNanos;
  }

  /// All routes of a family were told.
  ///
  /// @return whether those of both are by now
  boolean told(boolean six) {
    told[six ? 1 : 0] = true;
    return told[0] && told[1];
  }

  /// What is told now counts before what was told before the router broke off.
  int rank() {
    return key.kind.ordinal() + (stale ? 0 : FRESH);
  }
}
