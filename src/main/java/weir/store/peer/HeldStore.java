package weir.store.peer;

import java.io.DataInput;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.query.Dimensions;
import weir.query.DirectionRules;
import weir.query.Filter;
import weir.query.Query;
import weir.query.Result;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.FlowStream;
import weir.store.OverridesFile;
import weir.store.OwnFiles;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// A data set that another process has open, a collector for one: that one answers what is asked
/// here. Each question has a connection of its own.
public final class HeldStore implements FlowReader {
  /// How often it is asked what it holds by now.
  private static final long LOOK_NANOS = 1_000_000_000L;

  private final Path folder;
  private final OverridesFile said;
  private final Link link;
  private final Thread looking;
  private volatile StoreStatus status = StoreStatus.EMPTY;
  private volatile String engine = "";
  private volatile boolean closed;

  /// Of questions that are open.
  private final Set<Link> links = ConcurrentHashMap.newKeySet();

  private HeldStore(Path folder, Link link) {
    this.folder = folder;
    this.said = new OverridesFile(folder);
    this.link = link;
    look();
    looking = Thread.ofPlatform().daemon().name("weir-held").start(this::keepLooking);
  }

  /// Connects to who has a data set open; empty where nobody answers.
  ///
  /// @throws StoreException if who does cannot be asked: it is of another user, or another version
  public static Optional<HeldStore> of(Path folder) {
    if (!OwnFiles.isTaken(Wire.socket(folder))) {
      return Optional.empty();
    }
    try {
      return Optional.of(new HeldStore(folder, Link.open(folder, new Cancel())));
    } catch (IOException e) {
      if (isRefused(e)) {
        throw new StoreException(
            "the data set "
                + folder
                + " is open in a Weir of another user, which answers that user alone; ask as that"
                + " one, or use a copy",
            e);
      }
      return Optional.empty(); // left behind by who was killed, or just ending
    }
  }

  private static boolean isRefused(IOException e) {
    return e instanceof AccessDeniedException
        || String.valueOf(e.getMessage()).contains("Permission denied");
  }

  private void keepLooking() {
    while (!closed) {
      LockSupport.parkNanos(LOOK_NANOS);
      if (closed) {
        return;
      }
      try {
        look();
      } catch (StoreException e) {
        ended(e);
        return;
      }
    }
  }

  private void look() {
    var _ =
        link.ask(
            Wire.Request.STATUS,
            _ -> {},
            in -> {
              status = Sums.status(in);
              engine = Wire.text(in);
              return status;
            });
  }

  private void ended(StoreException e) {
    if (!closed) {
      StoreStatus last = status;
      status =
          new StoreStatus(
              last.rows(),
              last.diskBytes(),
              last.oldestNanos(),
              last.newestNanos(),
              last.futureRows(),
              last.keeping(),
              List.of(String.valueOf(e.getMessage())));
    }
  }

  private Link open(Cancel cancel) {
    if (closed) {
      throw StoreException.cancelled();
    }
    try {
      Link opened = Link.open(folder, cancel);
      links.removeIf(Link::isClosed);
      links.add(opened);
      return opened;
    } catch (IOException e) {
      if (cancel.isCancelled()) {
        throw StoreException.cancelled();
      }
      throw Link.gone(folder, e);
    }
  }

  @Override
  public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
    Link asking = open(cancel);
    try {
      var _ = asking.ask(Wire.Request.ASK, out -> Questions.write(query, out), _ -> query);
      return new Linked<>(query, asking);
    } catch (RuntimeException e) {
      asking.close();
      throw e;
    }
  }

  /// A question that the other side works on.
  private record Linked<A extends Result>(Query<A> query, Link link) implements Question<A> {
    @Override
    @SuppressWarnings("unchecked") // an answer is of its question's kind
    public A next() {
      return (A) link.ask(Wire.Request.NEXT, _ -> {}, in -> Sums.read(query, in, link));
    }

    @Override
    public void close() {
      link.close();
    }
  }

  @Override
  public FlowStream stream(TimeRange range, Filter filter, Set<FlowField> fields, Cancel cancel) {
    Link asking = open(cancel);
    try {
      Set<FlowField> filled =
          asking.ask(
              Wire.Request.STREAM,
              out -> {
                Questions.range(range, out);
                Filters.write(filter, out);
                Questions.fields(fields, out);
              },
              Questions::fields);
      return new Streamed(asking, filled);
    } catch (RuntimeException e) {
      asking.close();
      throw e;
    }
  }

  /// Flows that the other side reads.
  private static final class Streamed implements FlowStream {
    private final Link link;
    private final Set<FlowField> fields;
    private double share;

    Streamed(Link link, Set<FlowField> fields) {
      this.link = link;
      this.fields = fields;
    }

    @Override
    public Set<FlowField> fields() {
      return fields;
    }

    @Override
    public Optional<FlowBatch> next() {
      return link.ask(Wire.Request.CHUNK, _ -> {}, this::read);
    }

    private Optional<FlowBatch> read(DataInput in) throws IOException {
      share = in.readDouble();
      return in.readBoolean() ? Optional.of(Flows.read(in)) : Optional.empty();
    }

    @Override
    public double share() {
      return share;
    }

    @Override
    public void close() {
      link.close();
    }
  }

  @Override
  public String engine() {
    return engine;
  }

  @Override
  public String sql(Query<?> query) {
    try (Link asking = open(new Cancel())) {
      return asking.ask(Wire.Request.SQL, out -> Questions.write(query, out), Wire::text);
    }
  }

  @Override
  public StoreStatus status() {
    return status;
  }

  @Override
  public Overrides overrides() {
    return said.read();
  }

  @Override
  public void names(Supplier<Layers> inForce) {
    said.over(inForce);
  }

  @Override
  public Naming naming() {
    return said.naming();
  }

  @Override
  public Dimensions dimensions() {
    return said.dimensions(Labels.NONE);
  }

  @Override
  public DirectionRules directions() {
    return said.inForce().directions();
  }

  @Override
  public Optional<String> overridesProblem() {
    said.read();
    return said.problem();
  }

  @Override
  public Labels labels() {
    return said.labels(Labels.NONE);
  }

  /// In a few words, for who shows that it is somebody else's.
  @Override
  public String toString() {
    return folder + ", asked through the Weir that has it open";
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(looking);
    link.close();
    links.forEach(Link::abandon);
  }
}
