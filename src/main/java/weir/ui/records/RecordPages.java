package weir.ui.records;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.query.Records;
import weir.store.StoreException;

/// Pages of records around what is seen, the others are forgotten: of a hundred million no more is
/// held than of a thousand. They are read beside the JavaFX thread, one at a time, what is wanted
/// by then first. Belongs to the JavaFX thread.
public final class RecordPages {
  static final int PAGE = 256;

  /// Some screens before and behind what is seen.
  private static final int MOST_PAGES = 16;

  private final Executor delivery;
  private final Runnable arrived;
  private final Consumer<String> failed;
  private final Map<Long, FlowBatch> pages = new LinkedHashMap<>(16, 0.75f, true);
  private Records records = Records.NONE;
  private long wantedFrom;
  private long wantedTo;
  private boolean reading;

  /// @param delivery runs tasks on the JavaFX thread
  /// @param arrived called when more rows are there
  /// @param failed gets a sentence
  public RecordPages(Executor delivery, Runnable arrived, Consumer<String> failed) {
    this.delivery = delivery;
    this.arrived = arrived;
    this.failed = failed;
  }

  /// Other records; the first ones are there at once.
  public void show(Records newest) {
    records = newest;
    pages.clear();
    FlowBatch first = newest.first();
    if (first.rows() > 0) {
      pages.put(0L, first);
    }
  }

  /// What another one holds, and no more.
  void like(RecordPages other) {
    records = other.records;
    pages.clear();
    pages.putAll(other.pages);
  }

  public Records records() {
    return records;
  }

  /// Rows that are seen, or about to be: those of them that are missing are read.
  void want(long from, long to) {
    wantedFrom = Math.max(0, from);
    wantedTo = Math.min(records.rows(), to);
    read();
  }

  /// A row that is there, or on its way.
  public Row row(long number) {
    long page = number / PAGE;
    int at = (int) (number % PAGE);
    @Nullable FlowBatch flows = pages.get(page);
    return flows != null && at < flows.rows()
        ? new Row(number, flows, at)
        : new Row(number, null, 0);
  }

  private void read() {
    long first = wantedFrom / PAGE;
    long last = Math.max(first, (wantedTo - 1) / PAGE);
    for (long page = first; page <= last && wantedTo > wantedFrom; page++) {
      if (!pages.containsKey(page)) {
        if (!reading) {
          read(records, page);
        }
        return;
      }
    }
  }

  private void read(Records from, long page) {
    reading = true;
    Thread.ofPlatform()
        .daemon()
        .name("weir-records")
        .start(
            () -> {
              @Nullable FlowBatch read = null;
              String why = "";
              try {
                read = from.page(page * PAGE, PAGE);
              } catch (StoreException e) {
                why = e.isCancelled() ? "" : String.valueOf(e.getMessage());
              } catch (RuntimeException | Error e) {
                why = "these records could not be read: " + e;
              }
              FlowBatch flows = read;
              String sentence = why;
              delivery.execute(() -> read(from, page, flows, sentence));
            });
  }

  private void read(Records from, long page, @Nullable FlowBatch flows, String failure) {
    reading = false;
    if (from != records) {
      read();
      return;
    }
    if (flows == null) {
      if (!failure.isEmpty()) {
        failed.accept(failure);
      }
      return;
    }
    pages.put(page, flows);
    while (pages.size() > MOST_PAGES) {
      pages.remove(pages.keySet().iterator().next());
    }
    arrived.run();
    read();
  }
}
