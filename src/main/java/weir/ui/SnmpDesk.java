package weir.ui;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import weir.settings.Secrets;
import weir.snmp.InterfaceWalk;
import weir.snmp.SnmpFailed;
import weir.snmp.Walked;
import weir.ui.exporters.SnmpAsker;
import weir.ui.exporters.SnmpRequest;

/// Asks agents off the JavaFX thread, with secrets that were typed or are kept.
final class SnmpDesk implements SnmpAsker {
  private final FxTasks tasks;
  private final Secrets secrets;

  SnmpDesk(FxTasks tasks, Secrets secrets) {
    this.tasks = tasks;
    this.secrets = secrets;
  }

  /// An answer, or why there is none.
  private record Outcome(Walked walked, String sentence) {}

  private static final Walked NOTHING = new Walked("", "", List.of(), true);

  @Override
  public Runnable ask(
      SnmpRequest request, IntConsumer progress, Consumer<Walked> done, Consumer<String> failed) {
    AtomicBoolean stopped = new AtomicBoolean();
    AtomicInteger told = new AtomicInteger();
    tasks.run(
        () ->
            ask(
                request,
                count -> {
                  if (told.getAndSet(count) != count) {
                    tasks.execute(
                        () -> {
                          if (!stopped.get()) {
                            progress.accept(count);
                          }
                        });
                  }
                  return !stopped.get();
                }),
        outcome -> {
          if (stopped.getAndSet(true)) {
            return;
          }
          if (outcome.sentence.isEmpty()) {
            done.accept(outcome.walked);
          } else {
            failed.accept(outcome.sentence);
          }
        },
        e -> {
          if (!stopped.getAndSet(true)) {
            failed.accept("It cannot be asked: " + e.getMessage());
          }
        });
    return () -> stopped.set(true);
  }

  private Outcome ask(SnmpRequest request, IntPredicate progress) {
    try {
      Walked walked = InterfaceWalk.of(request.agent(), request.access(secrets), progress);
      request.keep(secrets); // what was believed
      return new Outcome(walked, "");
    } catch (SnmpFailed | IllegalArgumentException e) {
      return new Outcome(NOTHING, sentence(String.valueOf(e.getMessage())));
    }
  }

  /// Begins with a capital and ends with a full stop.
  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }
}
