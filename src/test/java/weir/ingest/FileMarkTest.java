package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.TimeRange;

class FileMarkTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final int ROWS = 5000;
  private static final int BATCH = 180;

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("router one.pcap"), content);
  }

  /// Every 50th row is of 1970, every 70th of 2099; the others of 2026-11-20 on.
  private static boolean isBelievable(long row) {
    return row % 50 != 0 && row % 70 != 0;
  }

  private static long time(long row) {
    long base = TimeRange.nanos(Instant.parse("2026-11-20T00:00:00Z"));
    return row % 50 == 0 ? 1 + row : row % 70 == 0 ? 4_070_908_800_000_000_000L : base + row;
  }

  /// Imports until the end, or until the store fails.
  private static void read(RecordingStore store, FileMark mark) {
    Ingest ingest =
        Ingest.inOrder(new DatagramDecoder(), Directions.inside(Directions.PRIVATE), store, mark);
    for (int row = 0; row < ROWS; ) {
      FlowBatch batch = ingest.take();
      for (int i = 0; i < BATCH && row < ROWS; i++, row++) {
        batch.set(FlowField.BYTES, row);
        batch.set(FlowField.TIME_RECEIVED, time(row));
        batch.endRow();
      }
      ingest.give(batch);
    }
    ingest.close();
  }

  private static List<Long> rows(boolean believable) {
    return LongStream.range(0, ROWS)
        .filter(row -> isBelievable(row) == believable)
        .boxed()
        .toList();
  }

  @Test
  void anImportThatBreaksOffAnywhereGoesOnWithoutLossOrRepetition() throws IOException {
    Path file = file("a capture");
    for (int groupRows : new int[] {7, 100, 1000, 100_000}) {
      for (int appends = 0; appends < 2 * ROWS / BATCH + 4; appends += 3) {
        RecordingStore store = new RecordingStore(true, groupRows);
        for (int left = appends, tries = 0; tries < 3; tries++) {
          store.failAfter(left / (tries + 1));
          store.apart().failAfter(left / (tries + 2));
          read(store, FileMark.of(file, Reading.BY_CONTENT, store, false, NOW));
        }
        store.recover();
        store.apart().recover();
        read(store, FileMark.of(file, Reading.BY_CONTENT, store, false, NOW));
        assertEquals(rows(true), store.octets(), "after " + appends + " by " + groupRows);
        assertEquals(rows(false), store.apart().octets());
      }
    }
  }

  @Test
  void aFileThatIsThereIsKnownAndOnlyReadAgainWhenTold() throws IOException {
    Path file = file("a capture");
    RecordingStore store = new RecordingStore(true);
    read(store, FileMark.of(file, Reading.BY_CONTENT, store, false, NOW));
    FileMark known = FileMark.of(file, Reading.BY_CONTENT, store, false, NOW);
    assertEquals(rows(true).size(), known.stored());
    assertEquals(rows(false).size(), known.setApart());
    read(store, known);
    assertEquals(rows(true), store.octets());
    FileMark again = FileMark.of(file, Reading.BY_CONTENT, store, true, NOW);
    assertEquals(0, again.stored());
    read(store, again);
    List<Long> twice = new ArrayList<>(rows(true));
    twice.addAll(rows(true));
    assertEquals(twice, store.octets());
    assertEquals(
        again.tally(),
        FileMark.of(file, Reading.BY_CONTENT, store, false, NOW).tally(),
        "the last counts");
  }

  @Test
  void whatIsBelievedIsSettledByTheFirstAttempt() throws IOException {
    Path file = file("a capture");
    RecordingStore store = new RecordingStore(true);
    FileMark first = FileMark.of(file, Reading.BY_CONTENT, store, false, NOW);
    read(store, first);
    FileMark later =
        FileMark.of(file, Reading.BY_CONTENT, store, false, NOW.plus(Duration.ofDays(400)));
    assertEquals(first.until(), later.until());
    assertTrue(first.until().isAfter(NOW.plus(Duration.ofDays(1))), first.until().toString());
  }

  @Test
  void nameSizeAndStartTellAFile() throws IOException {
    RecordingStore store = new RecordingStore(true);
    String tally = FileMark.of(file("abc"), Reading.BY_CONTENT, store, false, NOW).tally();
    assertNotEquals(tally, FileMark.of(file("abd"), Reading.BY_CONTENT, store, false, NOW).tally());
    assertNotEquals(
        tally, FileMark.of(file("abcd"), Reading.BY_CONTENT, store, false, NOW).tally());
    Path renamed = Files.writeString(folder.resolve("router two.pcap"), "abc");
    assertNotEquals(tally, FileMark.of(renamed, Reading.BY_CONTENT, store, false, NOW).tally());
    assertEquals(tally, FileMark.of(file("abc"), Reading.BY_CONTENT, store, false, NOW).tally());
  }
}
