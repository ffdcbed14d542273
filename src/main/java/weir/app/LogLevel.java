package weir.app;

import java.util.logging.Level;

/// How much it matters what a line of the log says.
public enum LogLevel {
  /// Something is lost, or does not go on.
  ERROR(3),
  /// Something is not as it should be, and goes on.
  WARN(4),
  /// What happens, and how much of it.
  INFO(6),
  /// What helps to find a defect of Weir.
  DEBUG(7);

  private final int priority;

  LogLevel(int priority) {
    this.priority = priority;
  }

  /// As syslog counts: 3 is an error, 7 is for debugging.
  int priority() {
    return priority;
  }

  Level logged() {
    return switch (this) {
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
    };
  }

  static LogLevel of(Level level) {
    for (LogLevel one : values()) {
      if (level.intValue() >= one.logged().intValue()) {
        return one;
      }
    }
    return DEBUG;
  }

  /// Whether lines of another level are wanted where this is the least.
  boolean takes(LogLevel other) {
    return other.priority <= priority;
  }
}
