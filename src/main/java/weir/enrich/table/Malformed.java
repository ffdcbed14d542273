package weir.enrich.table;

import java.io.IOException;

/// What a reader cannot go on with, and where it is in its file.
final class Malformed extends IOException {
  private static final long serialVersionUID = 1;

  private final String place;

  Malformed(String place, String reason) {
    super(reason);
    this.place = place;
  }

  static Malformed atByte(long offset, String reason) {
    return new Malformed("byte " + offset, reason);
  }

  static Malformed atLine(long line, String reason) {
    return new Malformed("line " + line, reason);
  }

  String place() {
    return place;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
