package weir.app;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.Closing;
import weir.store.duckdb.ProcessEnd;

/// Ends a process that is told to end (Ctrl+C, SIGTERM, SIGHUP), within five seconds whatever
/// hangs.
///
/// The signal starts one clock. What the command gives as its [Ending] then runs on a thread of its
/// own, with the time that it has; it may take [#GRACE_SHARE] of it. When the time is over, the
/// process says in a sentence what is lost and ends, with exit status 1, or 0 where nothing is.
public final class Stop {
  /// The machine may be loaded, and the runtime takes half a second to end as well.
  private static final Duration MOST = Duration.ofMillis(3900);

  /// What is left to do for a command that has ended: a last line, which nobody may read.
  private static final Duration LAST = Duration.ofSeconds(1);

  private static final double GRACE_SHARE = 0.92;
  private static final Duration SAYING = Duration.ofMillis(200);
  private static final String[] SIGNALS = {"INT", "TERM", "HUP"};
  private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

  /// Of the command that runs.
  private static volatile @Nullable Stop current;

  private final Duration most;
  private final PrintStream err;
  private final IntConsumer halt;
  private final AtomicBoolean first = new AtomicBoolean(true);
  private final CountDownLatch told = new CountDownLatch(1);
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private final Supplier<List<String>> before;
  private volatile boolean failed;

  /// How a command ends.
  ///
  /// @param end stores and closes what there is in the time given; says what was lost, in sentences
  /// @param unsettled what would be lost if the process ended at this moment; asked where that time
  ///   has not been enough
  public record Ending(Function<Duration, List<String>> end, Supplier<List<String>> unsettled) {}

  /// @param before what is lost when the process has to end before there is an ending
  Stop(Duration most, PrintStream err, IntConsumer halt, Supplier<List<String>> before) {
    this.most = most;
    this.err = err;
    this.halt = halt;
    this.before = before;
  }

  /// From now on the process ends as described; the command that runs is to look at [#isTold] or
  /// [#await], or to give an [#ending].
  ///
  /// @param lost what is lost if it has not ended when the time is over, unless there is an ending
  public static Stop onSignal(String... lost) {
    Stop stop = new Stop(MOST, System.err, ProcessEnd::now, () -> List.of(lost));
    start("weir-stop-prepared", ProcessEnd::prepare);
    stop.listen();
    current = stop;
    return stop;
  }

  /// Has the process end as described, without any help from what runs in it.
  ///
  /// @param end as in [Ending]
  /// @param unsettled as in [Ending]
  public static void endWith(
      Function<Duration, List<String>> end, Supplier<List<String>> unsettled) {
    Stop stop = onSignal();
    stop.ending(new Ending(end, unsettled));
    var _ =
        stop.ended.handle(
            (status, failure) -> {
              System.exit(failure == null ? status : 1);
              return null;
            });
  }

  /// Has the process end as a signal does, with exit status 1: something has failed behind which
  /// nothing can go on.
  public static void failed() {
    Stop stop = current;
    if (stop == null) {
      System.exit(1);
    } else {
      stop.fail();
    }
  }

  /// Ends the process with a status. One that was told to end may have left behind what hangs: it
  /// does not wait for that.
  public static void exit(int status) {
    Stop stop = current;
    if (stop != null && stop.isTold()) {
      ProcessEnd.now(status);
    }
    System.exit(status);
  }

  void fail() {
    failed = true;
    tell();
  }

  private int status(List<String> lost) {
    return lost.isEmpty() && !failed ? 0 : 1;
  }

  /// Where the runtime has no such thing the process ends at once, as it would have.
  private void listen() {
    try {
      // By reflection, because the compiler warns of these classes whatever one says, and a
      // shutdown hook cannot give an exit code.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object run =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, _) -> {
                tell();
                return null;
              });
      for (String name : SIGNALS) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), run);
      }
    } catch (ReflectiveOperationException e) {
      LOG.debug("no signals: {}", e.toString());
    }
  }

  /// Starts the clock; what comes later is the same signal once more.
  void tell() {
    if (first.getAndSet(false)) {
      long startNanos = System.nanoTime();
      start("weir-stop", () -> run(startNanos));
      start("weir-stop-at-last", () -> watch(startNanos));
      told.countDown();
    }
  }

  private static Thread start(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).start(work);
  }

  private void run(long startNanos) {
    try {
      Ending how = ending.get();
      List<String> lost = how.end().apply(left(startNanos, GRACE_SHARE));
      lost.forEach(this::say);
      int status = status(lost);
      ended.complete(status);
      Thread.sleep(LAST);
      halt.accept(status);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  /// Nothing that may hang is waited for without a bound here: not the streams either.
  private void watch(long startNanos) {
    try {
      Thread.sleep(left(startNanos, 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<String> lost = unsettled();
    if (lost.isEmpty()) {
      say("the end took too long and was cut short; all that was received is stored");
    } else {
      lost.forEach(this::say);
    }
    halt.accept(status(lost));
  }

  private List<String> unsettled() {
    Ending how = ending.getNow(null);
    CompletableFuture<List<String>> answer = new CompletableFuture<>();
    start("weir-unsettled", () -> answer.complete((how == null ? before : how.unsettled()).get()));
    try {
      return answer.get(SAYING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      return List.of("flows that were received last may not be stored: everything hangs");
    }
  }

  /// A reader that reads no more must not hold the end.
  private void say(String sentence) {
    Thread saying = start("weir-says", () -> err.println(LogForm.last(LogLevel.WARN, sentence)));
    var _ = Closing.join(saying, SAYING);
  }

  private Duration left(long startNanos, double share) {
    long nanos = (long) (most.toNanos() * share) - (System.nanoTime() - startNanos);
    return Duration.ofNanos(Math.max(0, nanos));
  }

  /// Says how to end, once there is something to end; at once if that has been told already.
  public void ending(Ending how) {
    ending.complete(how);
  }

  /// Whether the process is to end.
  public boolean isTold() {
    return told.getCount() == 0;
  }

  /// Waits until it is to end, for some time at most.
  ///
  /// @return whether it is
  public boolean await(long millis) throws InterruptedException {
    return told.await(millis, TimeUnit.MILLISECONDS);
  }

  /// Ends the command without having been told to.
  public void now() {
    told.countDown();
  }

  /// Waits for the ending.
  ///
  /// @return the exit status
  public int awaitEnd() throws InterruptedException {
    try {
      return ended.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
