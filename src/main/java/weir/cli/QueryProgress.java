package weir.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.query.Coverage;
import weir.query.Query;
import weir.query.Result;
import weir.store.Cancel;
import weir.store.Cost;
import weir.store.FlowReader;
import weir.store.Question;
import weir.store.StoreException;

/// Answers a question to the end. Ctrl+C takes it back; on a terminal, one that takes long says how
/// far it has come.
final class QueryProgress {
  private static final Logger LOG = LoggerFactory.getLogger(QueryProgress.class);
  private static final long LONG_NANOS = 1_000_000_000L;

  /// Back to the start of the line, and nothing after it.
  static final String CLEAR = "\r\033[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier clock;
  private boolean printed;

  /// @param clock in nanoseconds, from anywhere
  QueryProgress(PrintWriter err, boolean terminal, LongSupplier clock) {
    this.err = err;
    this.terminal = terminal;
    this.clock = clock;
  }

  /// Whether somebody sits before a terminal and may want to know how far things have come.
  static boolean onTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /// @param answered gets the whole answer, before what it took is given back
  /// @throws StoreException if it fails, or was taken back
  static <A extends Result> void run(
      FlowReader store, Query<A> query, PrintWriter err, Consumer<A> answered) {
    try (TakenBack taken = new TakenBack();
        Question<A> question = store.ask(query, taken.cancel())) {
      warn(store, query, taken.cancel(), err);
      answered.accept(new QueryProgress(err, onTerminal(), System::nanoTime).answer(question));
    }
  }

  /// Says before a long scan what it takes; where that cannot be told, the question is asked all
  /// the same.
  private static void warn(FlowReader store, Query<?> query, Cancel cancel, PrintWriter err) {
    try {
      store
          .cost(query, cancel)
          .filter(Cost::isHigh)
          .ifPresent(
              cost -> {
                err.println(
                    "weir: this reads %s; a shorter range reads fewer, Ctrl+C takes it back"
                        .formatted(cost.inWords()));
                err.flush();
              });
    } catch (StoreException e) {
      LOG.debug("what the question takes is not known: {}", e.getMessage());
    }
  }

  <A extends Result> A answer(Question<A> question) {
    long started = clock.getAsLong();
    try {
      A answer = question.next();
      while (!answer.coverage().complete()) {
        if (terminal && clock.getAsLong() - started > LONG_NANOS) {
          print(answer.coverage());
        }
        answer = question.next();
      }
      return answer;
    } finally {
      if (printed) {
        err.print(CLEAR);
        err.flush();
      }
    }
  }

  private void print(Coverage coverage) {
    printed = true;
    String share =
        coverage.partial() ? (int) (coverage.share() * 100) + " %" : "exact answer on its way";
    err.printf(Locale.ROOT, "%slooking at %,d flows · %s", CLEAR, coverage.ofRows(), share);
    err.flush();
  }
}
