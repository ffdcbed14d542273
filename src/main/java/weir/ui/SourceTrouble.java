package weir.ui;

import weir.store.StoreException;

/// What went wrong with a source, in a sentence with the next step.
final class SourceTrouble {
  private SourceTrouble() {}

  static String opening(RuntimeException failure) {
    return "It could not be opened: " + reason(failure) + ". Try again, or close it";
  }

  static String trying(RuntimeException failure) {
    return "It could not be tried out: " + reason(failure);
  }

  static String listening(RuntimeException failure) {
    return "Its ports could not be changed: " + reason(failure) + ". Try it again with Ctrl+L";
  }

  static String closing(RuntimeException failure) {
    return "It was not closed as it should: "
        + reason(failure)
        + ". What had come last may not be stored: try again to see what there is, or close it";
  }

  static String reading(RuntimeException failure) {
    return "How it is doing cannot be told: "
        + reason(failure)
        + ". It is tried again every second";
  }

  static String exporters(RuntimeException failure) {
    return "The exporters cannot be read: " + reason(failure) + ". It is tried again every second";
  }

  static String mapping(RuntimeException failure) {
    return "The table cannot be read so: " + reason(failure);
  }

  static String storage(RuntimeException failure) {
    return "How its tables are stored cannot be told: " + reason(failure);
  }

  static String saying(RuntimeException failure) {
    return "It could not be kept: " + reason(failure);
  }

  /// What a store says is for people; anything else is a defect, of which the log has more.
  private static String reason(RuntimeException failure) {
    return failure instanceof StoreException
        ? String.valueOf(failure.getMessage())
        : "something inside Weir failed (the log has more)";
  }
}
