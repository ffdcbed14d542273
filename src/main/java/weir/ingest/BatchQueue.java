package weir.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;

/// Batches on their way from those who fill them to those who store them, and empty ones on their
/// way back. From any thread.
///
/// What waits is bounded in number and in octets, and so is what is kept empty. Each of those who
/// fill has a [Room] of its own, and they take turns at being stored, by their shares: one that
/// brings more than is stored takes nothing from the others. The empty batch that was used last is
/// used first: while the store keeps up, a few are in use and stay in the caches.
final class BatchQueue {
  /// One and a half seconds of a million flows a second.
  static final int MOST_LIVE = 800;

  /// Enough to keep reader and writer of a file busy at once.
  static final int MOST_OF_FILES = 32;

  /// Wide batches, of sources that fill every column, take more than a megabyte each.
  private static final long MOST_BYTES = 256L << 20;

  /// From an eighth full on the queue is long, and again short below a thirty-second.
  private static final int LONG = 8;

  private static final int SHORT = 32;

  private static final long LOOK_MILLIS = 60_000;

  /// For turns: who has no share any more is stored all the same.
  private static final double LEAST_SHARE = 0.01;

  /// Shares are fractions: they add up to nearly what they should.
  private static final double ROUNDING = 1e-6;

  private record Waiting(FlowBatch batch, long bytes, long sinceNanos) {}

  private final int most;
  private final List<Room> rooms = new ArrayList<>();
  private double turn;
  private int waitingBatches;
  private final Deque<FlowBatch> empty = new ArrayDeque<>();
  private long waitingBytes;
  private long emptyBytes;
  private boolean closed;
  private boolean givenUp;
  private long lostRows;
  private boolean patient;
  private long patientUntil = Long.MAX_VALUE;

  /// @param most batches that wait before no empty ones are given out
  BatchQueue(int most) {
    this.most = most;
  }

  /// What waits of one of those who fill: so much of the queue as its share is, in batches and in
  /// octets, and beyond that what is nobody's share, as long as there is some left of it.
  final class Room {
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;
    private double share;

    /// When it is its turn: the larger its share, the more often.
    private double due;

    private Room(double share) {
      this.share = share;
    }

    /// An empty batch; null while too much waits, which is waited for only by the [#patient].
    @Nullable FlowBatch poll() {
      synchronized (BatchQueue.this) {
        if (isFull() && patient) {
          awaitRoom(this, true);
        }
        return isFull() ? null : emptyOne();
      }
    }

    /// An empty batch, once not too much waits, or no time is left to wait.
    FlowBatch take() {
      synchronized (BatchQueue.this) {
        awaitRoom(this, false);
        return emptyOne();
      }
    }

    /// Puts a filled batch at the end; its rows are lost once the queue was given up.
    void add(FlowBatch filled) {
      synchronized (BatchQueue.this) {
        if (givenUp) {
          lostRows += filled.rows();
          return;
        }
        long size = filled.columnBytes();
        due = waiting.isEmpty() ? Math.max(due, turn) : due; // nobody saves turns up
        waiting.addLast(new Waiting(filled, size, System.nanoTime()));
        bytes += size;
        waitingBytes += size;
        waitingBatches++;
        BatchQueue.this.notifyAll();
      }
    }

    /// Has another share from now on; what waits stays.
    ///
    /// @param of the queue, 0 to 1; all of them together 1 at most
    void share(double of) {
      synchronized (BatchQueue.this) {
        share = of;
        BatchQueue.this.notifyAll();
      }
    }

    private boolean isFull() {
      return (batchesBeyond() >= 0 || bytesBeyond() >= 0) && isCommonFull();
    }

    private double batchesBeyond() {
      return waiting.size() - share * most;
    }

    private double bytesBeyond() {
      return bytes - share * MOST_BYTES;
    }
  }

  /// Whether nothing is left of what is nobody's share.
  private boolean isCommonFull() {
    double common = 1;
    double batches = 0;
    double bytes = 0;
    for (Room room : rooms) {
      common -= room.share;
      batches += Math.max(0, room.batchesBeyond());
      bytes += Math.max(0, room.bytesBeyond());
    }
    return batches >= common * most - ROUNDING || bytes >= common * MOST_BYTES - ROUNDING;
  }

  /// Room for one more of those who fill.
  ///
  /// @param share of the queue, 0 to 1; all of them together 1 at most
  synchronized Room room(double share) {
    Room room = new Room(share);
    rooms.add(room);
    return room;
  }

  /// @param whilePatient whether only the patient wait
  private void awaitRoom(Room room, boolean whilePatient) {
    boolean interrupted = false;
    while (room.isFull() && (patient || !whilePatient)) {
      long left = timeLeftMillis();
      if (left <= 0) {
        break;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        interrupted = true; // a writer frees one soon
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private long timeLeftMillis() {
    return patientUntil == Long.MAX_VALUE
        ? LOOK_MILLIS
        : TimeUnit.NANOSECONDS.toMillis(patientUntil - System.nanoTime());
  }

  /// Whether who polls waits.
  synchronized void patient(boolean waits) {
    patient = waits;
    notifyAll();
  }

  /// Nobody waits for room any longer than this.
  ///
  /// @param nanos of [System#nanoTime]
  synchronized void patientUntil(long nanos) {
    patientUntil = nanos;
    notifyAll();
  }

  private FlowBatch emptyOne() {
    FlowBatch used = empty.pollFirst();
    if (used == null) {
      return new FlowBatch();
    }
    emptyBytes -= used.columnBytes();
    return used;
  }

  /// Whether so much waits that a second writer helps.
  synchronized boolean isLong() {
    return isFilled(LONG);
  }

  /// The oldest batch of the room whose turn it is; null where none has come within
  /// `patienceNanos`, or none will any more.
  synchronized @Nullable FlowBatch next(long patienceNanos) {
    return awaitFill(0, patienceNanos) ? removeFirst() : null;
  }

  /// The same for a writer that helps: waits for the queue to be long, and goes on until it is
  /// short.
  ///
  /// @param helping whether it has been at it
  synchronized @Nullable FlowBatch nextToHelp(boolean helping, long patienceNanos) {
    return awaitFill(helping ? SHORT : LONG, patienceNanos) ? removeFirst() : null;
  }

  private boolean awaitFill(int share, long patienceNanos) {
    long until = System.nanoTime() + patienceNanos;
    while (!isFilled(share)) {
      long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime() + 999_999);
      if (closed || millis <= 0) {
        return false;
      }
      try {
        wait(millis);
      } catch (InterruptedException e) {
        return false; // only close() ends a writer
      }
    }
    return true;
  }

  /// Whether more waits than one `share`th of what may; 0 for anything.
  private boolean isFilled(int share) {
    return share == 0
        ? waitingBatches > 0
        : (long) waitingBatches * share > most || waitingBytes * share > MOST_BYTES;
  }

  /// To be called while something waits.
  private FlowBatch removeFirst() {
    Room room = rooms.getFirst();
    for (Room other : rooms) {
      boolean earlier = other.due < room.due || room.waiting.isEmpty();
      room = earlier && !other.waiting.isEmpty() ? other : room;
    }
    turn = room.due;
    room.due += 1 / Math.max(room.share, LEAST_SHARE);
    Waiting first = room.waiting.removeFirst();
    room.bytes -= first.bytes();
    waitingBytes -= first.bytes();
    waitingBatches--;
    notifyAll();
    return first.batch();
  }

  /// Takes a batch back that has been stored.
  synchronized void giveBack(FlowBatch stored) {
    stored.reset();
    long bytes = stored.columnBytes();
    // One that a huge datagram made grow is left to the garbage collector.
    if (!stored.hasGrown() && emptyBytes + bytes <= MOST_BYTES / 2) {
      empty.addFirst(stored);
      emptyBytes += bytes;
    }
  }

  /// Throws away what waits and whatever comes.
  synchronized void giveUp() {
    closed = true;
    givenUp = true;
    for (Room room : rooms) {
      room.waiting.forEach(lost -> lostRows += lost.batch().rows());
      room.waiting.clear();
      room.bytes = 0;
    }
    waitingBytes = 0;
    waitingBatches = 0;
    notifyAll();
  }

  /// Rows that were thrown away.
  synchronized long lostRows() {
    return lostRows;
  }

  /// For how long the oldest batch has waited; 0 where none does.
  synchronized long oldestNanos() {
    long now = System.nanoTime();
    return rooms.stream()
        .flatMap(room -> Stream.ofNullable(room.waiting.peekFirst()))
        .mapToLong(first -> now - first.sinceNanos())
        .max()
        .orElse(0);
  }

  /// Nothing will be added any more.
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /// Whether it is closed and empty.
  synchronized boolean isDrained() {
    return closed && waitingBatches == 0;
  }
}
