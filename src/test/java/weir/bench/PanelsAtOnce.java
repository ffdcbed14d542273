package weir.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import weir.query.Answer;
import weir.store.FlowReader;
import weir.store.QueryRunner;

/// A page of panels asked as the desktop does: all at once, through a [QueryRunner].
final class PanelsAtOnce {
  private final Map<String, Integer> steps = new HashMap<>();
  private final CompletableFuture<Timing> done = new CompletableFuture<>();
  private final List<Questions.Named> panels;
  private long asked;
  private double lastFirst;
  private int complete;

  private PanelsAtOnce(List<Questions.Named> panels) {
    this.panels = panels;
  }

  /// Until every panel had something to paint, until every one was complete; most steps of a panel.
  static Timing once(FlowReader store, List<Questions.Named> panels) {
    PanelsAtOnce page = new PanelsAtOnce(panels);
    try (ExecutorService delivery = Executors.newSingleThreadExecutor();
        QueryRunner runner = new QueryRunner(store, delivery)) {
      delivery.execute(() -> page.submit(runner));
      return page.done.join();
    }
  }

  private void submit(QueryRunner runner) {
    asked = System.nanoTime();
    for (Questions.Named panel : panels) {
      runner.submit(
          panel.name(),
          panel.query(),
          answer -> answered(panel.name(), answer),
          done::completeExceptionally);
    }
  }

  private void answered(String panel, Answer answer) {
    if (steps.merge(panel, 1, Integer::sum) == 1) {
      lastFirst = Timing.since(asked);
    }
    if (answer.coverage().complete() && ++complete == panels.size()) {
      int most = steps.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      done.complete(new Timing(lastFirst, Timing.since(asked), most));
    }
  }
}
