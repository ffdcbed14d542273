package weir.decode.state;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import weir.exporter.WaitingTemplate;
import weir.flow.FlowType;

/// Data that came before its template. Bounded: what has waited longest is dropped, and counted.
public final class WaitingSets {
  public static final int MAX_SETS = 256;
  static final int MAX_BYTES = 128 << 10;

  /// What one takes beside its data.
  private static final int SET_BYTES = 256;

  /// Templates are sent again every few minutes; what waited for longer belongs to none to come.
  private static final long MAX_WAIT_NANOS = 1_800_000_000_000L;

  /// @param data the set without its header
  public record Waiting(MessageHeader header, int templateId, byte[] data) {
    boolean waitsFor(FlowType type, long domain, int id) {
      return templateId == id && header.type == type && header.domain == domain;
    }
  }

  /// Templates that people are told of.
  private static final int MOST_TOLD = 8;

  private final ArrayDeque<Waiting> sets = new ArrayDeque<>();
  private final Tally dropped;
  private final Tally waiting;
  private final Footprint footprint;
  private int bytes;
  private long added;

  /// @param dropped counts sets that were dropped undecoded
  /// @param waiting how many there are
  /// @param footprint grows and shrinks with what waits
  WaitingSets(Tally dropped, Tally waiting, Footprint footprint) {
    this.dropped = dropped;
    this.waiting = waiting;
    this.footprint = footprint;
  }

  public synchronized void add(MessageHeader header, int templateId, byte[] data) {
    MessageHeader copy = new MessageHeader();
    copy.copy(header);
    sets.add(new Waiting(copy, templateId, data));
    added++;
    count(SET_BYTES + data.length);
    while (!sets.isEmpty() && (sets.size() > MAX_SETS || bytes > MAX_BYTES || tooOld(header))) {
      count(-bytes(sets.remove()));
      dropped.add(1);
    }
    waiting.set(sets.size());
  }

  /// How many have ever been added.
  public long added() {
    return added;
  }

  /// Takes back what was added last: its datagram has turned out to be malformed.
  public synchronized void takeBack(long count) {
    for (long i = 0; i < count && !sets.isEmpty(); i++) {
      count(-bytes(sets.removeLast()));
    }
    waiting.set(sets.size());
  }

  private static int bytes(Waiting set) {
    return SET_BYTES + set.data.length;
  }

  private void count(int moreBytes) {
    bytes += moreBytes;
    footprint.add(moreBytes);
  }

  private boolean tooOld(MessageHeader now) {
    return now.receivedNanos - sets.getFirst().header.receivedNanos > MAX_WAIT_NANOS;
  }

  /// Takes out the oldest set that waits for the template; null if none does.
  ///
  /// @param readable whether it can be read now: the template may be another process's
  public synchronized @Nullable Waiting take(
      FlowType type, long domain, int templateId, Predicate<Waiting> readable) {
    for (Iterator<Waiting> all = sets.iterator(); all.hasNext(); ) {
      Waiting set = all.next();
      if (set.waitsFor(type, domain, templateId) && readable.test(set)) {
        all.remove();
        count(-bytes(set));
        waiting.set(sets.size());
        return set;
      }
    }
    return null;
  }

  /// What is waited for, the template for longest first; from any thread.
  synchronized List<WaitingTemplate> told() {
    Map<List<Object>, WaitingTemplate> all = new LinkedHashMap<>();
    for (Waiting set : sets) {
      MessageHeader of = set.header;
      WaitingTemplate one =
          new WaitingTemplate(
              of.type, of.domain, set.templateId, of.receivedNanos, 1, set.data.length);
      all.merge(
          List.of(of.type, of.domain, set.templateId),
          one,
          (known, more) ->
              new WaitingTemplate(
                  known.type(),
                  known.domain(),
                  known.id(),
                  known.sinceNanos(),
                  known.sets() + 1,
                  known.octets() + more.octets()));
    }
    return all.values().stream().limit(MOST_TOLD).toList();
  }

  public boolean isEmpty() {
    return sets.isEmpty();
  }
}
