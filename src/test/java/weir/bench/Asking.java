package weir.bench;

import java.util.List;
import weir.query.FlowQuery;
import weir.query.TimeRange;
import weir.store.FlowArchive;
import weir.store.StoreStatus;

/// Asks a store all that the benchmarks ask, and prints how long it took.
///
/// @param name what figures begin with
record Asking(FlowArchive store, Figures figures, String name) {
  void all() {
    Questions questions = new Questions(wholeRange());
    List<Questions.Named> overview = questions.overview();
    figures.header("question", "first picture, ms", "complete, ms", "answers");
    for (Questions.Named panel : overview) {
      alone("overview: " + panel.name(), panel);
    }
    print("overview: all panels at once", Timing.median(() -> PanelsAtOnce.once(store, overview)));
    List<Questions.Named> others = questions.others();
    others.forEach(question -> alone(question.name(), question));
    cancelled(others.stream().filter(q -> q.name().startsWith("pairs")).findFirst().orElseThrow());
  }

  private TimeRange wholeRange() {
    StoreStatus status = store.status();
    return new TimeRange(status.oldestNanos(), status.newestNanos() + 1).aligned(FlowQuery.SECOND);
  }

  private void alone(String title, Questions.Named question) {
    print(title, Timing.median(() -> Timing.once(store, question.query())));
  }

  private void print(String title, Timing timing) {
    figures.row(
        title,
        Figures.number(timing.first()),
        Figures.number(timing.complete()),
        String.valueOf(timing.steps()));
    figures.figure(name + ": " + title + ", first picture", timing.first(), "ms");
    figures.figure(name + ": " + title + ", complete", timing.complete(), "ms");
  }

  private void cancelled(Questions.Named question) {
    CancelLatency latency = CancelLatency.of(store, question.query());
    figures.text("");
    if (latency.measured() == 0) {
      figures.text("Cancelling: \"" + question.name() + "\" was answered within 100 ms.");
      return;
    }
    figures.text(
        "Cancelled after 100 ms, \"%s\" ended within %s ms at the median, %s ms at worst (%d of %d times; the others were answered before)."
            .formatted(
                question.name(),
                Figures.number(latency.median()),
                Figures.number(latency.worst()),
                latency.measured(),
                CancelLatency.TIMES));
    figures.figure(name + ": cancel, median", latency.median(), "ms");
    figures.figure(name + ": cancel, worst", latency.worst(), "ms");
  }
}
