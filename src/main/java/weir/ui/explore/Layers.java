package weir.ui.explore;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import weir.query.Against;
import weir.query.Frame;
import weir.query.Panel;
import weir.store.Cost;

/// What is asked of the data set beyond what the panels ask themselves, and shown in them: the
/// other flows that they are compared with. Asked on its own, so that no panel waits for it.
final class Layers implements AutoCloseable {
  private final ExploreModel model;
  private final Executor delivery;
  private final BiConsumer<PanelBoard, Optional<Cost>> warn;
  private Map<Panel, PanelView<?>> panels = Map.of();

  /// How far sums may be off; null while nothing is estimated.
  private @Nullable PanelBoard sampled;

  private Map<Panel, PanelView<?>> estimated = Map.of();

  /// Null while nothing is compared with.
  private @Nullable PanelBoard compared;

  /// @param delivery runs tasks on the JavaFX thread
  /// @param warn told that something would take long
  Layers(ExploreModel model, Executor delivery, BiConsumer<PanelBoard, Optional<Cost>> warn) {
    this.model = model;
    this.delivery = delivery;
    this.warn = warn;
  }

  /// Of these panels from now on.
  void show(Map<Panel, PanelView<?>> now) {
    panels = now;
    closeSampled();
    closeCompared();
    Optional<Against> against = model.others().against();
    Optional<DataSet> set = model.dataSet();
    if (against.isPresent() && set.isPresent()) {
      String name = new RangeText(model.zone(), model.nowNanos()).of(against.get());
      compared = new PanelBoard(model, set.get(), delivery, new Quiet());
      compared.show(Compared.on(now, against.get(), name));
    }
  }

  /// Something else is compared with, or nothing any more.
  void turn(Frame frame) {
    for (PanelView<?> view : panels.values()) {
      if (view instanceof PanelView.Compares<?> compares) {
        compares.compareNot("");
      }
    }
    show(panels);
    ask(frame);
  }

  void ask(Frame frame) {
    askSampled(frame);
    if (compared != null) {
      compared.ask(frame);
    }
  }

  private void askSampled(Frame frame) {
    DataSet set = model.dataSet().orElse(null);
    Map<Panel, PanelView<?>> now = Sampled.on(panels, frame);
    panels.forEach(
        (panel, view) -> {
          if (!now.containsKey(panel) && view instanceof PanelView.Estimates estimates) {
            estimates.errors(Optional.empty());
          }
        });
    if (set == null || now.isEmpty()) {
      closeSampled();
      return;
    }
    PanelBoard board = sampled;
    if (board == null) {
      board = new PanelBoard(model, set, delivery, new Quiet());
      sampled = board;
    }
    if (!now.keySet().equals(estimated.keySet())) {
      estimated = now;
      board.show(now);
    }
    board.ask(frame);
  }

  /// Whether no flow was sampled, as far as is known.
  private boolean isExact() {
    return estimated.values().stream().allMatch(view -> view instanceof Sampled of && of.isExact());
  }

  private void closeSampled() {
    estimated = Map.of();
    if (sampled != null) {
      sampled.close();
      sampled = null;
    }
  }

  /// Asks what would take long.
  void askAnyway(Frame frame) {
    if (compared != null) {
      compared.askAnyway(frame);
    }
  }

  /// Asks again what moves on by itself.
  void tick(Frame frame) {
    if (sampled != null && !isExact()) {
      var _ = sampled.tick(frame);
    }
    if (compared != null) {
      var _ = compared.tick(frame);
    }
  }

  /// @return whether anything was asked
  boolean stop() {
    boolean ofSampled = sampled != null && sampled.stop();
    boolean ofCompared = compared != null && compared.stop();
    return ofSampled || ofCompared;
  }

  /// Nobody sees the panels any more.
  void leave() {
    if (sampled != null) {
      sampled.leave();
      estimated = Map.of();
    }
    if (compared != null) {
      compared.leave();
    }
  }

  private void closeCompared() {
    if (compared != null) {
      compared.close();
      compared = null;
    }
  }

  @Override
  public void close() {
    panels = Map.of();
    closeSampled();
    closeCompared();
  }

  /// The panels say how far they are.
  private final class Quiet implements PanelBoard.Owner {
    @Override
    public void asked() {
      // nothing waits for it
    }

    @Override
    public void told() {
      // likewise
    }

    @Override
    public void warn(Optional<Cost> cost) {
      if (compared != null) {
        warn.accept(compared, cost);
      }
    }
  }
}
