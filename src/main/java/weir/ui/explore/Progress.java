package weir.ui.explore;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Panel;
import weir.query.Query;
import weir.query.Result;
import weir.query.TimeRange;
import weir.ui.chart.CoverageText;

/// How far the panels of a view have come with their answers. No nodes in it.
final class Progress {
  private enum State {
    ASKING,
    DONE,
    STOPPED
  }

  /// A range that moved by less than this share of its length is the same picture, refreshed.
  private static final int SMALL_MOVE = 10;

  /// @param refresh whether the newest question is that of the picture, a moment later
  /// @param share how much of the newest question's exact answer is there, 0 to 1
  /// @param shown the picture; null before there is one
  private record Standing(
      State state,
      boolean refresh,
      double share,
      Query<?> query,
      @Nullable Result newest,
      @Nullable Picture shown) {
    /// What is known: of the newest question, or of the picture until then.
    @Nullable Result known() {
      return newest == null && shown != null ? shown.answer : newest;
    }

    Standing stopped() {
      return new Standing(State.STOPPED, refresh, share, query, newest, shown);
    }
  }

  /// What is on the screen.
  private record Picture(Query<?> query, Result answer) {}

  private final Map<Panel, Standing> standings = new LinkedHashMap<>();

  /// Other panels, of which none has been asked.
  void clear() {
    standings.clear();
  }

  /// @param refresh whether it was asked the same a moment ago
  void asked(Panel panel, Query<?> query, boolean refresh) {
    Standing before = standings.get(panel);
    Picture shown = before == null ? null : before.shown();
    standings.put(
        panel, new Standing(State.ASKING, refresh && shown != null, 0, query, null, shown));
  }

  /// Takes in an answer.
  ///
  /// @return whether it is to be shown; an unfinished one is not where it would take the place of
  ///   the same picture from a moment ago, or has nothing of the answer yet
  boolean answered(Panel panel, Result answer) {
    Standing before = Objects.requireNonNull(standings.get(panel), "was asked");
    Picture shown = before.shown();
    Coverage coverage = answer.coverage();
    boolean shows =
        !coverage.isAwaited()
            && (coverage.complete() || shown == null || !refreshes(shown, before.query()));
    Result newest = coverage.isAwaited() ? null : answer;
    Picture picture = shows ? new Picture(before.query(), answer) : shown;
    State state = coverage.complete() ? State.DONE : State.ASKING;
    double share = CoverageText.done(coverage);
    standings.put(
        panel, new Standing(state, before.refresh(), share, before.query(), newest, picture));
    return shows;
  }

  void failed(Panel panel, Query<?> query) {
    standings.put(panel, new Standing(State.DONE, false, 1, query, null, null));
  }

  /// Takes back what is being asked.
  ///
  /// @return the panels that were
  List<Panel> stop() {
    List<Panel> stopped = standings.keySet().stream().filter(p -> is(p, State.ASKING)).toList();
    for (Panel panel : stopped) {
      standings.computeIfPresent(panel, (_, standing) -> standing.stopped());
    }
    return stopped;
  }

  /// Whether the pulse leaves it alone: it still answers. One that was told to stop goes on.
  boolean rests(Panel panel) {
    return is(panel, State.ASKING);
  }

  private boolean is(Panel panel, State state) {
    Standing standing = standings.get(panel);
    return standing != null && standing.state() == state;
  }

  /// Whether any panel still answers.
  boolean asking() {
    return standings.values().stream().anyMatch(s -> s.state() == State.ASKING);
  }

  /// Whether any panel has nothing yet of what it was asked last.
  boolean awaited() {
    return standings.values().stream()
        .anyMatch(s -> s.state() == State.ASKING && s.newest() == null);
  }

  private static boolean refreshes(Picture shown, Query<?> next) {
    TimeRange range = next.range();
    long moved = range.untilNanos() - shown.query().range().untilNanos();
    return shown.answer().coverage().complete()
        && shown.query().moved(moved).equals(next)
        && Math.abs(moved) <= range.lengthNanos() / SMALL_MOVE;
  }

  /// "looking at about 1,000,000,000 flows · 34 %", "1,204 flows match · 8 ms", "stopped at 34 %".
  /// What matched stays while pictures are only refreshed.
  ///
  /// @param estimate how many flows there are to look at, about, before any panel knows
  String text(long estimate) {
    Collection<Standing> all = standings.values();
    if (all.isEmpty()) {
      return ""; // nothing is asked yet
    }
    String share =
        CoverageText.percent(all.stream().mapToDouble(Standing::share).average().orElse(0));
    if (all.stream().anyMatch(s -> s.state() == State.ASKING && !s.refresh())) {
      return all.stream().anyMatch(s -> s.newest() != null)
          ? String.format(Locale.ROOT, "looking at about %,d flows · %s", ofRows(), share)
          : String.format(Locale.ROOT, "looking at about %,d flows · %s", estimate, share);
    }
    if (all.stream().anyMatch(s -> s.state() == State.STOPPED)) {
      return "stopped at " + share + " · F5 asks again";
    }
    long matched = most(Standing::known, Result::matchedFlows);
    long millis = (most(Standing::known, Result::elapsedNanos) + 999_999) / 1_000_000;
    return matched == Answer.UNCOUNTED
        ? "from sums of flows · " + millis + " ms"
        : String.format(Locale.ROOT, "%,d flows match · %d ms", matched, millis);
  }

  private long ofRows() {
    return most(Standing::newest, answer -> answer.coverage().ofRows());
  }

  private long most(Function<Standing, @Nullable Result> which, ToLongFunction<Result> what) {
    return standings.values().stream()
        .map(which)
        .filter(Objects::nonNull)
        .mapToLong(what)
        .max()
        .orElse(0);
  }
}
