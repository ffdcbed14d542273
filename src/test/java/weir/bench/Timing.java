package weir.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.Question;

/// How long a question took, in milliseconds since it was asked.
///
/// @param first until there was something to paint
/// @param complete until the answer was complete and exact
/// @param steps answers given, the complete one included
record Timing(double first, double complete, int steps) {
  private static final double SLOW = 5_000;

  /// Asks once.
  static Timing once(FlowReader store, FlowQuery query) {
    long asked = System.nanoTime();
    try (Question<Answer> question = store.ask(query, new Cancel())) {
      Answer answer = question.next();
      double first = since(asked);
      int steps = 1;
      for (; !answer.coverage().complete(); steps++) {
        answer = question.next();
      }
      return new Timing(first, since(asked), steps);
    }
  }

  /// Medians of five, of three where one takes over five seconds; once before, not counted.
  static Timing median(Supplier<Timing> measurement) {
    int times = measurement.get().complete > SLOW ? 3 : 5;
    List<Timing> timings = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      timings.add(measurement.get());
    }
    return new Timing(
        median(timings, Timing::first),
        median(timings, Timing::complete),
        (int) median(timings, Timing::steps));
  }

  private static double median(List<Timing> timings, ToDoubleFunction<Timing> value) {
    return median(timings.stream().map(value::applyAsDouble).toList());
  }

  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  static double since(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e6;
  }
}
