package weir.store.clickhouse.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.FlowField;
import weir.store.FlowWriter;

@SuppressWarnings("NullAway") // a null fails the test, as it should
class OutboxTest {
  private static final URI ONE = URI.create("http://one.example:8123/");
  private static final URI OTHER = URI.create("http://other.example:8123/");
  private static final Link.Reply GOOD = new Link.Reply(200, 0, "");

  /// Answers of a node to the inserts it gets, in turn; the last one holds on.
  private interface Answer {
    Link.Reply of() throws IOException;
  }

  /// What a node was sent.
  private record Sent(URI node, String token, String parameters) {}

  private static final class Nodes implements Link {
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<URI, List<Answer>> answers = new ConcurrentHashMap<>();

    void answer(URI node, Answer... all) {
      answers.put(node, new ArrayList<>(List.of(all)));
    }

    @Override
    public synchronized Reply post(
        URI node, String parameters, String encoding, BodyPublisher body, Duration most)
        throws IOException {
      assertEquals("lz4", encoding);
      String token = parameters.replaceAll(".*token=([^&]*).*", "$1");
      sent.add(new Sent(node, token, parameters));
      List<Answer> left = answers.getOrDefault(node, List.of(() -> GOOD));
      return (left.size() > 1 ? left.removeFirst() : left.getFirst()).of();
    }

    @Override
    public boolean isUnsent(IOException failure) {
      return failure instanceof ConnectException;
    }

    @Override
    public String words(URI node, IOException failure) {
      return node.getHost() + ": " + failure.getMessage();
    }

    @Override
    public String words(URI node, Reply refusal) {
      return node.getHost() + ": " + refusal.text();
    }

    List<Sent> to(URI node) {
      return sent.stream().filter(one -> one.node.equals(node)).toList();
    }
  }

  @TempDir private Path folder;
  private final Nodes nodes = new Nodes();
  private Outbox outbox;

  private Outbox open(List<URI> all, Supplier<Optional<Layout>> look) {
    outbox = Outbox.open(all, nodes, Spool.open(folder, 1L << 30), Flows.LAYOUT, look);
    return outbox;
  }

  @AfterEach
  void close() {
    if (outbox != null) {
      outbox.close();
    }
  }

  private static void until(BooleanSupplier holds) throws InterruptedException {
    for (int i = 0; i < 3000 && !holds.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertTrue(holds.getAsBoolean());
  }

  private static void write(Outbox outbox, int... blocks) {
    try (FlowWriter writer = outbox.writer()) {
      for (int rows : blocks) {
        writer.append(Flows.batch(rows));
        writer.commit();
      }
    }
  }

  private void untilSent(long flows) throws InterruptedException {
    until(() -> outbox.delivery().sent() == flows);
  }

  private static Answer says(int code) {
    return () -> new Link.Reply(500, code, "code " + code);
  }

  private static Answer breaks() {
    return () -> {
      throw new IOException("connection reset");
    };
  }

  private static Answer refusesConnections() {
    return () -> {
      throw new ConnectException("refused");
    };
  }

  @Test
  void eachBlockIsSentOnceUnderATokenOfItsOwn() throws Exception {
    write(open(List.of(ONE), Optional::empty), 3, 4, 5);
    untilSent(12);
    assertEquals(3, nodes.sent.stream().map(Sent::token).distinct().count());
    assertEquals(0, outbox.delivery().waiting());
    assertEquals(3, outbox.delivery().inserts());
    assertTrue(outbox.delivery().insertNanos() > 0);
    String parameters = nodes.sent.getFirst().parameters;
    assertTrue(parameters.contains("async_insert=0&"), parameters);
    assertTrue(
        parameters.endsWith("&query=INSERT+INTO+%60d%60.%60t%60+%28time%2Cbytes%29+FORMAT+Native"),
        parameters);
  }

  @Test
  void aWriterHandsOnFullBlocksByItself() throws Exception {
    open(List.of(ONE), Optional::empty);
    try (FlowWriter writer = outbox.writer()) {
      writer.append(Flows.batch(40_000));
      assertEquals(0, writer.committed());
      writer.append(Flows.batch(40_000));
      assertEquals(65_536, writer.committed());
      untilSent(65_536);
      writer.commit();
      assertEquals(80_000, writer.committed());
    }
    untilSent(80_000);
    assertEquals(2, nodes.sent.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 319, 209, 252, 241, 202, 159, 497, 516, 60})
  void whatANodeMayHaveOrWillHaveIsAskedOfItAloneWithTheSameToken(int code) throws Exception {
    nodes.answer(
        ONE, code == 0 ? breaks() : says(code), () -> new Link.Reply(503, 0, "away"), () -> GOOD);
    nodes.answer(OTHER, refusesConnections());
    write(open(List.of(ONE, OTHER), Optional::empty), 3);
    untilSent(3);
    List<Sent> tries = nodes.to(ONE);
    assertEquals(3, tries.size());
    assertEquals(1, tries.stream().map(Sent::token).distinct().count());
    assertEquals(0, outbox.delivery().setAside());
  }

  @Test
  void aNodeThatRefusesConnectionsHoldsNothing() throws Exception {
    nodes.answer(OTHER, refusesConnections());
    open(List.of(OTHER), Optional::empty);
    write(outbox, 3);
    until(() -> !outbox.delivery().problems().isEmpty());
    assertEquals(List.of("other.example: refused"), outbox.delivery().problems());
    assertEquals(3, outbox.delivery().waiting());
    outbox.close();
    open(List.of(ONE, OTHER), Optional::empty);
    write(outbox, 4, 5, 6);
    untilSent(18);
    assertEquals(4, nodes.to(ONE).size());
  }

  @Test
  void aNodeThatIsWellAgainIsNoProblem() throws Exception {
    nodes.answer(ONE, breaks(), () -> GOOD);
    write(open(List.of(ONE), Optional::empty), 3);
    untilSent(3);
    until(() -> outbox.delivery().problems().isEmpty());
  }

  @Test
  void blocksThatAreRefusedAreSetAsideAndTheTableIsLookedAtAgain() throws Exception {
    Layout narrower = new Layout(Flows.LAYOUT.table(), Flows.LAYOUT.columns().subList(0, 1));
    nodes.answer(ONE, says(16), () -> GOOD);
    open(List.of(ONE), () -> Optional.of(narrower));
    write(outbox, 3);
    until(() -> outbox.delivery().problems().stream().anyMatch(text -> text.contains("no column")));
    assertTrue(outbox.delivery().problems().getLast().contains("bytes, port"));
    assertEquals(3, outbox.delivery().setAside());
    write(outbox, 4);
    untilSent(4);
    assertTrue(nodes.sent.getLast().parameters.contains("%28time%29"));
    assertEquals(0, outbox.delivery().waiting());
  }

  @Test
  void aWriterThatIsOpenFollowsTheTable() throws Exception {
    Layout other =
        new Layout(
            Flows.LAYOUT.table(), List.of(Column.of("octets", "UInt64", FlowField.BYTES, null)));
    nodes.answer(ONE, says(47), () -> GOOD);
    open(List.of(ONE), () -> Optional.of(other));
    try (FlowWriter writer = outbox.writer()) {
      writer.append(Flows.batch(1));
      writer.commit();
      until(() -> outbox.delivery().problems().stream().anyMatch(t -> t.contains("no column")));
      writer.append(Flows.batch(2));
    }
    untilSent(2);
    assertTrue(nodes.sent.getLast().parameters.contains("%28octets%29"));
  }

  @Test
  void whatNobodyKnowsIsTriedSomeTimes() throws Exception {
    Answer odd = says(4711);
    nodes.answer(ONE, odd);
    Spool spool = Spool.open(folder, 1L << 30);
    spool.nodes(List.of(ONE));
    spool.add(Flows.block(3));
    NodeSender sender = new NodeSender(ONE, nodes, spool, () -> {});
    sender.hurry();
    sender.start();
    until(() -> spool.counts().setAside() == 3);
    assertEquals(8, nodes.sent.size());
    sender.stop();
    spool.close();
    spool.release();
  }

  @Test
  void whatIsThereAtTheEndWaitsForTheNextStart() throws Exception {
    nodes.answer(ONE, breaks());
    open(List.of(ONE), Optional::empty);
    write(outbox, 3);
    outbox.close(Duration.ofMillis(300));
    assertEquals(3, outbox.delivery().waiting());
    String token = nodes.sent.getLast().token;
    nodes.answer(ONE, () -> GOOD);
    open(List.of(ONE), Optional::empty);
    untilSent(3);
    assertEquals(token, nodes.sent.getLast().token);
  }

  @Test
  void theEndWaitsForWhatCanBeSent() {
    open(List.of(ONE), Optional::empty);
    write(outbox, 3, 4, 5);
    outbox.close(Duration.ofSeconds(20));
    assertEquals(12, outbox.delivery().sent());
  }
}
