package weir.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

  private record Checked(long high, long low, boolean allowed, Prefixes by) {}

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

  private volatile Prefixes allowed;
  private final Refused senders = new Refused("sender");
  private final Refused agents = new Refused("agent");
  private final SeldomLog log = new SeldomLog(LOG);

  /// As a rule who comes has just come. Not volatile: an old one is as true.
  private Checked last;

  public Admission(Prefixes allowed) {
    this.allowed = allowed;
    this.last = new Checked(0, 0, allowed.contains(0, 0), allowed);
  }

  /// From now on these may send.
  public void allow(Prefixes others) {
    allowed = others;
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
    Checked before = last;
    Prefixes now = allowed;
    if (before.low != low || before.high != high || before.by != now) {
      before = new Checked(high, low, now.contains(high, low), now);
      last = before;
    }
    if (!before.allowed) {
      refuse(refused, new IpAddress(high, low));
    }
    return before.allowed;
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
                + allowed.summary()
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
        : Optional.of("Refused last: " + sentence + ". Only " + allowed.summary() + " may send.");
  }

  /// Who may send.
  public Prefixes allowed() {
    return allowed;
  }
}
