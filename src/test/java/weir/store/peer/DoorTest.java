package weir.store.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.Result;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.FlowWriter;
import weir.store.OwnFiles;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.StoreStatus;
import weir.store.duckdb.DuckDbStore;

class DoorTest {
  private static final FlowQuery FLOWS =
      FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.FLOWS);

  @TempDir private Path folder;

  /// Answers when it is told to, and says when its questions are closed.
  private static final class Slow implements FlowReader {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicInteger open = new AtomicInteger();

    @Override
    public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
      open.incrementAndGet();
      CountDownLatch taken = new CountDownLatch(1);
      cancel.onCancel(
          () -> {
            cancelled.set(true);
            taken.countDown();
          });
      return new Question<>() {
        @Override
        public A next() {
          begun.countDown();
          try {
            taken.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw StoreException.cancelled();
        }

        @Override
        public void close() {
          open.decrementAndGet();
        }
      };
    }

    @Override
    public String sql(Query<?> query) {
      return "";
    }

    @Override
    public StoreStatus status() {
      return new StoreStatus(
          7,
          0,
          0,
          0,
          0,
          StoreStatus.Keeping.EVERYTHING,
          new StoreStatus.Remaking(2, 3, true),
          List.of());
    }

    @Override
    public void close() {}
  }

  private static void soon(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertTrue(condition.getAsBoolean());
  }

  private static long flows(FlowReader store) {
    Answer answer = store.run(FLOWS, new Cancel());
    return answer.rows() == 0 ? 0 : answer.sums()[0][0];
  }

  private static void write(DuckDbStore store, int flows) {
    try (FlowWriter writer = store.writer()) {
      FlowBatch batch = new FlowBatch();
      for (int i = 0; i < flows; i++) {
        batch.set(FlowField.TIME_RECEIVED, 1_700_000_000_000_000_000L + i);
        batch.set(FlowField.BYTES, i);
        batch.endRow();
      }
      writer.append(batch);
    }
  }

  @Test
  void whatComesInMeanwhileIsAskedForToo() throws Exception {
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      store.closeFirst(Door.open(store, folder).orElseThrow()::close);
      try (HeldStore one = HeldStore.of(folder).orElseThrow();
          HeldStore another = HeldStore.of(folder).orElseThrow()) {
        assertEquals(0, flows(one));
        write(store, 1000);
        assertEquals(1000, flows(one));
        assertEquals(1000, flows(another));
        soon(() -> one.status().rows() == 1000);
        assertTrue(one.engine().startsWith("DuckDB"));
        assertTrue(one.sql(FLOWS).contains("SELECT"));
      }
    }
    assertFalse(Files.exists(Wire.socket(folder)));
    assertTrue(HeldStore.of(folder).isEmpty());
  }

  @Test
  void onlyItsUserMayConnect() throws IOException {
    assumeTrue(OwnFiles.hasModes());
    try (Door door = Door.open(new Slow(), folder).orElseThrow()) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(Wire.socket(folder))));
      assertEquals(7, HeldStore.of(folder).orElseThrow().status().rows());
    }
  }

  @Test
  void whatIsLeftOfOneThatWasKilledIsReplaced() throws Exception {
    try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(Wire.socket(folder)));
    }
    assertTrue(Files.exists(Wire.socket(folder)));
    assertTrue(HeldStore.of(folder).isEmpty());
    try (Door door = Door.open(new Slow(), folder).orElseThrow();
        HeldStore held = HeldStore.of(folder).orElseThrow()) {
      assertEquals(7, held.status().rows());
      assertEquals("directions are told anew: 1 of 3 slices", held.status().staleInWords());
    }
  }

  @Test
  void longPathsHaveAShortWay() throws Exception {
    Path deep = folder.resolve("a".repeat(100)).resolve("b".repeat(100));
    Files.createDirectories(deep);
    try (Door door = Door.open(new Slow(), deep).orElseThrow();
        HeldStore held = HeldStore.of(deep).orElseThrow()) {
      assertEquals(7, held.status().rows());
    }
    assertFalse(Files.exists(Wire.socket(deep)));
  }

  @Test
  void aQuestionThatIsTakenBackIsTakenBackThere() throws Exception {
    Slow store = new Slow();
    try (Door door = Door.open(store, folder).orElseThrow();
        HeldStore held = HeldStore.of(folder).orElseThrow()) {
      Cancel cancel = new Cancel();
      Question<Answer> question = held.ask(FLOWS, cancel);
      Thread canceller =
          Thread.startVirtualThread(
              () -> {
                try {
                  store.begun.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                cancel.cancel();
              });
      assertTrue(assertThrows(StoreException.class, question::next).isCancelled());
      canceller.join();
      soon(() -> store.cancelled.get() && store.open.get() == 0);
      question.close();
    }
  }

  @Test
  void aCallerThatDiesGivesBackWhatItHad() throws Exception {
    Slow store = new Slow();
    try (Door door = Door.open(store, folder).orElseThrow()) {
      Link link = Link.open(folder, new Cancel());
      var _ = link.ask(Wire.Request.ASK, out -> Questions.write(FLOWS, out), _ -> "");
      assertEquals(1, store.open.get());
      link.close();
      soon(() -> store.open.get() == 0);
    }
  }

  @Test
  void itIsClosedWhileOneAsks() throws Exception {
    Slow store = new Slow();
    Door door = Door.open(store, folder).orElseThrow();
    try (HeldStore held = HeldStore.of(folder).orElseThrow()) {
      Question<Answer> question = held.ask(FLOWS, new Cancel());
      Thread closer =
          Thread.startVirtualThread(
              () -> {
                try {
                  store.begun.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                door.close();
              });
      StoreException gone = assertThrows(StoreException.class, question::next);
      assertTrue(
          gone.isCancelled()
              || String.valueOf(gone.getMessage()).contains("does not answer any more"),
          gone.getMessage());
      closer.join();
      assertEquals(0, store.open.get());
      soon(() -> !held.status().problems().isEmpty());
      String after =
          String.valueOf(
              assertThrows(StoreException.class, () -> held.ask(FLOWS, new Cancel())).getMessage());
      assertTrue(after.contains("open the data set again"), after);
    }
  }

  @Test
  void namesThatExportersTellStandInNobodysWay() throws Exception {
    IpAddress exporter = IpAddress.parse("192.0.2.1");
    try (DuckDbStore store = DuckDbStore.open(folder);
        Door _ = Door.open(store, folder).orElseThrow();
        HeldStore held = HeldStore.of(folder).orElseThrow()) {
      store.override(exporter, one -> one.withName("edge"));
      store.told(Labels.told(Map.of(exporter, Map.of(1L, "eth0"))));
      Dimensions here = held.dimensions();
      assertNotEquals(here.require("in_if_name"), store.dimensions().require("in_if_name"));
      for (String name : List.of("exporter_name", "in_if_name", "out_if_name")) {
        FlowQuery query =
            FlowQuery.ranking(
                TimeRange.ALL, Filter.all(), 3, List.of(here.require(name)), Measure.FLOWS);
        try (Question<Answer> question = held.ask(query, new Cancel())) {
          assertEquals(0, question.next().rows());
        }
      }
    }
  }

  @Test
  void anotherVersionIsToldSo() throws Exception {
    try (var newer = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      newer.bind(UnixDomainSocketAddress.of(Wire.socket(folder)));
      Thread answering =
          Thread.startVirtualThread(
              () -> {
                try (SocketChannel caller = newer.accept()) {
                  DataOutputStream out = new DataOutputStream(Channels.newOutputStream(caller));
                  out.writeInt(0x57454952);
                  out.writeInt(Wire.VERSION + 1);
                  out.flush();
                  var _ = Wire.greeting(new DataInputStream(Channels.newInputStream(caller)));
                } catch (IOException e) {
                  // the caller has ended
                }
              });
      String told =
          String.valueOf(
              assertThrows(StoreException.class, () -> HeldStore.of(folder)).getMessage());
      assertTrue(told.contains("a newer Weir"), told);
      answering.join();
    }
  }

  @Test
  void whoSendsNonsenseIsSentAway() throws Exception {
    try (Door door = Door.open(new Slow(), folder).orElseThrow()) {
      for (byte[] nonsense :
          new byte[][] {
            "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
            {0x57, 0x45, 0x49, 0x52, 0, 0, 0, Wire.VERSION, 0x7f, 0, 0, 0},
            {0x57, 0x45, 0x49, 0x52, 0, 0, 0, Wire.VERSION, 0, 0, 0, 2, 1, 99},
            {0x57, 0x45, 0x49, 0x52, 0, 0, 0, Wire.VERSION, 0, 0, 0, 1, 3}
          }) {
        try (SocketChannel caller =
            SocketChannel.open(UnixDomainSocketAddress.of(Wire.socket(folder)))) {
          DataOutputStream out = new DataOutputStream(Channels.newOutputStream(caller));
          out.write(nonsense);
          out.flush();
          DataInputStream in = new DataInputStream(Channels.newInputStream(caller));
          assertEquals(8, in.readNBytes(8).length); // its greeting
          assertTrue(isAtEnd(in));
        }
      }
      assertEquals(7, HeldStore.of(folder).orElseThrow().status().rows());
    }
  }

  private static boolean isAtEnd(DataInputStream in) {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return true; // what it had sent was not read any more
    }
  }

  @Test
  void recordsArePagedThroughIt() {
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      store.closeFirst(Door.open(store, folder).orElseThrow()::close);
      write(store, 30_000);
      try (HeldStore held = HeldStore.of(folder).orElseThrow();
          Question<Records> question =
              held.ask(new RecordQuery(TimeRange.ALL, Filter.all(), Set.of(), 0), new Cancel())) {
        Records records = question.last();
        assertEquals(30_000, records.rows());
        FlowBatch page = records.page(20_000, 10);
        assertEquals(9_999, page.get(FlowField.BYTES, 0));
        assertEquals(29_999, records.filled().get(FlowField.BYTES));
      }
    }
  }
}
