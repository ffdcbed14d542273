package weir.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a stream into the messages of IPFIX that it is made of (RFC 7011 §10.4): each begins with
/// its version and its length. Holds what has come of one message, 64 KiB at most.
public final class MessageStream {
  /// Takes whole messages.
  @FunctionalInterface
  public interface Taker {
    /// @param message valid only during the call
    void take(WireReader message);
  }

  /// What is wrong with a stream.
  public enum Fault {
    TLS("is in TLS, which Weir does not read; have it sent as plain TCP, or through a TLS tunnel"),
    NO_MESSAGE("has something else where a message of IPFIX would begin");

    private final String words;

    Fault(String words) {
      this.words = words;
    }

    /// Completes "the stream …".
    public String words() {
      return words;
    }
  }

  private static final int VERSION = 10;
  private static final int HEADER_OCTETS = 16;
  private static final int SET_HEADER_OCTETS = 4;

  /// Enough to tell a message in the midst of octets.
  private static final int TELLING_OCTETS = HEADER_OCTETS + SET_HEADER_OCTETS;

  private static final int TLS_HANDSHAKE = 0x16;
  private static final int TLS_MAJOR = 3;
  private static final int FIRST_OCTETS = 512;
  private static final int MOST_OCTETS = 1 << 16;
  private static final long DAY_SECONDS = 86_400;

  private final Taker taker;
  private final WireReader message = new WireReader();
  private byte[] held = new byte[0];
  private int from;
  private int until;
  private int toSkip;
  private boolean searching;
  private long lastExportSeconds = -1;
  private long messages;

  public MessageStream(Taker taker) {
    this.taker = taker;
  }

  /// Takes the next octets of the stream and hands on each message that is whole with them.
  ///
  /// @return what is wrong with the octets in hand; [#search] goes on from there
  public @Nullable Fault add(byte[] octets, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int skipped = Math.min(toSkip, end - at);
      toSkip -= skipped;
      at += skipped;
      int some = Math.min(end - at, MOST_OCTETS - (until - from));
      keep(octets, at, some);
      at += some;
      Fault fault = handOn();
      if (fault != null) {
        keepRest(octets, at, end - at);
        return fault;
      }
    }
    return null;
  }

  /// What is behind a fault stays to be searched, as far as there is room.
  private void keepRest(byte[] octets, int at, int length) {
    keep(octets, at, Math.min(length, MOST_OCTETS - (until - from)));
  }

  private void keep(byte[] octets, int at, int length) {
    if (held.length - until < length) {
      int size = until - from;
      int room = Math.max(FIRST_OCTETS, Integer.highestOneBit(Math.max(1, size + length - 1)) * 2);
      byte[] target = room > held.length ? new byte[room] : held;
      System.arraycopy(held, from, target, 0, size);
      held = target;
      from = 0;
      until = size;
    }
    System.arraycopy(octets, at, held, until, length);
    until += length;
  }

  private @Nullable Fault handOn() {
    while (until > from) {
      if (searching && !find()) {
        return null;
      }
      Fault fault = fault();
      if (fault != null) {
        return fault;
      }
      int length = until - from < 4 ? 0 : u16(from + 2);
      if (length == 0 || until - from < length) {
        return null;
      }
      take(length);
    }
    from = 0;
    until = 0;
    if (held.length > FIRST_OCTETS) {
      held = new byte[0]; // thousands of silent streams hold nothing
    }
    return null;
  }

  private void take(int length) {
    lastExportSeconds = u32(from + 4);
    messages++;
    message.reset(held, from, length);
    from += length;
    taker.take(message);
  }

  /// Of the message that begins what is held; as soon as its first octets say so.
  private @Nullable Fault fault() {
    int there = until - from;
    boolean tls = messages == 0 && (held[from] & 0xff) == TLS_HANDSHAKE;
    if (tls && (there < 2 || held[from + 1] == TLS_MAJOR)) {
      return there < 2 ? null : Fault.TLS;
    }
    boolean right =
        held[from] == 0
            && (there < 2 || held[from + 1] == VERSION)
            && (there < 4 || u16(from + 2) >= HEADER_OCTETS);
    return right ? null : Fault.NO_MESSAGE;
  }

  /// After a fault: goes on at the next octets that look like the beginning of a message, of those
  /// in hand or of those to come.
  public void search() {
    Fault fault;
    do {
      searching = true;
      from = Math.min(until, from + 1);
      fault = handOn();
    } while (fault != null);
  }

  /// That so many octets of the stream never came. Where all of them are of the message in hand,
  /// the next one begins behind it; otherwise it is searched for.
  public void lost(long octets) {
    int there = until - from;
    long left = searching ? 0 : there >= 4 ? u16(from + 2) - there : toSkip;
    boolean within = octets <= left;
    toSkip = (int) (within ? left - octets : 0);
    searching |= !within;
    from = 0;
    until = 0;
  }

  /// Passes over what looks like no beginning of a message.
  private boolean find() {
    while (until - from >= TELLING_OCTETS) {
      if (looksLikeMessage(from)) {
        searching = false;
        return true;
      }
      from++;
    }
    return false;
  }

  /// Whether a header is there with a set behind it, of about the time of the message before, and,
  /// where they are there, the octets behind it are another.
  private boolean looksLikeMessage(int at) {
    int length = u16(at + 2);
    if (u16(at) != VERSION || length < TELLING_OCTETS) {
      return false;
    }
    int set = u16(at + HEADER_OCTETS);
    int setLength = u16(at + HEADER_OCTETS + 2);
    boolean sets = set == 2 || set == 3 || set > 255;
    boolean fits = setLength >= SET_HEADER_OCTETS && setLength <= length - HEADER_OCTETS;
    boolean timely =
        lastExportSeconds < 0 || Math.abs(u32(at + 4) - lastExportSeconds) <= DAY_SECONDS;
    int next = at + length;
    return sets && fits && timely && (until - next < 2 || u16(next) == VERSION);
  }

  /// Whether a stream that begins so is one of IPFIX; as many octets as there are, be they few.
  public static boolean mayBegin(byte[] octets, int offset, int length) {
    byte[] start = Arrays.copyOfRange(octets, offset, offset + Math.min(length, TELLING_OCTETS));
    MessageStream alone = new MessageStream(_ -> {});
    alone.held = start;
    alone.until = start.length;
    return start.length > 0
        && alone.fault() == null
        && (start.length < TELLING_OCTETS || alone.looksLikeMessage(0));
  }

  /// Whether a stream that begins so is in TLS.
  public static boolean isTls(byte[] octets, int offset, int length) {
    return length >= 3
        && octets[offset] == TLS_HANDSHAKE
        && octets[offset + 1] == TLS_MAJOR
        && octets[offset + 2] <= 4;
  }

  /// Whether the octets that have come end with a whole message.
  public boolean isWhole() {
    return until == from && toSkip == 0;
  }

  /// Messages that were handed on.
  public long messages() {
    return messages;
  }

  /// Octets that it keeps room for.
  public int heldOctets() {
    return held.length;
  }

  private int u16(int at) {
    return (held[at] & 0xff) << 8 | (held[at + 1] & 0xff);
  }

  private long u32(int at) {
    return (long) u16(at) << 16 | u16(at + 2);
  }
}
