package weir.enrich.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Lines of a text in UTF-8, numbered, none of them without bound.
final class Lines {
  private static final int LONGEST = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int until;
  private byte[] line = new byte[256];
  private long number;

  Lines(InputStream in) {
    this.in = in;
  }

  /// The next line that says something: no empty one. Null at the end.
  @Nullable String next() throws IOException {
    while (true) {
      String text = nextOfAny();
      if (text == null || !text.isEmpty()) {
        return text;
      }
    }
  }

  /// Of the line that came last, from 1.
  long number() {
    return number;
  }

  Malformed wrong(String reason) {
    return Malformed.atLine(number, reason);
  }

  private @Nullable String nextOfAny() throws IOException {
    number++;
    int length = 0;
    while (true) {
      if (from == until && !fill()) {
        return length == 0 ? null : text(length);
      }
      byte octet = buffer[from++];
      if (octet == '\n') {
        return text(length);
      }
      if (length == LONGEST) {
        throw wrong("the line is longer than " + LONGEST + " octets");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, length * 2);
      }
      line[length++] = octet;
    }
  }

  private boolean fill() throws IOException {
    from = 0;
    until = Math.max(0, in.read(buffer, 0, buffer.length));
    return until > 0;
  }

  private String text(int length) {
    int start = number == 1 && length >= 3 && isMark() ? 3 : 0;
    return new String(line, start, length - start, StandardCharsets.UTF_8).strip();
  }

  /// The byte order mark that some editors put first.
  private boolean isMark() {
    return (line[0] & 0xff) == 0xef && (line[1] & 0xff) == 0xbb && (line[2] & 0xff) == 0xbf;
  }
}
