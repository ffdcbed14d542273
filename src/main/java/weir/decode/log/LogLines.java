package weir.decode.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Lines of a text, numbered from 1, none of which takes more than a bounded room.
final class LogLines implements AutoCloseable {
  /// Longer lines are no records: they are passed over.
  static final int MOST_OCTETS = 1 << 16;

  private final InputStream in;
  private final byte[] room = new byte[MOST_OCTETS];
  private final byte[] line = new byte[MOST_OCTETS];
  private int from;
  private int until;
  private long number;

  LogLines(InputStream in) {
    this.in = in;
  }

  /// The next line without its end, null where there is none.
  ///
  /// @throws BadRecord if it is too long; it is passed over
  @Nullable String next() throws IOException, BadRecord {
    long length = 0;
    boolean any = false;
    while (fill()) {
      any = true;
      byte octet = room[from++];
      if (octet == '\n') {
        break;
      }
      if (length < MOST_OCTETS) {
        line[(int) length] = octet;
      }
      length++;
    }
    if (!any) {
      return null;
    }
    number++;
    if (length > MOST_OCTETS) {
      throw new BadRecord("expected a line of at most %,d octets".formatted(MOST_OCTETS));
    }
    int end = (int) length;
    if (end > 0 && line[end - 1] == '\r') {
      end--;
    }
    return new String(line, 0, end, StandardCharsets.UTF_8);
  }

  private boolean fill() throws IOException {
    if (from == until) {
      from = 0;
      until = Math.max(0, in.read(room));
    }
    return from < until;
  }

  /// Of the line that was read last.
  long number() {
    return number;
  }

  boolean isMore() throws IOException {
    return from < until || in.available() > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
