package weir.store.clickhouse.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.store.StoreException;

@SuppressWarnings("NullAway") // a null fails the test, as it should
class SpoolTest {
  private static final URI ONE = URI.create("http://one.example:8123/");
  private static final URI OTHER = URI.create("http://[2001:db8::1]:8123/");
  private static final long PLENTY = 1L << 30;

  @TempDir private Path folder;

  private Spool open(long most) {
    Spool spool = Spool.open(folder, most);
    assertEquals(0, spool.nodes(List.of(ONE, OTHER)));
    return spool;
  }

  private static void close(Spool spool) {
    spool.close();
    spool.release();
  }

  private List<Path> files(String under) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(under))) {
      return files.sorted().toList();
    }
  }

  @Test
  void blocksComeOldestFirst() throws Exception {
    Spool spool = open(PLENTY);
    spool.add(Flows.block(3));
    spool.add(Flows.block(4));
    Waiting first = spool.take(ONE);
    assertEquals(3, first.rows);
    assertEquals(4, spool.take(OTHER).rows);
    BlockFile content = spool.read(first).orElseThrow();
    assertEquals("`d`.`t`", content.table());
    assertEquals("time,bytes", content.columns());
    assertEquals(Flows.block(3).length(), content.octets().length - content.from());
    spool.delivered(first);
    assertEquals(3, spool.counts().sent());
    assertEquals(4, spool.counts().waiting());
    assertEquals(1, files("outbox").size());
    close(spool);
  }

  @Test
  void nodesTakeBlocksByTurns() throws Exception {
    Spool spool = open(PLENTY);
    List<URI> turns = new CopyOnWriteArrayList<>();
    Set<Thread> threads = new HashSet<>();
    for (URI node : List.of(ONE, OTHER)) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  for (Waiting next = spool.take(node); next != null; next = spool.take(node)) {
                    turns.add(node);
                    spool.delivered(next);
                  }
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    awaitWaiting(threads);
    for (int i = 0; i < 6; i++) {
      spool.add(Flows.block(1));
      assertTrue(spool.drain(10_000_000_000L));
      awaitWaiting(threads);
    }
    close(spool);
    for (Thread thread : threads) {
      thread.join();
    }
    for (int i = 1; i < 6; i++) {
      assertNotEquals(turns.get(i - 1), turns.get(i), turns.toString());
    }
  }

  private static void awaitWaiting(Set<Thread> threads) {
    for (Thread thread : threads) {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void whatWaitsIsThereAfterARestartUnderTheSameToken() throws Exception {
    Spool spool = open(PLENTY);
    spool.add(Flows.block(3));
    spool.add(Flows.block(4));
    String token = spool.take(ONE).token;
    close(spool);

    Spool again = open(PLENTY);
    assertEquals(7, again.counts().waiting());
    assertEquals(4, again.take(OTHER).rows, "the first may be at the other node");
    Waiting first = again.take(ONE);
    assertEquals(3, first.rows);
    assertEquals(token, first.token);
    again.delivered(first);
    again.add(Flows.block(5));
    Waiting last = again.take(ONE);
    assertEquals(5, last.rows);
    assertTrue(last.number > 2, "numbers are not used again while others wait");
    assertNotEquals(token, last.token);
    close(again);
  }

  @Test
  void whatWasNeverSentGoesToAnyNode() throws Exception {
    Spool spool = open(PLENTY);
    spool.add(Flows.block(3));
    spool.unsent(spool.take(ONE));
    Waiting block = spool.take(OTHER);
    assertEquals(3, block.rows);
    spool.uncertain(block);
    spool.add(Flows.block(4));
    assertEquals(4, spool.take(ONE).rows, "the other may be where it was sent to");
    close(spool);
  }

  @Test
  void whatWasUnderWayToANodeThatIsGoneGoesToAnother() throws Exception {
    Spool spool = open(PLENTY);
    spool.add(Flows.block(3));
    spool.uncertain(spool.take(ONE));
    assertEquals(3, spool.nodes(List.of(OTHER)));
    assertEquals(3, spool.take(OTHER).rows);
    close(spool);
  }

  @Test
  void theOldestGoWhenItIsFull() throws Exception {
    long one = size(Flows.block(1000));
    Spool spool = open(3 * one);
    for (int i = 0; i < 3; i++) {
      spool.add(Flows.block(1000));
    }
    Waiting underWay = spool.take(ONE);
    spool.add(Flows.block(1000));
    spool.add(Flows.block(1000));
    assertEquals(2000, spool.counts().dropped());
    assertEquals(3000, spool.counts().waiting());
    assertTrue(spool.counts().waitingOctets() <= 3 * one);
    assertEquals(3, files("outbox").size());
    assertTrue(spool.read(underWay).isPresent());
    close(spool);
  }

  private long size(Block.Packed block) throws IOException {
    Path elsewhere = folder.resolve("size");
    Spool spool = Spool.open(elsewhere, PLENTY);
    spool.add(block);
    long octets = spool.counts().waitingOctets();
    try (Stream<Path> files = Files.list(elsewhere.resolve("outbox"))) {
      assertEquals(octets, Files.size(files.findFirst().orElseThrow()));
    }
    close(spool);
    return octets;
  }

  @Test
  void refusedBlocksLieApartAndAreBounded() throws Exception {
    long one = size(Flows.block(1000));
    Spool spool = open(8 * 2 * one);
    for (int i = 0; i < 3; i++) {
      spool.add(Flows.block(1000));
      spool.setAside(spool.take(ONE));
    }
    assertEquals(3000, spool.counts().setAside());
    assertEquals(1000, spool.counts().droppedAside());
    assertEquals(0, spool.counts().waiting());
    assertEquals(2, files("aside").size());
    close(spool);
    Spool again = open(PLENTY);
    again.add(Flows.block(1));
    assertEquals(2000, again.refusedFlows());
    assertEquals(4, again.take(ONE).number, "no number of one that is set aside");
    close(again);
  }

  @Test
  void aFileThatIsNotWhatWasWrittenIsGivenUp() throws Exception {
    Spool spool = open(PLENTY);
    spool.add(Flows.block(3));
    Path file = files("outbox").getFirst();
    byte[] octets = Files.readAllBytes(file);
    octets[octets.length - 10] ^= 1;
    Files.write(file, octets);
    assertTrue(spool.read(spool.take(ONE)).isEmpty());
    spool.add(Flows.block(4));
    Files.write(files("outbox").getLast(), new byte[0]);
    assertTrue(spool.read(spool.take(ONE)).isEmpty());
    spool.add(Flows.block(5));
    Files.delete(files("outbox").getLast());
    spool.add(Flows.block(6));
    Waiting next = spool.take(ONE);
    assertEquals(6, next.rows);
    assertEquals(12, spool.counts().lost());
    assertEquals(6, spool.counts().waiting());
    close(spool);
  }

  @Test
  void whatWasNotFinishedIsNoBlock() throws Exception {
    close(open(PLENTY));
    Files.write(folder.resolve("outbox/7.new"), new byte[100]);
    Spool spool = open(PLENTY);
    assertEquals(0, spool.counts().waiting());
    assertEquals(List.of(), files("outbox"));
    close(spool);
  }

  @Test
  void aFolderThatCannotBeWrittenIsASentence() throws Exception {
    Spool spool = open(PLENTY);
    Files.delete(folder.resolve("outbox"));
    StoreException refused = assertThrows(StoreException.class, () -> spool.add(Flows.block(1)));
    assertTrue(refused.getMessage().contains("free disk space"), refused.getMessage());
    assertEquals(0, spool.counts().waiting());
    close(spool);
  }

  @Test
  void oneCollectorAFolder() {
    Spool spool = open(PLENTY);
    StoreException refused = assertThrows(StoreException.class, () -> Spool.open(folder, PLENTY));
    assertTrue(refused.getMessage().contains("--spool"), refused.getMessage());
    close(spool);
    close(open(PLENTY));
  }

  @Test
  void theTableIsRemembered() {
    Spool spool = open(PLENTY);
    assertTrue(spool.remembered().isEmpty());
    spool.remember(Flows.LAYOUT);
    close(spool);
    Spool again = open(PLENTY);
    assertEquals(Flows.LAYOUT, again.remembered().orElseThrow());
    close(again);
  }

  @Test
  void drainedWhenNothingWaits() throws Exception {
    Spool spool = open(PLENTY);
    assertTrue(spool.drain(1));
    spool.add(Flows.block(1));
    assertFalse(spool.drain(1_000_000));
    close(spool);
  }
}
