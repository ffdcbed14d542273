package weir.store.peer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// What goes through the socket: a greeting of either side, then frames, each with its length
/// before it, which is bounded.
final class Wire {
  /// The socket, in the folder of the data set.
  private static final String NAME = "socket";

  /// Goes up with whatever changes here. Sides that differ do not talk.
  static final int VERSION = 2;

  private static final int GREETING = 0x57454952; // WEIR

  /// Questions are short.
  static final int MOST_ASKED = 1 << 20;

  static final int MOST_ANSWERED = 64 << 20;

  /// What is asked.
  enum Request {
    STATUS,
    ASK,
    NEXT,
    PAGE,
    FILLED,
    STREAM,
    CHUNK,
    SQL
  }

  /// What comes back first.
  enum Reply {
    ANSWER,
    FAILED,
    CANCELLED
  }

  private Wire() {}

  static Path socket(Path folder) {
    return folder.resolve(NAME);
  }

  /// Writes a frame's content.
  interface Content {
    void write(DataOutput out) throws IOException;
  }

  static void greet(DataOutputStream out) throws IOException {
    out.writeInt(GREETING);
    out.writeInt(VERSION);
    out.flush();
  }

  /// @return the other side's version
  /// @throws IOException if it is no Weir
  static int greeting(DataInputStream in) throws IOException {
    if (in.readInt() != GREETING) {
      throw new IOException("it does not answer as Weir does");
    }
    return in.readInt();
  }

  /// @throws IOException if it would be longer than `most`; nothing is written then
  static void send(DataOutputStream out, int most, Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.write(new DataOutputStream(bytes));
    if (bytes.size() > most) {
      throw new TooLong(bytes.size());
    }
    out.writeInt(bytes.size());
    bytes.writeTo(out);
    out.flush();
  }

  /// A frame that is not sent.
  static final class TooLong extends IOException {
    TooLong(int octets) {
      super("an answer of " + (octets >> 20) + " MiB is too long; ask for less");
    }
  }

  /// @throws IOException if it is longer than `most`, or the other side is gone
  static DataInputStream receive(DataInputStream in, int most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new IOException("a frame of " + length + " octets");
    }
    return new DataInputStream(new ByteArrayInputStream(in.readNBytes(length)));
  }

  static void text(String text, DataOutput out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String text(DataInput in) throws IOException {
    return new String(octets(in), StandardCharsets.UTF_8);
  }

  private static byte[] octets(DataInput in) throws IOException {
    byte[] bytes = new byte[count(in)];
    in.readFully(bytes);
    return bytes;
  }

  /// How many of something follow.
  static int count(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_ANSWERED) {
      throw new IOException("so many as " + count);
    }
    return count;
  }

  static void longs(long[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    for (long value : values) {
      out.writeLong(value);
    }
  }

  static long[] longs(DataInput in) throws IOException {
    long[] values = new long[count(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readLong();
    }
    return values;
  }

  static void truths(boolean[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    for (boolean value : values) {
      out.writeBoolean(value);
    }
  }

  static boolean[] truths(DataInput in) throws IOException {
    boolean[] values = new boolean[count(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readBoolean();
    }
    return values;
  }
}
