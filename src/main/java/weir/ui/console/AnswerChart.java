package weir.ui.console;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.chart.BarChart;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.Chart;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import weir.query.SqlAnswer;
import weir.query.SqlAnswer.Kind;

/// An answer as a picture: where the first column is a time, numbers as lines over it, one for each
/// text in the second column; else bars, one a row.
final class AnswerChart {
  private static final int MOST_LINES = 20;
  private static final int MOST_BARS = 40;

  /// A picture of more takes the window's thread too long.
  private static final int MOST_POINTS = 2000;

  private static final long DAY_SECONDS = 86_400;

  private AnswerChart() {}

  /// Whether there is something that a picture shows.
  static boolean fits(SqlAnswer answer) {
    return !answer.rows().isEmpty()
        && answer.rows().size() <= MOST_POINTS
        && firstNumber(answer.columns()) >= 1;
  }

  /// Empty where there is nothing that a picture shows.
  static Optional<Chart> of(SqlAnswer answer) {
    List<SqlAnswer.Column> columns = answer.columns();
    int number = firstNumber(columns);
    if (!fits(answer)) {
      return Optional.empty();
    }
    Chart chart =
        columns.getFirst().kind() == Kind.TIME ? lines(answer, number) : bars(answer, number);
    chart.setId("sql-chart");
    chart.setAnimated(false);
    chart.setAccessibleText(
        columns.get(number).name() + " by " + columns.getFirst().name() + ", a chart");
    return Optional.of(chart);
  }

  private static int firstNumber(List<SqlAnswer.Column> columns) {
    for (int i = 1; i < columns.size(); i++) {
      if (columns.get(i).kind().isNumber()) {
        return i;
      }
    }
    return -1;
  }

  private static double number(@Nullable Object cell) {
    return cell instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static Chart lines(SqlAnswer answer, int first) {
    return lines(answer, first, new LinkedHashMap<>());
  }

  /// Where times come again, all between the time and the last number names lines.
  private static int value(SqlAnswer answer, int first) {
    long times = answer.rows().stream().map(List::getFirst).distinct().count();
    int last = answer.columns().size() - 1;
    return times < answer.rows().size() && answer.columns().get(last).kind().isNumber()
        ? last
        : first;
  }

  private static Chart lines(
      SqlAnswer answer, int first, Map<String, XYChart.Series<Number, Number>> lines) {
    int number = value(answer, first);
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (List<@Nullable Object> row : answer.rows()) {
      if (!(row.getFirst() instanceof Long nanos)) {
        continue;
      }
      long second = Math.floorDiv(nanos, 1_000_000_000L);
      least = Math.min(least, second);
      most = Math.max(most, second);
      for (int column = number; column < answer.columns().size(); column++) {
        double value = number(row.get(column));
        String name = name(answer, row, number, column);
        if (!Double.isNaN(value) && (lines.containsKey(name) || lines.size() < MOST_LINES)) {
          lines
              .computeIfAbsent(name, AnswerChart::series)
              .getData()
              .add(new XYChart.Data<>(nanos / 1e9, value));
        }
      }
    }
    NumberAxis time = new NumberAxis(least, Math.max(most, least + 1), step(most - least));
    time.setMinorTickVisible(false);
    time.setTickLabelFormatter(clock(most - least));
    NumberAxis values = new NumberAxis();
    values.setLabel(lines.size() == 1 ? answer.columns().get(number).name() : "");
    LineChart<Number, Number> chart = new LineChart<>(time, values);
    chart.setCreateSymbols(most == least);
    chart.setLegendVisible(lines.size() > 1);
    chart.getData().setAll(new ArrayList<>(lines.values()));
    return chart;
  }

  /// Of a line: what stands between the time and the numbers, and the column where there are more.
  private static String name(SqlAnswer answer, List<@Nullable Object> row, int number, int column) {
    List<String> parts = new ArrayList<>();
    for (int i = 1; i < number; i++) {
      parts.add(String.valueOf(row.get(i)));
    }
    if (parts.isEmpty() || answer.columns().size() > number + 1) {
      parts.add(answer.columns().get(column).name());
    }
    return String.join(" · ", parts);
  }

  private static XYChart.Series<Number, Number> series(String name) {
    XYChart.Series<Number, Number> series = new XYChart.Series<>();
    series.setName(name);
    return series;
  }

  /// A round length that is there some six times.
  private static double step(long seconds) {
    for (long one :
        new long[] {1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, DAY_SECONDS}) {
      if (seconds / one <= 8) {
        return one;
      }
    }
    return Math.ceil(seconds / 8.0 / DAY_SECONDS) * DAY_SECONDS;
  }

  private static StringConverter<Number> clock(long seconds) {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(
                seconds > 2 * DAY_SECONDS ? "d MMM HH:mm" : seconds > 600 ? "HH:mm" : "HH:mm:ss")
            .withZone(ZoneOffset.UTC);
    return new StringConverter<>() {
      @Override
      public String toString(Number second) {
        return format.format(Instant.ofEpochSecond(second.longValue()));
      }

      @Override
      public Number fromString(String text) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private static Chart bars(SqlAnswer answer, int number) {
    XYChart.Series<String, Number> series = new XYChart.Series<>();
    Map<String, Double> bars = new LinkedHashMap<>();
    for (List<@Nullable Object> row : answer.rows()) {
      double value = number(row.get(number));
      String name = String.valueOf(row.getFirst());
      if (!Double.isNaN(value) && (bars.containsKey(name) || bars.size() < MOST_BARS)) {
        bars.merge(name, value, Double::sum);
      }
    }
    bars.forEach((name, value) -> series.getData().add(new XYChart.Data<>(name, value)));
    CategoryAxis names = new CategoryAxis();
    names.setLabel(answer.columns().getFirst().name());
    NumberAxis values = new NumberAxis();
    values.setLabel(answer.columns().get(number).name());
    BarChart<String, Number> chart = new BarChart<>(names, values);
    chart.setLegendVisible(false);
    chart.getData().add(series);
    return chart;
  }
}
