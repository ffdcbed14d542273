package weir.flow;

import java.nio.charset.StandardCharsets;

/// A name of up to 16 octets of UTF-8 in two longs, its first octet highest: so a name takes the
/// place of an address, needs no dictionary, and sorts by its letters.
///
/// `0, 0` (the empty text) stands for "not known".
public record ShortText(long high, long low) {
  public static final ShortText NONE = new ShortText(0, 0);

  /// What a longer name is cut to, never within a character.
  public static final int MOST_OCTETS = 16;

  /// One line of visible characters; quotes, which filters have around names, become apostrophes. A
  /// name that says of itself that it is unknown is.
  public static ShortText of(String name) {
    String text = ForeignText.clean(name).replace('"', '\'');
    if (text.equalsIgnoreCase(FlowField.UNKNOWN)) {
      return NONE;
    }
    byte[] octets = new byte[MOST_OCTETS];
    int length = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      byte[] character = Character.toString(text.codePointAt(i)).getBytes(StandardCharsets.UTF_8);
      if (length + character.length > MOST_OCTETS) {
        break;
      }
      System.arraycopy(character, 0, octets, length, character.length);
      length += character.length;
    }
    return ofOctets(octets, length);
  }

  /// The first octets of an array, which are taken as they are.
  ///
  /// @param length at most [#MOST_OCTETS]
  public static ShortText ofOctets(byte[] octets, int length) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < MOST_OCTETS; i++) {
      long octet = i < length ? octets[i] & 0xff : 0;
      high = i < 8 ? high << 8 | octet : high;
      low = i < 8 ? low : low << 8 | octet;
    }
    return new ShortText(high, low);
  }

  /// The octets of a value, without the zeros behind them.
  public static byte[] octets(long high, long low) {
    int length = MOST_OCTETS;
    while (length > 0 && octet(high, low, length - 1) == 0) {
      length--;
    }
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = octet(high, low, i);
    }
    return octets;
  }

  private static byte octet(long high, long low, int place) {
    return (byte) ((place < 8 ? high : low) >>> (56 - 8 * (place & 7)));
  }

  /// A value as text; what is no UTF-8 in it is replaced.
  public static String text(long high, long low) {
    return ForeignText.oneLine(new String(octets(high, low), StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return text(high, low);
  }
}
