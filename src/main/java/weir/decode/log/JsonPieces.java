package weir.decode.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The objects of a file of JSON, one at a time however large the file: a line each, in a list, or
/// in the list `records` of the only object. What is broken ends at the next line that begins an
/// object.
final class JsonPieces implements AutoCloseable {
  /// Larger objects are no records: they are passed over.
  static final int MOST_OCTETS = 4 << 20;

  private static final int ROOM = 1 << 16;
  private static final String RECORDS = "{\"records\":[";

  private final InputStream in;
  private final byte[] room = new byte[ROOM];
  private int from;
  private int until;
  private byte[] piece = new byte[ROOM];
  private int length;
  private int depth;
  private boolean text;
  private boolean escaped;
  private boolean lineBegins = true;
  private long line = 1;
  private long pieceLine;

  JsonPieces(InputStream in) {
    this.in = in;
  }

  /// The next object, null where there is none.
  ///
  /// @throws BadRecord at what is none, and is passed over
  byte @Nullable [] next() throws IOException, BadRecord {
    begin();
    while (fill()) {
      byte octet = room[from];
      if (depth > 0 && lineBegins && octet == '{') {
        throw broken("an object that ends before the next begins");
      }
      from++;
      line += octet == '\n' ? 1 : 0;
      lineBegins = octet == '\n';
      if (depth == 0) {
        outside(octet);
      } else {
        within(octet);
        if (depth == 0 && length > 0) {
          return Arrays.copyOf(piece, length);
        }
      }
    }
    if (length > 0) {
      throw broken("an object that ends before the file does");
    }
    return null;
  }

  private void begin() {
    length = 0;
    depth = 0;
    text = false;
    escaped = false;
  }

  private void outside(byte octet) throws IOException, BadRecord {
    if (octet == '{') {
      pieceLine = line;
      depth = 1;
      add(octet);
    } else if (" \t\r\n,[]}".indexOf(octet) < 0) {
      pieceLine = line;
      toEndOfLine();
      throw new BadRecord("expected an object of JSON");
    }
  }

  private void within(byte octet) throws IOException, BadRecord {
    if (length == MOST_OCTETS) {
      do {
        toEndOfLine();
      } while (fill() && room[from] != '{');
      throw broken("an object of at most %,d octets".formatted(MOST_OCTETS));
    }
    add(octet);
    if (text) {
      if (octet == '\n') {
        throw broken("a text that ends in its line");
      }
      text = escaped || octet != '"';
      escaped = !escaped && octet == '\\';
    } else {
      switch (octet) {
        case '"' -> text = true;
        case '{' -> depth++;
        case '}' -> depth--;
        case '[' -> {
          if (depth == 1 && isRecords()) {
            begin();
          }
        }
        default -> {}
      }
    }
  }

  private boolean isRecords() {
    int at = 0;
    for (int i = 0; i < length; i++) {
      if (" \t\r\n".indexOf(piece[i]) < 0) {
        if (at == RECORDS.length() || piece[i] != RECORDS.charAt(at)) {
          return false;
        }
        at++;
      }
    }
    return at == RECORDS.length();
  }

  private BadRecord broken(String expected) {
    begin();
    return new BadRecord("expected " + expected);
  }

  private void toEndOfLine() throws IOException {
    while (fill()) {
      if (room[from++] == '\n') {
        line++;
        lineBegins = true;
        return;
      }
    }
  }

  private void add(byte octet) {
    if (length == piece.length) {
      piece = Arrays.copyOf(piece, Math.min(2 * length, MOST_OCTETS));
    }
    piece[length++] = octet;
  }

  private boolean fill() throws IOException {
    if (from == until) {
      from = 0;
      until = Math.max(0, in.read(room));
    }
    return from < until;
  }

  /// Where the object began that was read last.
  long line() {
    return pieceLine;
  }

  boolean isMore() throws IOException {
    return from < until || in.available() > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
