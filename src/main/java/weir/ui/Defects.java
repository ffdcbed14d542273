package weir.ui;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What nobody caught, on any thread, is said in the window; then it goes to who took it before:
/// the log, and the end of the process where nothing can go on. What fails again and again, as
/// painting can, is handed on once.
final class Defects implements Thread.UncaughtExceptionHandler, AutoCloseable {
  /// More kinds than that are told each time.
  private static final int MOST_KNOWN = 100;

  private final Executor delivery;
  private final Consumer<String> window;
  private final Thread.@Nullable UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private final Set<String> known = new HashSet<>();

  /// @param delivery where `window` is called
  /// @param window gets what is for a report
  private Defects(Executor delivery, Consumer<String> window) {
    this.delivery = delivery;
    this.window = window;
  }

  /// Has the window told from here on, until it is closed.
  static Defects tell(Executor delivery, Consumer<String> window) {
    Defects defects = new Defects(delivery, window);
    Thread.setDefaultUncaughtExceptionHandler(defects);
    return defects;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    if (before != null && (failure instanceof Error || isNew(failure))) {
      before.uncaughtException(thread, failure);
    }
    delivery.execute(() -> window.accept(report(thread, failure)));
  }

  private synchronized boolean isNew(Throwable failure) {
    String kind =
        failure.getClass() + Arrays.stream(failure.getStackTrace()).limit(1).toList().toString();
    return known.size() >= MOST_KNOWN || known.add(kind);
  }

  private static String report(Thread thread, Throwable failure) {
    StringWriter text = new StringWriter();
    PrintWriter lines = new PrintWriter(text);
    lines.println("Weir failed on the thread " + thread.getName());
    failure.printStackTrace(lines);
    return text.toString();
  }

  @Override
  public void close() {
    if (Thread.getDefaultUncaughtExceptionHandler() == this) {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }
}
