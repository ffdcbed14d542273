package weir.ui.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.Query;
import weir.query.Result;
import weir.store.Capabilities;
import weir.store.Cost;
import weir.store.QueryRunner;

/// Panels, and what one data set answers to them: asks and shows, and knows how far that is. What
/// they are asked is the model's.
final class PanelBoard implements AutoCloseable {
  /// Who has the board.
  interface Owner {
    /// The panels were asked; some may lack what it takes to answer.
    void asked();

    /// Something has come of what was asked.
    void told();

    /// What is asked would take long: it is asked once [#askAnyway] says so.
    ///
    /// @param cost empty once that is over
    void warn(Optional<Cost> cost);
  }

  private final ExploreModel model;
  private final DataSet set;
  private final QueryRunner runner;
  private final Capabilities capabilities;
  private final CostCheck costs;
  private final Owner owner;
  private final Map<Panel, PanelView<?>> panels = new LinkedHashMap<>();
  private final Progress progress = new Progress();

  /// What each panel's picture answers.
  private final Map<Panel, Asked> shown = new HashMap<>();

  /// Panels whose steps over time are being asked.
  private final Set<Panel> stepping = new HashSet<>();

  /// When what is on the screen was asked, and how long that took.
  private long askedNanos;

  private long tookNanos;

  /// @param delivery runs tasks on the JavaFX thread
  PanelBoard(ExploreModel model, DataSet set, Executor delivery, Owner owner) {
    this.model = model;
    this.set = set;
    this.owner = owner;
    runner = new QueryRunner(set.store(), delivery);
    capabilities = set.store().capabilities();
    costs = new CostCheck(set, delivery);
  }

  Progress progress() {
    return progress;
  }

  DataSet set() {
    return set;
  }

  /// Answers into these panels from now on.
  void show(Map<Panel, PanelView<?>> now) {
    leave();
    panels.putAll(now);
  }

  /// Nobody sees the panels any more.
  void leave() {
    costs.stop();
    runner.stop();
    panels.clear();
    shown.clear();
    stepping.clear();
    progress.clear();
  }

  /// With other names.
  void label(Labels labels) {
    panels.values().forEach(view -> view.label(labels));
  }

  /// Asks again what moves on by itself, unless the store is to rest.
  ///
  /// @return whether anything was asked
  boolean tick(Frame frame) {
    long rest = set.store().restNanos(tookNanos);
    boolean due = rest == 0 || (!progress.asking() && model.nowNanos() - askedNanos >= rest);
    if (due && !costs.isHigh()) {
      ask(frame, false);
    }
    return due;
  }

  /// Asks everything anew; what would take long only once somebody wants it nevertheless.
  void ask(Frame frame) {
    if (model.isUnattended()) {
      costs.allow(Asked.of(model));
    }
    costs.check(
        Asked.of(model),
        questions(frame),
        high -> {
          owner.warn(high);
          if (high.isPresent()) {
            hold();
          } else {
            ask(frame, true);
          }
          owner.asked();
        });
  }

  /// Those that can be asked.
  private List<Query<?>> questions(Frame frame) {
    List<Query<?>> questions = new ArrayList<>();
    panels.forEach(
        (panel, view) -> {
          Query<?> question = view.question(frame);
          if (lacks(panel, question, frame).isEmpty()) {
            questions.add(question);
          }
        });
    return questions;
  }

  private Optional<String> lacks(Panel panel, Query<?> question, Frame frame) {
    return Optional.of(frame.dimensions())
        .filter(_ -> model.words().areKnown())
        .flatMap(panel::lacks)
        .or(() -> capabilities.lacks(question));
  }

  /// Asks what would take long.
  void askAnyway(Frame frame) {
    costs.allow(Asked.of(model));
    ask(frame);
  }

  /// What is shown stays until somebody has decided.
  private void hold() {
    runner.stop();
    stepping.clear();
    progress.stop();
    panels.forEach(
        (panel, view) ->
            asking(panel)
                .ifPresent(
                    asking -> {
                      view.await(Optional.of(asking));
                      view.stopped();
                    }));
  }

  /// What is asked for, where the picture answers another question.
  private Optional<String> asking(Panel panel) {
    Asked now = Asked.of(model);
    RangeText words = new RangeText(model.zone(), model.nowNanos());
    return Optional.ofNullable(shown.get(panel))
        .filter(before -> !before.equals(now))
        .map(before -> now.since(before, words, model.words().labels()));
  }

  /// @param all also those panels that still answer the question before
  private void ask(Frame frame, boolean all) {
    if (all || !progress.asking()) {
      askedNanos = model.nowNanos();
    }
    panels.forEach(
        (panel, view) -> {
          if (all || !(progress.rests(panel) || view.holds())) {
            ask(panel, view, frame, !all);
          }
        });
  }

  /// Asks what panels show beside their answers; one that is still being read goes on.
  void askSteps(Frame frame) {
    panels.forEach((panel, view) -> askSteps(panel, view, frame, true));
  }

  private void askSteps(Panel panel, PanelView<?> view, Frame frame, boolean refresh) {
    String name = panel.id() + " over time";
    Optional<FlowQuery> question =
        view.stepsQuestion(frame).filter(query -> capabilities.lacks(query).isEmpty());
    if (question.isEmpty()) {
      runner.stop(name);
      stepping.remove(panel);
    } else if (stepping.add(panel) || !refresh) {
      runner.submit(
          name,
          question.get(),
          steps -> {
            if (steps.coverage().complete()) {
              stepping.remove(panel);
              view.showSteps(steps);
            }
          },
          _ -> stepping.remove(panel)); // the panel itself says what went wrong
    }
  }

  private <A extends Result> void ask(
      Panel panel, PanelView<A> view, Frame frame, boolean refresh) {
    Query<A> query = view.question(frame);
    Optional<String> lack = lacks(panel, query, frame);
    if (lack.isPresent()) {
      runner.stop(panel.id());
      fail(panel, view, query, lack.get());
      return;
    }
    progress.asked(panel, query, refresh);
    askSteps(panel, view, frame, refresh);
    Asked now = Asked.of(model);
    view.await(asking(panel));
    runner.submit(
        panel.id(),
        query,
        answer -> {
          try {
            show(panel, view, answer, now);
          } finally {
            told(); // whatever a panel makes of it
          }
        },
        failure -> {
          fail(panel, view, query, failure.getMessage() + "\nF5 asks again.");
          told();
        });
  }

  private void told() {
    if (!progress.asking()) {
      tookNanos = model.nowNanos() - askedNanos;
    }
    owner.told();
  }

  private void fail(Panel panel, PanelView<?> view, Query<?> query, String message) {
    view.fail(message);
    progress.failed(panel, query);
    shown.remove(panel);
  }

  private <A extends Result> void show(Panel panel, PanelView<A> view, A answer, Asked asked) {
    if (progress.answered(panel, answer)) {
      model.words().shown(answer);
      view.show(answer, labels());
      if (view instanceof RecordView records) {
        records.look(model.words().look());
      }
      shown.put(panel, asked);
    } else {
      view.again(answer.coverage());
    }
  }

  /// Of the data set that is explored; another one has its own.
  private Labels labels() {
    return model.dataSet().filter(set::equals).isPresent()
        ? model.words().labels()
        : set.store().labels();
  }

  /// Takes back what is being asked; panels keep what they show.
  ///
  /// @return whether anything was
  boolean stop() {
    if (!progress.asking()) {
      return false;
    }
    runner.stop();
    stepping.clear();
    for (Panel panel : progress.stop()) {
      @Nullable PanelView<?> view = panels.get(panel);
      if (view != null) {
        view.stopped();
      }
    }
    return true;
  }

  @Override
  public void close() {
    costs.stop();
    runner.close();
  }
}
