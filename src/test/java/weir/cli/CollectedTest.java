package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.app.DataSets;
import weir.enrich.Directions;
import weir.flow.ListenAddress;
import weir.ingest.Listening;
import weir.ingest.LiveSource;
import weir.ingest.NetFlowV5;
import weir.ingest.PortTerms;
import weir.ingest.StoredSource;
import weir.ingest.WarmUp;
import weir.store.FlowArchive;
import weir.store.Retention;

/// A collector with two data sets.
class CollectedTest {
  private static final Retention WEEK =
      new Retention(Optional.of(Duration.ofDays(7)), OptionalLong.empty(), 0.001);
  private static final Retention TWO_DAYS =
      new Retention(Optional.of(Duration.ofDays(2)), OptionalLong.empty(), 0.001);

  @TempDir private Path folder;

  private static void send(LiveSource to, int datagrams) throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < datagrams; i++) {
        byte[] payload = NetFlowV5.datagram(i * 30, 30, 100);
        socket.send(
            new DatagramPacket(
                payload, payload.length, ListenAddress.LOOPBACK, to.ports().getFirst()));
      }
    }
  }

  private static long rows(Path dataSet) {
    try (StoredSource source = DataSets.ask(dataSet)) {
      return source.store().status().rows();
    }
  }

  @Test
  void eachPortsFlowsGoToItsOwnDataSetWithItsOwnBounds() throws Exception {
    Path main = folder.resolve("main");
    Path beside = folder.resolve("beside");
    FlowArchive store = DataSets.write(main, WEEK);
    Collected collected =
        new Collected(
            LiveSource.open(
                "main",
                Listening.onLoopback(),
                Directions.inside(Directions.PRIVATE),
                store,
                main,
                WarmUp.NONE));
    collected.open(
        new PortOptions.DataSet(beside, Set.of(0), TWO_DAYS),
        Listening.onLoopback().onTerms(Map.of(0, PortTerms.USUAL.withFilter("src_addr 10.0.0.3"))),
        Directions.inside(Directions.PRIVATE),
        _ -> {});
    assertEquals(
        List.of("storing in main", "storing in " + beside), collected.words("storing in main"));
    LiveSource other = collected.all().getLast();
    assertTrue(other.store().status().keeping().limits().contains("2 d"));
    assertTrue(store.status().keeping().limits().contains("7 d"));
    send(collected.main(), 4);
    send(other, 3);
    assertEquals(List.of(), collected.close(Duration.ofSeconds(20)));
    assertEquals(List.of(), collected.unsettled());
    assertEquals(120, rows(main));
    assertEquals(3, rows(beside), "one flow of each datagram");
    assertEquals(
        87, other.status().leftOut().values().stream().mapToLong(Long::longValue).sum());
  }
}
