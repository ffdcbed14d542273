package weir.ui;

import weir.store.StoreException;

/// What went wrong with a source, in a sentence with the next step.
final class SourceTrouble {
  private SourceTrouble() {}

  static String opening(RuntimeException failure) {
    return "It could not be opened: "
        + reason(failure)
        + ". Close this row with its ×, and open it again";
  }

  static String closing(RuntimeException failure) {
    return "It was not closed as it should: "
        + reason(failure)
        + ". What had come last may not be stored: close this row with its ×, and open the data"
        + " again to see what there is";
  }

  static String exporters(RuntimeException failure) {
    return "The exporters cannot be read: " + reason(failure) + ". It is tried again every second";
  }

  /// What a store says is for people; anything else is a defect, of which the log has more.
  private static String reason(RuntimeException failure) {
    return failure instanceof StoreException
        ? String.valueOf(failure.getMessage())
        : "Weir itself failed (" + failure + "; the log has more)";
  }
}
