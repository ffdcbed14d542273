package weir.enrich.hosts;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import weir.flow.IpAddress;

/// Names of addresses that somebody looks at. Nobody is asked until [#begin]; then a few threads
/// ask for what is [#want]ed, what was wanted last first, only so many a second. Wanting never
/// waits: names come when they come, and are kept for as long as they are valid.
public final class HostNames implements AutoCloseable {
  static final Duration KNOWN_FOR = Duration.ofHours(1);
  static final Duration NONE_FOR = Duration.ofMinutes(10);
  private static final Duration FAILED_FOR = Duration.ofMinutes(1);
  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofDays(1);

  /// Addresses that are remembered; those that nobody wanted for longest go.
  static final int MOST_KNOWN = 20_000;

  /// Addresses that wait; those that wait longest are given up.
  static final int MOST_WAITING = 2_000;

  /// So many questions in a row without an answer are no accident.
  private static final int MOST_UNANSWERED = 3;

  private static final int THREADS = 4;
  private static final long PACE_NANOS = 20_000_000; // 50 a second

  private record Known(Optional<String> name, long untilNanos) {}

  private final Runnable news;
  private final LongSupplier clock;
  private final long paceNanos;
  private final List<Thread> threads = new ArrayList<>();
  private final ArrayDeque<IpAddress> waiting = new ArrayDeque<>();
  private final Map<IpAddress, Known> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, Known> eldest) {
          return size() > MOST_KNOWN;
        }
      };
  private @Nullable NameServer server;
  private long nextNanos;
  private int unanswered;
  private @Nullable String problem;
  private boolean closed;

  /// @param news called on a thread of this when names have come
  public HostNames(Runnable news) {
    this(news, System::nanoTime, PACE_NANOS);
  }

  HostNames(Runnable news, LongSupplier clock, long paceNanos) {
    this.news = news;
    this.clock = clock;
    this.paceNanos = paceNanos;
    this.nextNanos = clock.getAsLong();
  }

  /// Asks this one from now on; what another one said is forgotten.
  public synchronized void begin(NameServer asked) {
    if (closed) {
      return;
    }
    known.clear();
    waiting.clear();
    server = asked;
    answered();
    while (threads.size() < THREADS) {
      Thread thread = new Thread(this::work, "weir-hosts-" + threads.size());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /// Asks nobody any more, and forgets all names. What is under way comes to nothing.
  public synchronized void end() {
    server = null;
    waiting.clear();
    known.clear();
    answered();
  }

  /// Why there are no names, in words: what was asked last got no answer, again and again.
  public synchronized Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  private synchronized boolean answered() {
    unanswered = 0;
    boolean was = problem != null;
    problem = null;
    return was;
  }

  private synchronized boolean unanswered(Exception why) {
    boolean news = ++unanswered == MOST_UNANSWERED;
    if (unanswered >= MOST_UNANSWERED) {
      problem = why.getMessage() == null ? why.toString() : why.getMessage();
    }
    return news;
  }

  public synchronized boolean asks() {
    return server != null;
  }

  /// Somebody looks at this address. Not if nobody is asked, or what it is called is known.
  public synchronized void want(IpAddress address) {
    if (server == null || isSpecial(address)) {
      return;
    }
    Known entry = known.get(address);
    if (entry != null && entry.untilNanos - clock.getAsLong() > 0) {
      return;
    }
    if (waiting.contains(address)) {
      return;
    }
    if (waiting.size() >= MOST_WAITING) {
      waiting.removeLast();
    }
    waiting.addFirst(address);
    notifyAll();
  }

  /// Nothing stands for none; nobody has a name for what is sent to everybody.
  private static boolean isSpecial(IpAddress address) {
    return address.equals(IpAddress.NONE)
        || (address.isV4() && (address.low() & 0xffff_ffffL) == 0xffff_ffffL)
        || (address.isV4() && (address.low() & 0xffff_ffffL) == 0);
  }

  /// All names that are known by now.
  public synchronized Map<IpAddress, String> found() {
    Map<IpAddress, String> found = new HashMap<>();
    known.forEach((address, entry) -> entry.name.ifPresent(name -> found.put(address, name)));
    return found;
  }

  /// What an address is called, as far as is known.
  public synchronized Optional<String> name(IpAddress address) {
    Known entry = known.get(address);
    return entry == null ? Optional.empty() : entry.name;
  }

  private void work() {
    try {
      while (true) {
        IpAddress address;
        NameServer asked;
        synchronized (this) {
          while (!closed && (waiting.isEmpty() || server == null || paceLeft() > 0)) {
            wait(waiting.isEmpty() || server == null ? 0 : Math.max(1, paceLeft() / 1_000_000));
          }
          if (closed) {
            return;
          }
          nextNanos = clock.getAsLong() + paceNanos;
          address = waiting.removeFirst();
          asked = server;
          known.put(address, pending(address));
        }
        if (asked != null) {
          keep(address, asked, ask(address, asked));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long paceLeft() {
    return nextNanos - clock.getAsLong();
  }

  /// What was known stays in force while it is asked anew, and nobody else asks meanwhile.
  private Known pending(IpAddress address) {
    Known before = known.get(address);
    return new Known(
        before == null ? Optional.empty() : before.name, clock.getAsLong() + FAILED_FOR.toNanos());
  }

  private NameServer.Found ask(IpAddress address, NameServer asked) {
    try {
      NameServer.Found found = asked.nameOf(address);
      if (isAsked(asked) && answered()) {
        news.run();
      }
      return found;
    } catch (IOException | RuntimeException e) {
      if (isAsked(asked) && unanswered(e)) {
        news.run();
      }
      return new NameServer.Found(Optional.empty(), FAILED_FOR);
    }
  }

  /// What another one says, who was asked before, counts no more.
  private synchronized boolean isAsked(NameServer one) {
    return server == one && !closed;
  }

  private void keep(IpAddress address, NameServer asked, NameServer.Found found) {
    synchronized (this) {
      if (server != asked || closed) {
        return;
      }
      Duration validity = found.validity();
      long nanos =
          (validity.compareTo(LEAST) < 0 ? LEAST : validity.compareTo(MOST) > 0 ? MOST : validity)
              .toNanos();
      known.put(address, new Known(found.name(), clock.getAsLong() + nanos));
    }
    if (found.name().isPresent()) {
      news.run();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    server = null;
    waiting.clear();
    threads.forEach(Thread::interrupt);
    notifyAll();
  }
}
