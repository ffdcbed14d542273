package weir.decode.state;

import java.nio.charset.StandardCharsets;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.ForeignText;
import weir.flow.ShortText;
import weir.wire.WireReader;

/// The one way in for text that exporters send.
public final class Text {
  /// No character has more octets in UTF-8.
  private static final int MOST_OCTETS = 4 * ForeignText.MOST_CHARACTERS;

  private Text() {}

  /// Reads a name of so many octets into a column, as [ShortText] holds it.
  public static void read(WireReader in, int octets, FlowField field, int row, FlowBatch out) {
    long high = 0;
    long low = 0;
    int length = 0;
    boolean plain = true;
    for (; length < octets && length < ShortText.MOST_OCTETS; length++) {
      long octet = in.peekU8(length);
      if (octet == 0) {
        break;
      }
      plain &= octet > ' ' && octet < 0x7f && octet != '"';
      high |= length < 8 ? octet << (56 - 8 * length) : 0;
      low |= length < 8 ? 0 : octet << (120 - 8 * length);
    }
    if (plain && length != FlowField.UNKNOWN.length()) { // which is no name
      in.skip(octets);
      out.setHalves(field, row, high, low);
    } else {
      out.setText(field, row, ShortText.of(read(in, octets)));
    }
  }

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
