package weir.decode.log;

import weir.flow.ForeignText;

/// A record that is none, with the reason in words. It is counted and passed over.
final class BadRecord extends Exception {
  private static final int MOST_SHOWN = 40;

  BadRecord(String reason) {
    super(reason, null, false, false);
  }

  /// @param expected in words
  static BadRecord of(String expected, String found) {
    return new BadRecord("expected " + expected + ", found '" + shown(found) + "'");
  }

  private static String shown(String text) {
    return ForeignText.clean(
        text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…");
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
