package weir.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.ui.chart.ChartChoice;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.TimeSeriesChart;

/// How long a chart takes, in a window of its own: `ChartSpeed [SECONDS]`. 166,650 points (three
/// groups, 55,550 steps) from the answer to a painted picture, and 3,600 points that move on with
/// every frame: what uPlot measures of itself.
final class ChartSpeed {
  private static final long SECOND = 1_000_000_000L;
  private static final int GROUPS = 3;
  private static final int MANY = 55_550;
  private static final int FEW = 1_200;
  private static final Dimension PROTOCOL = Dimension.field(FlowField.PROTOCOL);
  private static final int ROUNDS = 30;

  private final Stage stage = new Stage();
  private final TimeSeriesChart chart =
      new TimeSeriesChart(new ChartGroup(ChartChoice.FIRST, _ -> {}));
  private final List<Double> worked = new ArrayList<>();
  private final List<Double> took = new ArrayList<>();

  private ChartSpeed() {
    chart.setSeriesStyle(TimeSeriesChart.Style.LINES);
    stage.setScene(new Scene(chart, 1600, 600));
    stage.show();
  }

  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
    Platform.startup(() -> {});
    ChartSpeed speed = LiveWindow.onFx(ChartSpeed::new);
    Figures figures = new Figures(System.out);
    speed.many(figures);
    speed.few(figures, seconds);
    figures.end();
    LiveWindow.close();
    Platform.exit();
  }

  /// Each time an answer that the chart has not seen.
  private void many(Figures figures) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Answer answer = answer(MANY, round);
      CompletableFuture<Boolean> painted = new CompletableFuture<>();
      Platform.runLater(() -> show(answer, painted));
      painted.get(30, TimeUnit.SECONDS);
      TimeUnit.MILLISECONDS.sleep(100);
    }
    figure(figures, "166,650 points: work until painted, first", worked.getFirst(), "ms");
    figure(figures, "166,650 points: work until painted, median", Timing.median(worked), "ms");
    figure(figures, "166,650 points: until painted, median", Timing.median(took), "ms");
    figure(figures, "166,650 points: until painted, longest", Collections.max(took), "ms");
  }

  private void show(Answer answer, CompletableFuture<Boolean> painted) {
    long since = System.nanoTime();
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Scene scene = chart.getScene();
    Runnable[] pulse = new Runnable[1];
    pulse[0] =
        () -> {
          scene.removePostLayoutPulseListener(pulse[0]);
          worked.add(
              (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6);
          took.add(Timing.since(since));
          painted.complete(true);
        };
    chart.show(answer, 0);
    scene.addPostLayoutPulseListener(pulse[0]);
    Platform.requestNextPulse();
  }

  private void few(Figures figures, int seconds) throws Exception {
    Answer[] answers = new Answer[240];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = answer(FEW, i);
    }
    AnimationTimer timer =
        LiveWindow.onFx(
            () -> {
              AnimationTimer made =
                  new AnimationTimer() {
                    private int frame;

                    @Override
                    public void handle(long now) {
                      chart.show(answers[frame++ % answers.length], 0);
                    }
                  };
              made.start();
              return made;
            });
    TimeUnit.SECONDS.sleep(10); // compiled by then
    FrameWatch watch =
        LiveWindow.onFx(
            () -> {
              FrameWatch made = new FrameWatch();
              made.start();
              return made;
            });
    TimeUnit.SECONDS.sleep(seconds);
    LiveWindow.onFx(
        () -> {
          watch.stop();
          timer.stop();
          return true;
        });
    String name = "3,600 points at 60 frames/s: ";
    figure(figures, name + "share of a core", watch.share(seconds), "%");
    figure(figures, name + "frames a second", watch.frames() / (double) seconds, "frames/s");
    figure(figures, name + "work a frame, longest", watch.work(1), "ms");
  }

  private static void figure(Figures figures, String name, double value, String unit) {
    figures.row(name, Figures.number(value) + " " + unit);
    figures.figure(name, value, unit);
  }

  /// Three protocols of each second, from another second on each time.
  private static Answer answer(int steps, int from) {
    int rows = GROUPS * steps;
    long start = (1_700_000_000L + from) * SECOND;
    long[] times = new long[rows];
    long[] protocols = new long[rows];
    long[] bytes = new long[rows];
    for (int row = 0; row < rows; row++) {
      int step = row % steps;
      int group = row / steps;
      times[row] = start + step * SECOND;
      protocols[row] = new int[] {6, 17, 1}[group];
      double wave = Math.sin((step + from) / 300.0 + group) + Math.sin((step + from) * 1.7) / 4;
      bytes[row] = (long) (1e6 * (GROUPS - group) * (2 + wave));
    }
    FlowQuery query =
        new FlowQuery(
            new TimeRange(start, start + steps * SECOND),
            Filter.all(),
            List.of(PROTOCOL),
            List.of(Measure.BITS_PER_SECOND),
            SECOND,
            0,
            false,
            true);
    return new Answer(
        query,
        rows,
        times,
        List.of(new Answer.Key(PROTOCOL, new long[0], protocols)),
        new boolean[rows],
        new long[][] {bytes},
        rows,
        0,
        Coverage.complete(rows));
  }
}
