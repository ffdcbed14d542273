package weir.decode.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.capture.StreamListener;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.flow.FlowBatches;
import weir.flow.FlowField;
import weir.flow.ListenAddress;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FlowStreamsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(600);
  private static final byte[] MESSAGE = message();

  private final List<Socket> senders = new ArrayList<>();
  private final AtomicInteger rows = new AtomicInteger();
  private final AtomicInteger batches = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();

  private static byte[] message() {
    FlowBatch batch = new FlowBatch();
    batch.set(FlowField.BYTES, 100);
    batch.set(FlowField.PACKETS, 1);
    batch.endRow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new ProtobufWriter(out).write(batch, 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] messages(int count) {
    byte[] all = new byte[count * MESSAGE.length];
    for (int i = 0; i < count; i++) {
      System.arraycopy(MESSAGE, 0, all, i * MESSAGE.length, MESSAGE.length);
    }
    return all;
  }

  /// A port and what takes its streams.
  private record Port(StreamListener listener, FlowStreams streams) implements AutoCloseable {
    @Override
    public void close() {
      listener.close();
      streams.close();
    }
  }

  private Port listen(Duration silence) throws IOException {
    return listen(silence, FlowBatch::new);
  }

  private Port listen(Duration silence, Supplier<FlowBatch> empty) throws IOException {
    FlowStreams streams =
        new FlowStreams(
            Admission.everybody(),
            silence,
            _ ->
                new FlowBatches() {
                  @Override
                  public FlowBatch take() {
                    FlowBatch batch = empty.get();
                    held.incrementAndGet();
                    return batch;
                  }

                  @Override
                  public void give(FlowBatch filled) {
                    rows.addAndGet(filled.rows());
                    batches.incrementAndGet();
                    held.decrementAndGet();
                  }
                });
    StreamListener listener =
        StreamListener.bind(
            List.of(new ListenAddress(ListenAddress.LOOPBACK, 0)), Admission.everybody());
    listener.read(streams);
    return new Port(listener, streams);
  }

  private Socket connect(Port port, String from) throws IOException {
    Socket socket =
        new Socket(
            ListenAddress.LOOPBACK,
            port.listener().addresses().getFirst().port(),
            InetAddress.ofLiteral(from),
            0);
    senders.add(socket);
    return socket;
  }

  @AfterEach
  void disconnect() throws IOException {
    for (Socket sender : senders) {
      sender.close();
    }
  }

  private static void await(BooleanSupplier condition, String what) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < until, what);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static void writeIfOpen(Socket socket, int octet) {
    try {
      socket.getOutputStream().write(octet);
    } catch (IOException e) {
      // it was closed
    }
  }

  private static boolean isClosed(Socket socket) {
    try {
      socket.setSoTimeout(10_000);
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    }
  }

  @Test
  void wholeMessagesAreHandedOnWhileTheNextIsIncomplete() throws Exception {
    try (Port port = listen(MINUTE)) {
      Socket socket = connect(port, "127.0.0.1");
      socket.getOutputStream().write(messages(10));
      socket.getOutputStream().write(MESSAGE, 0, 1);
      long sent = System.nanoTime();
      await(() -> rows.get() == 10, "10 whole messages are held");
      assertTrue(System.nanoTime() - sent < TimeUnit.SECONDS.toNanos(1), "they took a second");
      assertEquals(0, held.get(), "a batch is held by a sender that is silent");
      socket.getOutputStream().write(MESSAGE, 1, MESSAGE.length - 1);
      await(() -> rows.get() == 11, "the last one is held");
    }
  }

  @Test
  void manyMessagesFillTheirBatches() throws Exception {
    try (Port port = listen(MINUTE)) {
      Socket socket = connect(port, "127.0.0.1");
      for (int i = 0; i < 200; i++) {
        socket.getOutputStream().write(messages(1000));
      }
      await(() -> rows.get() == 200_000, "some are missing");
      assertTrue(batches.get() < 400, batches + " batches of 2,048 rows for 200,000 rows");
    }
  }

  @Test
  void aPacedSenderFillsABatchForATime() throws Exception {
    try (Port port = listen(MINUTE)) {
      Socket socket = connect(port, "127.0.0.1");
      socket.setTcpNoDelay(true);
      for (int i = 0; i < 100; i++) {
        socket.getOutputStream().write(MESSAGE);
        TimeUnit.MILLISECONDS.sleep(5);
      }
      await(() -> rows.get() == 100, "some are missing");
      assertTrue(batches.get() <= 30, "each message in a batch of its own: " + batches);
    }
  }

  @Test
  void whoSendsNothingWholeGivesUpItsPlace() throws Exception {
    try (Port port = listen(SHORT)) {
      Socket idle = connect(port, "127.0.0.1");
      Socket dribbling = connect(port, "127.0.0.1");
      Socket nothing = connect(port, "127.0.0.1");
      Socket good = connect(port, "127.0.0.1");
      byte[] large = new byte[1 << 19];
      large[0] = (byte) 0xff;
      large[1] = (byte) 0xff;
      large[2] = 0x10;
      for (int i = 0; i < 60; i++) {
        good.getOutputStream().write(MESSAGE);
        writeIfOpen(dribbling, large[i]);
        writeIfOpen(nothing, 0); // whole, but no flow
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertTrue(isClosed(idle), "the idle one stays");
      assertTrue(isClosed(dribbling), "the dribbling one stays");
      assertTrue(isClosed(nothing), "the one without flows stays");
      await(
          () -> port.streams().refused().getOrDefault("closed streams: silent", 0L) == 3,
          "not counted");
      assertTrue(
          port.streams().refused().getOrDefault("refused messages: without a field", 0L) > 5,
          port.streams().refused().toString());
      good.getOutputStream().write(MESSAGE);
      await(() -> rows.get() == 61, "the good one was closed");
    }
  }

  @Test
  void messagesWithoutAFieldAreCountedWhileTheirStreamGoesOnAndAfterwards() throws Exception {
    try (Port port = listen(MINUTE)) {
      assertEquals(Map.of(), port.streams().refused());
      Socket first = connect(port, "127.0.0.1");
      first.getOutputStream().write(new byte[5]);
      await(() -> passedOver(port) == 5, "not counted while it goes on");
      first.close();
      Socket second = connect(port, "127.0.0.1");
      second.getOutputStream().write(new byte[2]);
      await(() -> passedOver(port) == 7, "not counted after the first has ended");
      assertEquals(1, port.streams().refused().size(), "none was silent");
    }
  }

  private static long passedOver(Port port) {
    return port.streams().refused().getOrDefault("refused messages: without a field", 0L);
  }

  @Test
  void whatHasComeIsHandedOnBeforeClosingReturns() throws Exception {
    for (int i = 0; i < 10; i++) {
      rows.set(0);
      try (Port port = listen(MINUTE)) {
        Socket socket = connect(port, "127.0.0.1");
        socket.getOutputStream().write(MESSAGE);
        await(() -> rows.get() == 1, "not taken");
        socket.getOutputStream().write(messages(100));
        socket.getOutputStream().write(MESSAGE, 0, 1);
        port.close();
        assertEquals(101, rows.get());
      }
    }
  }

  private static FlowBatch batchAfter(CountDownLatch room) {
    try {
      room.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return new FlowBatch();
  }

  @Test
  void whatWaitsInTheSocketIsReadOnClosing() throws Exception {
    CountDownLatch room = new CountDownLatch(1);
    try (Port port = listen(MINUTE, () -> batchAfter(room))) {
      Socket socket = connect(port, "127.0.0.1");
      socket.getOutputStream().write(messages(1));
      TimeUnit.MILLISECONDS.sleep(300); // it waits for a batch now
      socket.getOutputStream().write(messages(20_000));
      Thread closing = Thread.ofPlatform().start(port::close);
      TimeUnit.MILLISECONDS.sleep(100);
      room.countDown();
      closing.join();
      assertEquals(20_001, rows.get());
    }
  }

  @Test
  void aSenderThatGoesOnDoesNotHoldClosing() throws Exception {
    try (Port port = listen(MINUTE)) {
      Socket socket = connect(port, "127.0.0.1");
      Thread flood =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (true) {
                        socket.getOutputStream().write(messages(1000));
                      }
                    } catch (IOException e) {
                      // closed
                    }
                  });
      await(() -> rows.get() > 1000, "nothing comes");
      long before = System.nanoTime();
      port.close();
      assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(4), "closing hangs");
      int handedOn = rows.get();
      flood.join();
      assertEquals(handedOn, rows.get(), "it goes on behind closing");
    }
  }

  @Test
  void aStoreThatWaitsDoesNotHoldClosing() throws Exception {
    CountDownLatch room = new CountDownLatch(1);
    try (Port port = listen(MINUTE, () -> batchAfter(room))) {
      connect(port, "127.0.0.1").getOutputStream().write(MESSAGE);
      TimeUnit.MILLISECONDS.sleep(300);
      long before = System.nanoTime();
      port.close();
      assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(4), "closing hangs");
      room.countDown();
      await(() -> batches.get() == 1, "the batch is not given back");
      assertEquals(0, rows.get(), "something is handed on behind closing");
    }
  }
}
