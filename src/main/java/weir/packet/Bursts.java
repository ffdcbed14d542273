package weir.packet;

import java.util.Arrays;
import weir.flow.BurstBin;
import weir.flow.Peaks;

/// Keeps how much came at once: of each second of the last hour the most octets, and the most
/// packets, within 1, 10 and 100 milliseconds. It takes as much memory for any traffic. Counting is
/// for one thread at a time; [#peaks] can be asked from any.
public final class Bursts {
  static final int SECONDS = 3600;

  private static final int BINS = BurstBin.values().length;
  private static final long MILLI_NANOS = 1_000_000;

  /// A clock that goes back farther was set: what was before it says nothing.
  private static final long SET_BACK_MILLIS = 1_000;

  private static final long NEVER = Long.MIN_VALUE;

  private final String adapter;

  // The bins in hand: of 1, 10 and 100 ms, each without what the shorter ones still hold.
  private final long[] octets = new long[BINS];
  private final long[] packets = new long[BINS];
  private long nowMilli = NEVER;
  private long endNanos = NEVER;

  // The most of the second in hand.
  private final long[] mostOctets = new long[BINS];
  private final long[] mostPackets = new long[BINS];
  private long incompleteUntil = NEVER;

  // A ring of seconds; guarded by this.
  private final long[][] octetsBySecond = new long[BINS][SECONDS];
  private final long[][] packetsBySecond = new long[BINS][SECONDS];
  private long newest = NEVER;

  /// @param adapter whose packets they are
  public Bursts(String adapter) {
    this.adapter = adapter;
    forget();
  }

  private synchronized void forget() {
    for (int bin = 0; bin < BINS; bin++) {
      Arrays.fill(octetsBySecond[bin], Peaks.UNKNOWN);
      Arrays.fill(packetsBySecond[bin], Peaks.UNKNOWN);
    }
    newest = NEVER;
  }

  /// Counts a packet.
  ///
  /// @param nanos when it came, since 1970
  /// @param times so many like it came, of which it was taken at random
  public void count(long nanos, long wireOctets, int times) {
    if (nanos >= endNanos || nanos < endNanos - SET_BACK_MILLIS * MILLI_NANOS) {
      advance(Math.floorDiv(nanos, MILLI_NANOS));
    }
    octets[0] += wireOctets * times;
    packets[0] += times;
  }

  /// That nothing more comes of what was before, and that the capture runs.
  public void idle(long nanos) {
    if (nanos >= endNanos) {
      advance(Math.floorDiv(nanos, MILLI_NANOS));
    }
  }

  /// That packets were lost at some time in between: those seconds are not known.
  public void lost(long fromNanos, long untilNanos) {
    incompleteUntil = Math.max(incompleteUntil, second(untilNanos));
    forget(second(fromNanos));
  }

  private static long second(long nanos) {
    return Math.floorDiv(nanos, 1000 * MILLI_NANOS);
  }

  /// From a second on.
  private synchronized void forget(long fromSecond) {
    for (long at = Math.max(fromSecond, Math.max(0, newest - SECONDS + 1)); at <= newest; at++) {
      int place = (int) (at % SECONDS);
      for (int bin = 0; bin < BINS; bin++) {
        octetsBySecond[bin][place] = Peaks.UNKNOWN;
        packetsBySecond[bin][place] = Peaks.UNKNOWN;
      }
    }
  }

  private void advance(long milli) {
    long now = nowMilli;
    if (now == NEVER || milli < now) {
      begin(milli);
      return;
    }
    close(BurstBin.ONE);
    if (milli / 10 != now / 10) {
      close(BurstBin.TEN);
    }
    if (milli / 100 != now / 100) {
      close(BurstBin.HUNDRED);
    }
    if (milli / 1000 != now / 1000) {
      publish(now / 1000, milli / 1000);
    }
    at(milli);
  }

  private void at(long milli) {
    nowMilli = milli;
    endNanos = (milli + 1) * MILLI_NANOS;
  }

  /// In the midst of a second, which is not known therefore.
  private void begin(long milli) {
    forget();
    Arrays.fill(octets, 0);
    Arrays.fill(packets, 0);
    Arrays.fill(mostOctets, 0);
    Arrays.fill(mostPackets, 0);
    incompleteUntil = milli / 1000;
    at(milli);
  }

  /// A bin is over: it is a part of the next longer one.
  private void close(BurstBin bin) {
    int i = bin.ordinal();
    mostOctets[i] = Math.max(mostOctets[i], octets[i]);
    mostPackets[i] = Math.max(mostPackets[i], packets[i]);
    if (i + 1 < BINS) {
      octets[i + 1] += octets[i];
      packets[i + 1] += packets[i];
    }
    octets[i] = 0;
    packets[i] = 0;
  }

  /// A second is over, and those up to the next one passed without a packet.
  private synchronized void publish(long second, long next) {
    boolean known = second > incompleteUntil;
    long first = Math.max(second, next - SECONDS);
    for (long at = first; at < next; at++) {
      int place = (int) (at % SECONDS);
      for (int bin = 0; bin < BINS; bin++) {
        boolean empty = at > second;
        long unknown = at <= incompleteUntil ? Peaks.UNKNOWN : 0;
        octetsBySecond[bin][place] = empty ? unknown : known ? mostOctets[bin] : Peaks.UNKNOWN;
        packetsBySecond[bin][place] = empty ? unknown : known ? mostPackets[bin] : Peaks.UNKNOWN;
      }
    }
    newest = next - 1;
    Arrays.fill(mostOctets, 0);
    Arrays.fill(mostPackets, 0);
  }

  /// Of the seconds that are over, the last hour of them.
  public synchronized Peaks peaks(BurstBin bin) {
    if (newest == NEVER) {
      return new Peaks(adapter, bin, 0, new long[0], new long[0]);
    }
    long first = newest - SECONDS + 1;
    return new Peaks(
        adapter,
        bin,
        first,
        ordered(octetsBySecond[bin.ordinal()], first),
        ordered(packetsBySecond[bin.ordinal()], first));
  }

  private static long[] ordered(long[] ring, long first) {
    long[] values = new long[SECONDS];
    int start = (int) Math.floorMod(first, (long) SECONDS);
    System.arraycopy(ring, start, values, 0, SECONDS - start);
    System.arraycopy(ring, 0, values, SECONDS - start, start);
    return values;
  }
}
