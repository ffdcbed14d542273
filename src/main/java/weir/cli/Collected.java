package weir.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import weir.app.DataSets;
import weir.enrich.Enrichment;
import weir.ingest.Listening;
import weir.ingest.LiveSource;
import weir.ingest.WarmUp;
import weir.store.Closing;
import weir.store.FlowArchive;

/// What one collector fills: the main data set, and those beside it, which have sockets, a queue, a
/// store and bounds of their own. What one of them suffers, the others do not.
final class Collected {
  private final LiveSource main;
  private final List<LiveSource> beside = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  Collected(LiveSource main) {
    this.main = main;
  }

  LiveSource main() {
    return main;
  }

  /// The main one first.
  List<LiveSource> all() {
    return Stream.concat(Stream.of(main), beside.stream()).toList();
  }

  /// Opens one more.
  ///
  /// @param where its ports
  /// @param names tells it the names in force
  /// @throws IOException if one of its ports cannot be had
  void open(
      PortOptions.DataSet one, Listening where, Enrichment enrichment, Consumer<FlowArchive> names)
      throws IOException {
    FlowArchive store = DataSets.write(one.folder(), one.retention());
    names.accept(store);
    LiveSource source =
        LiveSource.open(
            one.folder().toString(),
            where,
            List.of(),
            enrichment,
            store,
            one.folder(),
            WarmUp.NONE); // the main one's warms up the whole process
    source.routesOf(main);
    beside.add(source);
    if (closed) { // told to end meanwhile
      source.close();
    }
  }

  /// Where flows go, of each: the beginning of a sentence.
  List<String> words(String ofMain) {
    return Stream.concat(
            Stream.of(ofMain), beside.stream().map(source -> "storing in " + source.name()))
        .toList();
  }

  /// Stores what has arrived and closes all of them, at the same time.
  ///
  /// @return what was lost by that, in sentences
  List<String> close(Duration within) {
    closed = true;
    List<String> lost = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (LiveSource source : all()) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("weir-close-" + source.name())
              .start(() -> close(source, within, lost)));
    }
    Closing closing = Closing.within(within);
    threads.forEach(thread -> Closing.join(thread, closing.left(1)));
    return lost;
  }

  private void close(LiveSource source, Duration within, List<String> lost) {
    Closing closing = Closing.unhurried();
    closing.part(
        source.name(), 1, () -> source.close(within).ifPresent(said -> lost.add(of(source, said))));
    closing.failure().ifPresent(failure -> lost.add(String.valueOf(failure.getMessage())));
  }

  void close() {
    closed = true;
    all().forEach(LiveSource::close);
  }

  /// What would be lost if the process ended at this moment, in sentences.
  List<String> unsettled() {
    return all().stream()
        .flatMap(source -> source.unsettled().stream().map(said -> of(source, said)))
        .toList();
  }

  private String of(LiveSource source, String sentence) {
    return beside.isEmpty() ? sentence : source.name() + ": " + sentence;
  }
}
