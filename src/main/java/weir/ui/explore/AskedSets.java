package weir.ui.explore;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.query.Frame;
import weir.query.Panel;
import weir.store.Cost;

/// What is asked for the screen: the panels' questions to the data set that is explored, to the one
/// that is looked at together with it, and for comparisons. All are asked, stopped and left
/// together; how far that is, and what would take long, is said in one place.
final class AskedSets implements AutoCloseable {
  /// Who has them on the screen.
  interface Screen {
    /// What all questions have in common now.
    Frame frame();

    /// Whether the first data set is asked for longer than is not worth a word.
    void asking(boolean longer);

    /// How far the other data set is.
    void sayOfOther(String text);
  }

  /// What costs are of that comparing has.
  private static final String COMPARED = "comparing";

  private final ExploreModel model;
  private final Executor delivery;
  private final Screen screen;
  private final CostBar costs = new CostBar();

  /// What panels are compared with.
  private final Layers layers;

  /// Shorter questions are not worth a word, nor a button.
  private final PauseTransition longer = new PauseTransition(Duration.millis(300));

  /// Of the data set that is explored; null while there is none.
  private @Nullable PanelBoard board;

  /// Of the one that is looked at together with it.
  private @Nullable PanelBoard other;

  private Runnable onSeen = () -> {};
  private Runnable onSettled = () -> {};

  /// @param delivery runs tasks on the JavaFX thread
  AskedSets(ExploreModel model, Executor delivery, Screen screen) {
    this.model = model;
    this.delivery = delivery;
    this.screen = screen;
    layers = new Layers(model, delivery, (of, cost) -> warn(of, cost, COMPARED));
    longer.setOnFinished(_ -> showLonger());
  }

  /// What would take long, with what can be done about that.
  CostBar costs() {
    return costs;
  }

  /// The data set that is explored.
  Optional<DataSet> first() {
    return Optional.ofNullable(board).map(PanelBoard::set);
  }

  /// The one that is looked at together with it.
  Optional<DataSet> second() {
    return Optional.ofNullable(other).map(PanelBoard::set);
  }

  /// Asks what the model explores now, and nothing else any more.
  void open() {
    close();
    longer.stop();
    screen.asking(false);
    board = model.dataSet().map(set -> board(set, new Main())).orElse(null);
  }

  /// Asks what the model has beside that now.
  void openOther() {
    closeOther();
    other = model.others().beside().map(beside -> board(beside.set(), new Other())).orElse(null);
  }

  private PanelBoard board(DataSet set, PanelBoard.Owner owner) {
    return new PanelBoard(model, set, delivery, owner);
  }

  /// Nobody sees the panels any more.
  void leave() {
    longer.stop();
    costs.clear();
    layers.leave();
    boards().forEach(PanelBoard::leave);
  }

  private Stream<PanelBoard> boards() {
    return Stream.of(Optional.ofNullable(board), Optional.ofNullable(other))
        .flatMap(Optional::stream);
  }

  /// Answers into these panels from now on.
  void show(Map<Panel, PanelView<?>> panels) {
    if (board != null) {
      board.show(panels);
      layers.show(panels);
    }
  }

  /// The other data set answers into these.
  void showOther(Map<Panel, PanelView<?>> panels) {
    if (other != null) {
      other.show(panels);
    }
  }

  /// With other names.
  void label(Labels labels) {
    if (board != null) {
      board.label(labels);
    }
  }

  void ask() {
    if (board != null) {
      Frame frame = screen.frame();
      boards().forEach(one -> one.ask(frame));
      layers.ask(frame);
    }
  }

  /// Columns of tables came or went.
  void askSteps() {
    Frame frame = screen.frame();
    boards().forEach(one -> one.askSteps(frame));
  }

  /// Something else is compared with, or nothing any more.
  void turnLayers() {
    if (board != null) {
      layers.turn(screen.frame());
    }
  }

  /// What would take long to compare is no matter any more.
  void forgetCompared() {
    costs.clear(COMPARED);
  }

  /// The pulse: asks again what moves on by itself.
  void tick() {
    PanelBoard asked = board;
    if (asked == null) {
      return;
    }
    Frame frame = screen.frame();
    boolean before = asked.progress().asking();
    if (asked.tick(frame) && asked.progress().asking() && !before) {
      longer.playFromStart();
    }
    if (other != null) {
      var _ = other.tick(frame);
    }
    layers.tick(frame);
  }

  /// Takes back what is being asked; panels keep what they show. A picture that moves goes on with
  /// the next pulse.
  ///
  /// @return whether anything was
  boolean stop() {
    boolean ofLayers = layers.stop();
    boolean ofOther = (other != null && other.stop()) || ofLayers;
    if (board == null || !board.stop()) {
      return ofOther;
    }
    settle();
    return true;
  }

  /// Called whenever something was told and every panel shows an answer to what it was asked last,
  /// complete or not, or has failed.
  void setOnSeen(Runnable action) {
    onSeen = action;
  }

  /// Called whenever every panel has answered completely, or failed.
  void setOnSettled(Runnable action) {
    onSettled = action;
  }

  /// Something has come of what the data set was asked that is explored.
  private final class Main implements PanelBoard.Owner {
    @Override
    public void asked() {
      if (board != null && board.progress().asking()) {
        longer.playFromStart();
      } else {
        told(); // no panel can be answered, or none is asked yet
      }
    }

    @Override
    public void told() {
      PanelBoard asked = board;
      if (asked == null) {
        return;
      }
      if (!asked.progress().awaited()) {
        onSeen.run();
      }
      if (!asked.progress().asking()) {
        settle();
        onSettled.run();
      } else if (longer.getStatus() != Animation.Status.RUNNING) {
        showProgress();
      }
    }

    @Override
    public void warn(Optional<Cost> cost) {
      AskedSets.this.warn(board, cost, "");
    }
  }

  /// The same of the other one.
  private final class Other implements PanelBoard.Owner {
    @Override
    public void asked() {
      told();
    }

    @Override
    public void told() {
      if (other != null) {
        screen.sayOfOther(other.progress().text(other.set().store().status().rows()));
      }
    }

    @Override
    public void warn(Optional<Cost> cost) {
      AskedSets.this.warn(other, cost, "");
    }
  }

  /// @param what is asked of the data set beside what its panels ask; empty for that
  private void warn(@Nullable PanelBoard asked, Optional<Cost> cost, String what) {
    if (asked == null) {
      return;
    }
    if (cost.isEmpty()) {
      costs.clear(what.isEmpty() ? asked.set().name() : what);
      return;
    }
    costs.show(
        asked.set().name(),
        what,
        cost.get(),
        () -> asked.askAnyway(screen.frame()),
        () -> model.range(Narrower.range(model.scope().range(), model.rangeNow(), cost.get())));
  }

  private void showLonger() {
    screen.asking(true);
    showProgress();
  }

  private void settle() {
    longer.stop();
    screen.asking(false);
    showProgress();
  }

  private void showProgress() {
    if (board != null) {
      model.matched(board.progress().text(model.flowsInRange()));
    }
  }

  private void closeOther() {
    if (other != null) {
      other.close();
      other = null;
    }
  }

  /// Takes back what is being asked.
  @Override
  public void close() {
    layers.close();
    closeOther();
    if (board != null) {
      board.close();
      board = null;
    }
  }
}
