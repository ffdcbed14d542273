package weir.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who may send flows, and who was refused: senders by the address that their datagrams or streams
/// come from, and agents by the address that they are given in a payload, which anybody can write.
/// From any thread.
public final class Admission {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  /// Refused addresses that are remembered, for people to see.
  private static final int MOST_REMEMBERED = 5;

  /// How often who is blocked is looked up.
  private static final long LOOK_NANOS = 1_000_000_000L;

  /// Who may send.
  ///
  /// @param blocked these not, whatever else holds
  private record Rules(Prefixes allowed, Set<IpAddress> blocked) {
    Verdict on(long high, long low) {
      return !blocked.isEmpty() && blocked.contains(new IpAddress(high, low))
          ? Verdict.BLOCKED
          : allowed.contains(high, low) ? Verdict.ADMITTED : Verdict.REFUSED;
    }
  }

  private enum Verdict {
    ADMITTED,
    REFUSED,
    BLOCKED
  }

  private record Checked(long high, long low, Verdict verdict, Rules by) {}

  /// Those of one kind that were refused.
  private static final class Refused {
    private final String what;
    private final Deque<IpAddress> last = new ArrayDeque<>();
    private long count;

    Refused(String what) {
      this.what = what;
    }

    synchronized void add(IpAddress address) {
      count++;
      if (!address.equals(last.peekLast())) {
        last.remove(address);
        last.addLast(address);
        if (last.size() > MOST_REMEMBERED) {
          last.removeFirst();
        }
      }
    }

    synchronized long count() {
      return count;
    }

    synchronized String addresses() {
      return last.stream().map(IpAddress::toString).collect(Collectors.joining(", "));
    }
  }

  private volatile Rules rules;
  private volatile Supplier<Set<IpAddress>> blocking = Set::of;
  private volatile long lookedNanos = System.nanoTime() - LOOK_NANOS;
  private final Map<IpAddress, LongAdder> dropped = new ConcurrentHashMap<>();
  private final Refused senders = new Refused("sender");
  private final Refused agents = new Refused("agent");
  private final SeldomLog log = new SeldomLog(LOG);

  /// As a rule who comes has just come. Not volatile: an old one is as true.
  private Checked last;

  public Admission(Prefixes allowed) {
    this.rules = new Rules(allowed, Set.of());
    this.last = new Checked(0, 0, rules.on(0, 0), rules);
  }

  /// From now on these may send.
  public synchronized void allow(Prefixes others) {
    rules = new Rules(others, rules.blocked);
  }

  /// What comes from some is dropped from now on, and counted.
  ///
  /// @param addresses who that is; asked again once a second, so that it may change
  public void block(Supplier<Set<IpAddress>> addresses) {
    blocking = addresses;
    look();
  }

  private synchronized void look() {
    lookedNanos = System.nanoTime();
    Set<IpAddress> now = blocking.get();
    if (!now.equals(rules.blocked)) {
      rules = new Rules(rules.allowed, Set.copyOf(now));
    }
  }

  /// Who is blocked; from any thread.
  public Set<IpAddress> blocked() {
    return rules.blocked;
  }

  /// How much of one was dropped while it was blocked: datagrams, streams, messages.
  public long blocked(IpAddress address) {
    LongAdder count = dropped.get(address);
    return count == null ? 0 : count.sum();
  }

  /// Whether anything was ever dropped because its sender is blocked.
  public boolean hasBlocked() {
    return !dropped.isEmpty();
  }

  /// Everybody may send.
  public static Admission everybody() {
    return new Admission(Prefixes.ALL);
  }

  /// Whether the sender of a datagram or a stream is allowed; counted where not.
  public boolean admitsSender(long high, long low) {
    return admits(senders, high, low);
  }

  /// Whether an agent that a payload names is allowed; counted where not.
  public boolean admitsAgent(long high, long low) {
    return admits(agents, high, low);
  }

  @SuppressWarnings("ReferenceEquality") // what is set anew counts anew; comparing takes too long
  private boolean admits(Refused refused, long high, long low) {
    if (System.nanoTime() - lookedNanos >= LOOK_NANOS) {
      look();
    }
    Checked before = last;
    Rules now = rules;
    if (before.low != low || before.high != high || before.by != now) {
      before = new Checked(high, low, now.on(high, low), now);
      last = before;
    }
    if (before.verdict == Verdict.REFUSED) {
      refuse(refused, new IpAddress(high, low));
    } else if (before.verdict == Verdict.BLOCKED) {
      dropped.computeIfAbsent(new IpAddress(high, low), _ -> new LongAdder()).increment();
    }
    return before.verdict == Verdict.ADMITTED;
  }

  private void refuse(Refused refused, IpAddress address) {
    refused.add(address);
    log.warn(
        () ->
            "refused the "
                + refused.what
                + " "
                + address
                + ": only "
                + rules.allowed.summary()
                + " may send (--allow)");
  }

  /// How often each was refused, by cause in words; those with none are left out.
  public Map<String, Long> refused() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Refused refused : new Refused[] {senders, agents}) {
      if (refused.count() > 0) {
        counts.put("not allowed: " + refused.what, refused.count());
      }
    }
    long blocked = dropped.values().stream().mapToLong(LongAdder::sum).sum();
    if (blocked > 0) {
      counts.put("blocked: exporter", blocked);
    }
    return counts;
  }

  /// Who was refused last, in a sentence.
  public Optional<String> lastRefused() {
    String sentence =
        java.util.stream.Stream.of(senders, agents)
            .filter(refused -> refused.count() > 0)
            .map(refused -> refused.what + "s " + refused.addresses())
            .collect(Collectors.joining("; "));
    return sentence.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Refused last: " + sentence + ". Only " + rules.allowed.summary() + " may send.");
  }

  /// Who may send.
  public Prefixes allowed() {
    return rules.allowed;
  }
}
