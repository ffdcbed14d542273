package weir.decode.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Octets of a stream on their way into messages, each of which is behind its length as a varint.
/// Grows with what has come, never with what is announced, up to the largest message.
final class MessageBuffer {
  /// A flow has some 300 bytes; what announces more is no flow.
  static final int MOST_MESSAGE_BYTES = 1 << 20;

  private static final int USUAL_BYTES = 1 << 16;
  private static final int MOST_LENGTH_BYTES = 4;

  private byte[] octets = new byte[USUAL_BYTES];
  private int from;
  private int to;

  // Of the message that was found.
  private int bodyFrom;
  private int bodyTo;

  /// What is in the way of finding a message.
  static final class NoMessage extends IOException {
    NoMessage(String expected) {
      super(expected);
    }
  }

  /// Reads once: what there is, waiting for it if need be.
  ///
  /// @return false at the end of the stream
  boolean fill(InputStream in) throws IOException {
    makeRoom();
    int read = in.read(octets, to, octets.length - to);
    to += Math.max(0, read);
    return read >= 0;
  }

  private void makeRoom() {
    if (from == to) {
      from = 0;
      to = 0;
      if (octets.length > USUAL_BYTES) {
        octets = new byte[USUAL_BYTES];
      }
    }
    if (to == octets.length && from > 0) {
      System.arraycopy(octets, from, octets, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == octets.length) {
      octets = Arrays.copyOf(octets, 2 * to);
    }
  }

  /// Looks for a whole message at the front.
  ///
  /// @throws NoMessage if what is there cannot become one; says what was expected
  boolean find() throws NoMessage {
    int length = 0;
    for (int i = 0; i < MOST_LENGTH_BYTES; i++) {
      if (from + i == to) {
        return false;
      }
      byte octet = octets[from + i];
      length |= (octet & 0x7f) << (7 * i);
      if (octet >= 0) {
        if (length > MOST_MESSAGE_BYTES) {
          throw new NoMessage("a message of at most " + MOST_MESSAGE_BYTES + " bytes");
        }
        bodyFrom = from + i + 1;
        bodyTo = bodyFrom + length;
        return bodyTo <= to;
      }
    }
    throw new NoMessage("the length of a message");
  }

  byte[] octets() {
    return octets;
  }

  /// Where in [#octets] the message that was found begins, behind its length.
  int bodyFrom() {
    return bodyFrom;
  }

  int bodyLength() {
    return bodyTo - bodyFrom;
  }

  /// Leaves the message that was found behind; gives how many octets that are.
  int pass() {
    int passed = bodyTo - from;
    from = bodyTo;
    return passed;
  }

  /// Octets that are in no message yet.
  int rest() {
    return to - from;
  }
}
