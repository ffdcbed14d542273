package weir.capture.programs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.FlowBatch;
import weir.flow.FlowBatches;

/// Names the programs of flows on their way, on a thread of its own: where some are not known, it
/// waits for a look at the sockets, a moment at most, and nobody who brings flows waits for it.
public final class NamedFlows implements FlowBatches {
  private static final Logger LOG = LoggerFactory.getLogger(NamedFlows.class);

  /// With more on their way than these nothing is waited for.
  private static final int MOST_WAITING = 64;

  private final FlowBatches out;
  private final Programs programs;
  private final Thread thread;

  // Guarded by this.
  private final Queue<FlowBatch> waiting = new ArrayDeque<>();
  private boolean ending;

  /// @param name of whose flows they are, for the thread
  public NamedFlows(FlowBatches out, Programs programs, String name) {
    this.out = out;
    this.programs = programs;
    programs.use();
    this.thread = Thread.ofPlatform().daemon().name("weir-programs-" + name).start(this::handOn);
  }

  @Override
  public FlowBatch take() {
    return out.take();
  }

  @Override
  public void give(FlowBatch filled) {
    synchronized (this) {
      if (!ending && waiting.size() < MOST_WAITING) {
        waiting.add(filled);
        notifyAll();
        return;
      }
    }
    programs.translate(filled);
    programs.name(filled);
    out.give(filled);
  }

  private void handOn() {
    for (List<FlowBatch> next = next(); !next.isEmpty(); next = next()) {
      try {
        boolean missing = false;
        for (FlowBatch batch : next) {
          programs.translate(batch);
          missing |= programs.name(batch);
        }
        if (missing) {
          programs.awaitLook();
          next.forEach(programs::name);
        }
      } catch (RuntimeException e) {
        LOG.error("naming the programs of flows failed; this is a defect", e);
      }
      next.forEach(out::give);
    }
  }

  /// What waits; none when no more comes.
  private synchronized List<FlowBatch> next() {
    while (waiting.isEmpty() && !ending) {
      try {
        wait();
      } catch (InterruptedException e) {
        ending = true;
      }
    }
    List<FlowBatch> next = new ArrayList<>(waiting);
    waiting.clear();
    return next;
  }

  /// Hands on what waits, once. Nothing may be given any more.
  ///
  /// @param most what it may take
  /// @return whether all is handed on
  public boolean end(Duration most) {
    synchronized (this) {
      ending = true;
      notifyAll();
    }
    try {
      return thread.join(most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      programs.leave();
    }
  }
}
