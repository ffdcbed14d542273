package weir.ui.exporters;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.doctor.Lengths;
import weir.doctor.RowMeaning;
import weir.doctor.Words;
import weir.exporter.Course;
import weir.exporter.ExporterStatus;
import weir.exporter.FlowLengths;
import weir.exporter.Watched;

/// How an exporter goes: its flows and losses of the last minutes, how long its flows are, and what
/// by that one of its rows is.
final class CoursePane extends VBox {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private static final int LEAST_STEPS = 30;

  /// Fewer minutes say less than their seconds.
  private static final int FEW_MINUTES = 3;

  private final RadioButton seconds = new RadioButton("Seconds");
  private final RadioButton minutes = new RadioButton("Minutes");
  private final Bars flows = new Bars("bars-flows", LEAST_STEPS);
  private final Bars lost = new Bars("bars-lost", LEAST_STEPS);
  private final Bars lengths = new Bars("bars-lengths", FlowLengths.steps());
  private final Label lostTitle = new Label();
  private final Label meaning = new Label();
  private @Nullable Watched shown;

  /// Whether a person has chosen the step.
  private boolean picked;

  private ZoneId zone = ZoneId.of("UTC");

  CoursePane() {
    getStyleClass().add("course-pane");
    ToggleGroup both = new ToggleGroup();
    both.getToggles().addAll(seconds, minutes);
    seconds.setId("course-seconds");
    minutes.setId("course-minutes");
    minutes.setSelected(true);
    both.selectedToggleProperty().addListener((_, _, _) -> paint());
    seconds.setOnAction(_ -> picked = true);
    minutes.setOnAction(_ -> picked = true);
    meaning.setId("row-meaning");
    meaning.setWrapText(true);
    meaning.setMinHeight(USE_PREF_SIZE);
    flows.setId("course-flows");
    lost.setId("course-lost");
    lengths.setId("flow-lengths");
    HBox by = new HBox(new Label("Step"), seconds, minutes);
    by.getStyleClass().add("course-steps");
    HBox charts =
        new HBox(
            titled(new Label("Flows"), flows),
            titled(lostTitle, lost),
            titled(new Label("How long its flows are"), lengths));
    charts.getStyleClass().add("course-charts");
    VBox.setVgrow(charts, Priority.ALWAYS);
    getChildren().addAll(meaning, by, charts);
  }

  private static VBox titled(Label title, Bars bars) {
    title.getStyleClass().add("fact-name");
    title.setLabelFor(bars);
    VBox.setVgrow(bars, Priority.ALWAYS);
    VBox box = new VBox(title, bars);
    box.setMinWidth(0);
    box.setPrefWidth(200);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  void show(ExporterStatus exporter, ZoneId shownIn) {
    RowMeaning row = RowMeaning.of(exporter);
    meaning.setText((row.flags() + " " + row.bursts()).strip());
    lostTitle.setText("Lost by sequence numbers, in " + Words.unit(exporter));
    if (!exporter.watched().equals(shown) || !shownIn.equals(zone)) {
      shown = exporter.watched();
      if (!picked) {
        boolean few = exporter.watched().minutes().steps() < FEW_MINUTES;
        (few ? seconds : minutes).setSelected(true);
      }
      zone = shownIn;
      paint();
    }
  }

  private void paint() {
    Watched watched = shown;
    if (watched == null) {
      return;
    }
    Course course = seconds.isSelected() ? watched.seconds() : watched.minutes();
    course(flows, course, course.flows(), "flows");
    course(lost, course, course.lost(), "lost");
    lengths(watched.lengths());
  }

  private void course(Bars bars, Course course, List<Long> counts, String what) {
    List<String> words = new ArrayList<>();
    for (int step = 0; step < course.steps(); step++) {
      words.add(time(course, step) + ": " + Words.count(counts.get(step)) + " " + what);
    }
    long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
    long sum = counts.stream().mapToLong(Long::longValue).sum();
    String highest =
        sum == 0
            ? "none"
            : "most " + Words.count(most) + (seconds.isSelected() ? " a second" : " a minute");
    int last = course.steps() - 1;
    bars.show(
        counts.stream().mapToDouble(Long::doubleValue).toArray(),
        words,
        last < 0 ? "" : time(course, 0),
        last < 1 ? "" : time(course, last),
        highest);
    bars.setAccessibleText(
        Words.count(sum)
            + " "
            + what
            + " in "
            + Words.count(course.steps())
            + " steps, "
            + highest);
  }

  private String time(Course course, int step) {
    return TIME.format(Words.instant(course.startNanos(step)).atZone(zone));
  }

  private void lengths(FlowLengths told) {
    int steps = told.counts().size();
    double[] counts = new double[steps];
    List<String> words = new ArrayList<>();
    long all = Math.max(1, told.flows());
    for (int step = 0; step < steps; step++) {
      counts[step] = told.count(step);
      words.add(
          (step == 0 ? "one moment" : Lengths.step(step))
              + ": "
              + Words.count(told.count(step), "flow", "flows")
              + " ("
              + Words.percent((double) told.count(step) / all)
              + ")");
    }
    String honest =
        told.flows() == 0 || told.honestNanos() == 0
            ? told.flows() == 0 ? "none" : "one moment each"
            : "95 of 100 are " + Lengths.most(told.honestNanos());
    lengths.show(
        counts, words, steps == 0 ? "" : "0", steps < 2 ? "" : Lengths.step(steps - 1), honest);
    lengths.setAccessibleText(String.join("; ", words));
  }
}
