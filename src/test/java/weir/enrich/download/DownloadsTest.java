package weir.enrich.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.enrich.table.PlaceTable;
import weir.naming.Table;

/// Tables come whole and proven, or nothing changes.
@Timeout(30)
class DownloadsTest {
  private static final byte[] PLACES = "1.0.0.0/8,DE,Berlin\n".getBytes(UTF_8);
  private static final int MOST = 100_000;

  @TempDir private static Path ofServer;
  private static TableServer server;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // made before all
  DownloadsTest() {}

  @BeforeAll
  static void start() throws Exception {
    server = new TableServer(ofServer);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private Downloads downloads() {
    return new Downloads(folder, server.tls(), MOST);
  }

  private Path fetch(URI address, String file, Transfer transfer) throws IOException {
    return downloads()
        .fetch(address, Table.Kind.PLACES, file, List.of(folder.resolve("old")), transfer);
  }

  private String refused(URI address, String file) throws IOException {
    String said =
        String.valueOf(
            assertThrows(IOException.class, () -> fetch(address, file, new Transfer()))
                .getMessage());
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(one -> one.toString().endsWith(".part")), "nothing is left");
    }
    return said;
  }

  @Test
  void sizeFirstThenTheTable() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(PLACES);
    }
    URI there = server.at("/places.csv.gz", packed.toByteArray());
    URI address = server.at("/latest", TableServer.leadingTo(there));
    Found found = downloads().look(address);
    assertEquals(there + ": 0.0 kB, of Mon, 30 Nov 2026 08:00:00 GMT", found.toString());
    assertEquals(packed.size(), found.octets().orElse(0));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(0, files.count(), "nobody has asked for it");
    }
    Transfer transfer = new Transfer();
    Path file = fetch(address, "new", transfer);
    assertEquals(folder.resolve("new"), file);
    assertEquals(packed.size(), transfer.octets());
    assertEquals("new of", PlaceTable.load(List.of(file)).by().substring(0, 6));
  }

  @Test
  void anOlderTableIsReplacedAndAFileOfSomebodyElseIsNot() throws Exception {
    URI address = server.at("/replacing", PLACES);
    Files.writeString(folder.resolve("old"), "1.0.0.0/8,FR\n");
    fetch(address, "old", new Transfer());
    assertEquals("1.0.0.0/8,DE,Berlin\n", Files.readString(folder.resolve("old")));
    Files.writeString(folder.resolve("letter"), "Dear");
    assertTrue(refused(address, "letter").contains("is there already"));
    assertEquals("Dear", Files.readString(folder.resolve("letter")));
  }

  @Test
  void whatIsNoTableOrNotWholeLeavesTheOldOne() throws Exception {
    Files.writeString(folder.resolve("old"), "1.0.0.0/8,FR\n");
    String page = refused(server.at("/page", "<html>Sorry</html>\n".getBytes(UTF_8)), "old");
    assertEquals(
        "what came is no such table (line 1: '<html>Sorry</html>' is no network); nothing has"
            + " changed",
        page);
    URI cut =
        server.at(
            "/cut",
            exchange -> {
              exchange.sendResponseHeaders(200, 5000);
              exchange.getResponseBody().write(PLACES);
              exchange.getResponseBody().flush();
              exchange.getHttpContext().getServer().removeContext("/cut");
              exchange.close();
            });
    refused(cut, "old");
    URI endless =
        server.at(
            "/endless",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              for (int i = 0; i < MOST; i++) {
                exchange.getResponseBody().write(PLACES);
              }
            });
    assertTrue(refused(endless, "old").contains("more than 100.0 kB"));
    URI gone = server.at("/gone", one -> one.sendResponseHeaders(404, -1));
    assertEquals(gone + " is not there: the server answers 404", refused(gone, "old"));
    assertEquals("1.0.0.0/8,FR\n", Files.readString(folder.resolve("old")));
  }

  @Test
  void onlyHttpsFromWhomIsTrusted() throws Exception {
    URI plain = server.plain("/plain", TableServer.answering(PLACES));
    URI address = server.at("/down", TableServer.leadingTo(plain));
    String said = refused(address, "new");
    assertTrue(said.contains("leads to " + plain) && said.contains("not followed"), said);
    assertTrue(refused(plain, "new").contains("begins with https://"));
    assertTrue(refused(URI.create("file:///etc/passwd"), "new").contains("https://"));
    URI proven = server.at("/proven", PLACES);
    Downloads others = Downloads.into(folder);
    String why =
        String.valueOf(assertThrows(IOException.class, () -> others.look(proven)).getMessage());
    assertTrue(why.startsWith("localhost does not prove who it is"), why);
    URI otherName = URI.create(proven.toString().replace("localhost", "127.0.0.1"));
    assertTrue(refused(otherName, "new").contains("does not prove who it is"));
    URI nobody = URI.create("https://localhost:1/x");
    assertEquals("localhost cannot be reached", refused(nobody, "new"));
  }

  @Test
  void cancelledWhileItComes() throws Exception {
    CountDownLatch coming = new CountDownLatch(1);
    URI address =
        server.at(
            "/slow",
            exchange -> {
              exchange.sendResponseHeaders(200, 5000);
              exchange.getResponseBody().write(PLACES);
              exchange.getResponseBody().flush();
              coming.countDown();
            });
    Transfer transfer = new Transfer();
    AtomicReference<String> said = new AtomicReference<>("");
    Thread fetching =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    fetch(address, "new", transfer);
                  } catch (IOException e) {
                    said.set(String.valueOf(e.getMessage()));
                  }
                });
    coming.await();
    while (transfer.octets() == 0) {
      Thread.onSpinWait();
    }
    transfer.cancel();
    fetching.join();
    assertEquals("cancelled; nothing has changed", said.get());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void whatAKilledOneLeftGoes() throws Exception {
    Path left = Files.writeString(folder.resolve(".new-123.part"), "1.0");
    Path fresh = Files.writeString(folder.resolve(".new-124.part"), "1.0");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(200_000)));
    fetch(server.at("/swept", PLACES), "new", new Transfer());
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(fresh), "which another Weir may be at");
  }

  @Test
  void offersAreTablesOfKindsThatAreRead() {
    Set<String> files = new HashSet<>();
    for (Offer offer : Offer.all()) {
      URI address = offer.at(Instant.parse("2026-12-01T00:20:00Z"));
      assertEquals("https", address.getScheme());
      assertFalse(offer.whose().isBlank());
      assertTrue(files.add(offer.file()), "a file of its own");
      assertEquals(offer.file(), Downloads.fileOf(URI.create("https://x/" + offer.file())));
    }
    assertTrue(
        Offer.all().stream()
            .map(offer -> offer.at(Instant.parse("2026-12-01T00:20:00Z")).toString())
            .toList()
            .containsAll(
                List.of(
                    "https://archive.routeviews.org/bgpdata/2026.11/RIBS/rib.20261130.2200.bz2",
                    "https://download.db-ip.com/free/dbip-city-lite-2026-12.mmdb.gz")));
    assertEquals("x_y", Downloads.fileOf(URI.create("https://h/a/..x%20y?z=1")));
    assertEquals("h.org-table", Downloads.fileOf(URI.create("https://h.org/")));
  }
}
