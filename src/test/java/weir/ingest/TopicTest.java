package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import weir.app.DataSets;
import weir.decode.file.MessageForm;
import weir.enrich.Directions;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.kafka.ClientSettings;
import weir.kafka.Topic;
import weir.kafka.TopicReader;
import weir.store.FlowArchive;
import weir.store.Retention;

/// Flows through a real broker: `-Dkafka.classpath=FILE`, which names the libraries of Kafka's
/// server.
@EnabledIfSystemProperty(named = "kafka.classpath", matches = ".+")
class TopicTest {
  private static final Directions DIRECTIONS = Directions.inside(Directions.PRIVATE);
  private static final Duration HURRIED = Duration.ofSeconds(4);
  private static final Listening NOWHERE = Listening.NOWHERE;

  @TempDir private static Path brokerFolder;
  private static @Nullable Broker broker;

  @TempDir private Path folder;

  @BeforeAll
  static void begin() throws Exception {
    String classpath = Files.readString(Path.of(System.getProperty("kafka.classpath"))).strip();
    broker = Broker.start(brokerFolder, classpath);
  }

  @AfterAll
  static void end() {
    broker().close();
  }

  private static Broker broker() {
    return java.util.Objects.requireNonNull(broker);
  }

  private static Topic topic(String name) {
    return Topic.parse(broker().address() + "/" + name);
  }

  private static void await(BooleanSupplier condition, Supplier<Object> what)
      throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean() && System.nanoTime() < until) {
      Thread.sleep(20);
    }
    assertTrue(condition.getAsBoolean(), () -> String.valueOf(what.get()));
  }

  /// What listens and writes to a topic.
  private LiveSource writing(Topic topic, MessageForm form) throws IOException {
    FlowArchive store =
        DataSets.topic(
            topic, ClientSettings.NONE, form, folder.resolve("apart"), Retention.EVERYTHING);
    return LiveSource.open("out", Listening.onLoopback(), DIRECTIONS, store, folder, WarmUp.NONE);
  }

  private LiveSource reading(Topic topic, String group, FlowArchive store) throws IOException {
    return LiveSource.open(
        "in",
        NOWHERE,
        List.of(TopicInput.of(topic, group, ClientSettings.NONE)),
        DIRECTIONS,
        store,
        folder,
        WarmUp.NONE);
  }

  /// Thirty flows each.
  private static void send(LiveSource source, int datagrams) throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < datagrams; i++) {
        byte[] payload = NetFlowV5.datagram(i * 30, 30, 100);
        socket.send(
            new DatagramPacket(
                payload, payload.length, ListenAddress.LOOPBACK, source.ports().getFirst()));
        if (i % 20 == 0) {
          Thread.sleep(1);
        }
      }
    }
  }

  @Test
  void whatIsWrittenCanBeReadAndIsReadOnce() throws Exception {
    Topic topic = topic("round-trip");
    try (LiveSource out = writing(topic, MessageForm.WEIR)) {
      send(out, 100);
      await(() -> out.status().storedFlows() == 3000, out::status);
    }
    RecordingStore first = new RecordingStore(true);
    try (LiveSource in = reading(topic, "readers", first)) {
      assertTrue(in.status().message().contains("to the topic " + topic), in.status().message());
      await(() -> in.status().storedFlows() == 3000, in::status);
    }
    assertEquals(3000, first.committedRows());
    try (LiveSource again = writing(topic, MessageForm.WEIR)) {
      send(again, 1);
      await(() -> again.status().storedFlows() == 30, again::status);
    }
    RecordingStore second = new RecordingStore(true);
    try (LiveSource in = reading(topic, "readers", second)) {
      await(() -> in.status().storedFlows() >= 30, in::status);
      Thread.sleep(1000);
      assertEquals(30, in.status().storedFlows(), "what was stored is not read again");
    }
  }

  /// Each message is one of goflow2, behind its length.
  @Test
  void messagesAreThoseOfGoflow2() throws Exception {
    for (MessageForm form : List.of(MessageForm.GOFLOW2, MessageForm.GOFLOW2_1)) {
      Topic topic = topic("form-" + form);
      try (LiveSource out = writing(topic, form)) {
        send(out, 1);
        await(() -> out.status().storedFlows() == 30, out::status);
      }
      FlowBatch read = new FlowBatch();
      var messages = new weir.decode.file.FlowMessages(Admission.everybody());
      try (TopicReader reader =
          TopicReader.open(topic, "look-" + form, ClientSettings.NONE, () -> {})) {
        await(
            () -> {
              reader.poll(
                  Duration.ofMillis(100),
                  value -> {
                    assertEquals(value.length - 1, value[0], "its length is before it");
                    messages.read(value, read);
                  });
              return read.rows() == 30;
            },
            () -> form);
      }
      assertEquals(1000, read.get(FlowField.BYTES, 0));
      assertEquals(100, read.get(FlowField.SAMPLING_RATE, 0));
      assertEquals(443, read.get(FlowField.DST_PORT, 0));
      long age = System.currentTimeMillis() - read.get(FlowField.TIME_RECEIVED, 0) / 1_000_000;
      assertTrue(age < 600_000, form + ": " + age);
    }
  }

  @Test
  void aBrokerThatGoesAwayLosesNothing() throws Exception {
    Topic topic = topic("away");
    RecordingStore store = new RecordingStore(true);
    LiveSource out = writing(topic, MessageForm.GOFLOW2);
    LiveSource in = reading(topic, "patient", store);
    try {
      send(out, 10);
      await(() -> in.status().storedFlows() == 300, in::status);
      Thread.sleep(2500); // how far it is, is told once a second
      broker().kill();
      send(out, 100);
      await(
          () ->
              out.store().delivery().orElseThrow().problems().stream()
                  .anyMatch(problem -> problem.startsWith("no broker of ")),
          () -> out.store().delivery());
      await(
          () ->
              in.status().advice().stream()
                  .anyMatch(advice -> advice.startsWith("Topic: no broker of ")),
          () -> in.status().advice());
      broker().start();
      await(() -> out.status().storedFlows() == 3300, out::status);
      await(() -> in.status().storedFlows() == 3300, in::status);
      assertEquals(0, out.status().dropped());
      assertEquals(List.of(), out.store().delivery().orElseThrow().problems());
    } finally {
      out.close(HURRIED);
      in.close(HURRIED);
    }
    assertEquals(3300, store.committedRows());
  }

  /// What a store has lost is read again.
  @Test
  void whatIsNotStoredIsReadAgain() throws Exception {
    Topic topic = topic("again");
    try (LiveSource out = writing(topic, MessageForm.GOFLOW2)) {
      send(out, 10);
      await(() -> out.status().storedFlows() == 300, out::status);
    }
    RecordingStore store = new RecordingStore(true);
    store.failAfter(0);
    try (LiveSource in = reading(topic, "unlucky", store)) {
      await(() -> in.status().dropped() >= 300, in::status);
      store.recover();
      await(() -> in.status().storedFlows() == 300, in::status);
    }
  }

  @Test
  void whoseAgentMayNotSendIsLeftOut() throws Exception {
    Topic topic = topic("agents");
    try (LiveSource out = writing(topic, MessageForm.GOFLOW2)) {
      send(out, 1);
      await(() -> out.status().storedFlows() == 30, out::status);
    }
    Listening only = new Listening(List.of(), List.of(), Prefixes.of(List.of("192.0.2.1")));
    try (LiveSource in =
        LiveSource.open(
            "in",
            only,
            List.of(TopicInput.of(topic, "strict", ClientSettings.NONE)),
            DIRECTIONS,
            new RecordingStore(true),
            folder,
            WarmUp.NONE)) {
      await(() -> in.status().drops().getOrDefault("not allowed: agent", 0L) == 30, in::status);
      assertEquals(0, in.status().storedFlows());
    }
  }
}
