package weir.ui.explore;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.export.Sheet;
import weir.export.Sheets;
import weir.exporter.Labels;
import weir.query.Against;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.Query;
import weir.query.Result;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.TimeSeriesChart;

/// A panel on the screen: has a question, shows what answers it, reports what is pointed at.
///
/// @param <A> the answer
interface PanelView<A extends Result> {
  Region node();

  /// What it asks of a frame.
  Query<A> question(Frame frame);

  /// What it asks beside that, of the same groups over time; empty where nobody wants it.
  default Optional<FlowQuery> stepsQuestion(Frame frame) {
    return Optional.empty();
  }

  /// Shows what answers that.
  default void showSteps(Answer steps) {}

  void show(A answer, Labels labels);

  /// Shows what answers its question, whoever has asked it.
  @SuppressWarnings("unchecked") // an answer is of its question's kind
  default void showAnswer(Result answer, Labels labels) {
    show((A) answer, labels);
  }

  /// With other names.
  void label(Labels labels);

  /// Instead of an answer: what went wrong, and what to do.
  void fail(String message);

  /// An answer is awaited.
  ///
  /// @param asking for what, where the picture answers another question; it is dimmed
  void await(Optional<String> asking);

  /// What is shown stays; the answer that will take its place has come so far.
  void again(Coverage coverage);

  /// The question was taken back; what is shown stays.
  void stopped();

  void zone(ZoneId zone);

  /// Whether its numbers can be shown as a table instead; what is a table has no other.
  default boolean hasTwin() {
    return false;
  }

  /// Shows its numbers as a table, or its picture again; what is a table anyway stays as it is.
  default void table(boolean wanted) {}

  /// Tells of rows of that table that are chosen.
  default void onSelect(Consumer<Selection> drill) {}

  /// Whether it is not to be asked again unasked: somebody reads what it shows.
  default boolean holds() {
    return false;
  }

  /// The answer as it is on the screen; empty where there is none.
  Optional<Numbers> shown();

  /// Makes a second one that shows what this one shows now, whatever this one shows later.
  Function<ChartGroup, PanelView<?>> twin();

  /// An answer as a table.
  record Numbers(Query<?> query, Sheet sheet, RowGroups rows) {
    Numbers(Query<?> query, Sheet sheet) {
      this(query, sheet, RowGroups.NONE);
    }

    static Numbers of(Answer answer) {
      return new Numbers(answer.query(), Sheets.of(answer), RowGroups.of(answer));
    }

    /// Without "Other" where that is hidden.
    static Numbers seen(Answer all, ChartGroup charts) {
      return of(
          charts.otherHidden()
              ? all.only(IntStream.range(0, all.rows()).filter(row -> !all.other()[row]).toArray())
              : all);
    }
  }

  /// One over which the numbers of another data set can be laid.
  interface Under extends PanelView<Answer> {
    /// What the other data set is asked.
    FlowQuery overQuestion(Frame frame);

    /// Lays what another data set has over what is shown; null takes it away.
    void over(TimeSeriesChart.@Nullable Over laid);

    /// What another data set has, where it is laid over.
    Optional<TimeSeriesChart.Over> laid();
  }

  /// One whose sums may be estimates, for flows were sampled.
  interface Estimates extends PanelView<Answer> {
    /// What tells how far they may be off; empty where they are exact, or that is not shown.
    Optional<FlowQuery> errorQuestion(Frame frame);

    /// Shows that.
    ///
    /// @param told what [#errorQuestion] was answered with; empty where it is not known
    void errors(Optional<Answer> told);
  }

  /// One that can be compared with other flows.
  ///
  /// @param <B> what that is answered with
  interface Compares<B extends Result> extends PanelView<Answer> {
    /// What is asked for that.
    Query<B> comparison(Frame frame, Against against);

    /// Shows how what is shown differs.
    ///
    /// @param name of the other flows: "a day earlier"
    void compare(String name, B other, Labels labels);

    /// Shows no differences.
    ///
    /// @param why a sentence; empty where it is not worth one
    void compareNot(String why);
  }

  /// @param charts of its view; what is chosen in one holds for all, for tables too
  /// @param records what a table of all records needs; null where there are a few at most
  static PanelView<?> of(
      Panel panel,
      ChartGroup charts,
      Consumer<Selection> onSelect,
      Runnable onZoomOut,
      @Nullable RecordDoors records) {
    return switch (panel.visual()) {
      case MIRROR ->
          new SeriesView(panel, charts, TimeSeriesChart.Style.MIRROR, onSelect, onZoomOut);
      case STACKED ->
          new SeriesView(panel, charts, TimeSeriesChart.Style.STACKED, onSelect, onZoomOut);
      case PERCENT ->
          new SeriesView(panel, charts, TimeSeriesChart.Style.PERCENT, onSelect, onZoomOut);
      case LINES -> new SeriesView(panel, charts, TimeSeriesChart.Style.LINES, onSelect, onZoomOut);
      case RANKING -> new RankingView(panel, charts, onSelect);
      case GRID -> new GridView(panel, charts, onSelect, onZoomOut);
      case HEATMAP -> new HeatmapView(panel, charts, onSelect, onZoomOut);
      case NUMBER -> new NumberView(panel, charts, onSelect);
      case SANKEY -> new RelationView(panel, charts, onSelect);
      case MEANING -> new MeaningView(panel, charts);
      case RECORDS ->
          records == null || !panel.hasAllRecords()
              ? new RecordView(panel, charts, onSelect)
              : new RecordBrowser(panel, charts, onSelect, records);
    };
  }
}
