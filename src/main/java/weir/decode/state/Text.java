package weir.decode.state;

import java.nio.charset.StandardCharsets;
import weir.flow.ForeignText;
import weir.wire.WireReader;

/// The one way in for text that exporters send.
public final class Text {
  /// No character has more octets in UTF-8.
  private static final int MOST_OCTETS = 4 * ForeignText.MOST_CHARACTERS;

  private Text() {}

  /// Reads UTF-8 of so many octets, to the first octet of 0; cut and cleaned.
  public static String read(WireReader in, int octets) {
    byte[] read = in.bytes(Math.min(octets, MOST_OCTETS));
    in.skip(octets - read.length);
    int end = 0;
    while (end < read.length && read[end] != 0) {
      end++;
    }
    return ForeignText.clean(new String(read, 0, end, StandardCharsets.UTF_8));
  }
}
