package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.query.FlowQuery;
import weir.query.InForce;
import weir.query.Result;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.Question;
import weir.store.duckdb.files.DataFolder;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.DuckDbLibrary;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.files.SliceFiles;
import weir.store.duckdb.files.SliceList;
import weir.store.duckdb.read.Gate;
import weir.store.duckdb.read.SteppedQuestion;

/// Questions beside the plainest SQL that gives the same numbers, put to the same engine with the
/// same threads and the same slices, by turns: `RatioBenchmark DIR NAME [WORD]`, all questions or
/// those whose title has the word. A Markdown table, then a line of JSON a figure. Ends with 1
/// where the numbers differ.
final class RatioBenchmark {
  private static final int MEMORY_MEBIBYTES = 2048;
  private static final double MOST_RATIO = 1.5;
  private static final double MOST_MORE_MILLIS = 30;
  private static final double SLOW_MILLIS = 2_000;
  private static final int TIMES = 7;
  private static final int TIMES_SLOW = 3;
  private static final long MINUTE = 60 * FlowQuery.SECOND;

  private final Database database;
  private final SliceList slices;
  private final Figures figures = new Figures(System.out);
  private final String name;
  private final String word;
  private int asked;
  private int within;
  private int different;

  private RatioBenchmark(Database database, SliceList slices, String name, String word) {
    this.database = database;
    this.slices = slices;
    this.name = name;
    this.word = word;
  }

  public static void main(String[] arguments) throws IOException, SQLException {
    Path root = Path.of(arguments[0]);
    Instant made = Files.getLastModifiedTime(root.resolve("format")).toInstant();
    int threads = Runtime.getRuntime().availableProcessors();
    DuckDbLibrary.load();
    try (DataFolder folder = DataFolder.openExisting(root);
        Database database =
            new Database(folder.temporaryFiles(), threads, MEMORY_MEBIBYTES, false)) {
      SliceList slices = new SliceList();
      new SliceFiles(folder, database, slices, () -> made, true).attachAll();
      String word = arguments.length > 2 ? arguments[2] : "";
      if (!new RatioBenchmark(database, slices, arguments[1], word).all()) {
        System.exit(1);
      }
    }
  }

  private boolean all() {
    String version =
        database.ask(
            "SELECT version()",
            new Cancel(),
            row -> {
              row.next();
              return row.getString(1);
            });
    long oldest = slices.all().stream().mapToLong(Slice::oldestNanos).min().orElseThrow();
    long newest = slices.all().stream().mapToLong(Slice::newestNanos).max().orElseThrow();
    figures.text(
        String.format(
            Locale.ROOT,
            "%,d flows over %.1f hours in %d slices, DuckDB %s:",
            slices.all().stream().mapToLong(Slice::rows).sum(),
            (newest - oldest) / 3600e9,
            slices.all().size(),
            version));
    figures.header(
        "question", "first picture, ms", "complete, ms", "plain SQL, ms", "ratio", "within");
    long until = new TimeRange(oldest, newest + 1).aligned(FlowQuery.SECOND).untilNanos();
    ask("a minute", new TimeRange(until - MINUTE, until));
    ask("5 minutes", new TimeRange(until - 5 * MINUTE, until));
    ask("an hour", new TimeRange(until - 60 * MINUTE, until));
    if (newest - oldest > 120 * MINUTE) {
      ask("all", new TimeRange(oldest, newest + 1).aligned(FlowQuery.SECOND));
    }
    figures.text("");
    figures.text(
        within
            + " of "
            + asked
            + " are within 1.5 times the plainest SQL, or 30 ms more; "
            + (different == 0 ? "all numbers agree." : different + " GIVE OTHER NUMBERS."));
    figures.end();
    return different == 0;
  }

  private void ask(String length, TimeRange range) {
    for (PlainQuestions.Pair<?> pair : new PlainQuestions(range, slices.all()).all()) {
      String title = length + ": " + pair.name();
      if (title.contains(word)) {
        beside(title, pair);
      }
    }
  }

  private <A extends Result> void beside(String title, PlainQuestions.Pair<A> pair) {
    List<String> ours = pair.rows().apply(answer(pair, new ArrayList<>(), new ArrayList<>()));
    long started = System.nanoTime();
    boolean same = ours.stream().sorted().toList().equals(plain(pair).stream().sorted().toList());
    int times = Timing.since(started) > SLOW_MILLIS ? TIMES_SLOW : TIMES;
    List<Double> first = new ArrayList<>();
    List<Double> complete = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answer(pair, first, complete);
      long asking = System.nanoTime();
      plain(pair);
      plain.add(Timing.since(asking));
    }
    double whole = Timing.median(complete);
    double engine = Timing.median(plain);
    boolean fits = whole <= Math.max(engine * MOST_RATIO, engine + MOST_MORE_MILLIS);
    asked++;
    within += fits ? 1 : 0;
    different += same ? 0 : 1;
    figures.row(
        title,
        Figures.number(Timing.median(first)),
        Figures.number(whole),
        Figures.number(engine),
        String.format(Locale.ROOT, "%.2f", whole / engine),
        (fits ? "yes" : "**no**") + (same ? "" : ", OTHER NUMBERS"));
    figures.figure(name + ", " + title + ": complete", whole, "ms");
    figures.figure(name + ", " + title + ": plain SQL", engine, "ms");
  }

  /// As the desktop asks; adds how long it took until the first answer and until the whole one.
  private <A extends Result> A answer(
      PlainQuestions.Pair<A> pair, List<Double> first, List<Double> complete) {
    long asking = System.nanoTime();
    try (Question<A> question =
        SteppedQuestion.ask(
            pair.query(), slices, InForce.NOTHING, database, new Gate(), new Cancel())) {
      A answer = question.next();
      first.add(Timing.since(asking));
      while (!answer.coverage().complete()) {
        answer = question.next();
      }
      A whole = pair.read().apply(answer);
      complete.add(Timing.since(asking));
      return whole;
    }
  }

  private List<String> plain(PlainQuestions.Pair<?> pair) {
    return database.ask(
        pair.plain(),
        new Cancel(),
        rows -> {
          int columns = rows.getMetaData().getColumnCount();
          List<String> read = new ArrayList<>();
          while (rows.next()) {
            StringBuilder row = new StringBuilder();
            for (int column = 1; column <= columns; column++) {
              row.append(rows.getObject(column)).append(' ');
            }
            read.add(pair.records() ? rows.getString("time_received_ns") : row.toString());
          }
          return read;
        });
  }
}
