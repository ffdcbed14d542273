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
    closeCompared();
    Optional<Against> against = model.against();
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
    if (compared != null) {
      compared.ask(frame);
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
    if (compared != null) {
      var _ = compared.tick(frame);
    }
  }

  /// @return whether anything was asked
  boolean stop() {
    return compared != null && compared.stop();
  }

  /// Nobody sees the panels any more.
  void leave() {
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
