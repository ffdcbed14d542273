package weir.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.AutonomousSystem;
import weir.naming.NamesFile;
import weir.naming.NamesReaders;
import weir.naming.Origin;

/// Tables of AS are names as others are.
@Timeout(30)
class AsNamingTest {
  @TempDir Path folder;

  private NamesFile names = NamesFile.none();

  @BeforeEach
  void files() throws Exception {
    Files.writeString(folder.resolve("names.csv"), "13335 Cloud\"flare, US\n64500 Theirs, DE\n");
    Files.writeString(folder.resolve("delegated"), "ripencc|NL|asn|13335|1|20100714|allocated\n");
    Path file =
        Files.writeString(
            folder.resolve("names.json"),
            """
            {"systems": [{"number": 64500, "name": "Ours"}],
             "tables": [{"kind": "as_countries", "file": "delegated"},
                        {"kind": "as_names", "file": "names.csv"}]}
            """);
    names = NamesFile.of(file, NamesReaders.PLAIN);
  }

  private AutonomousSystem system(long number) {
    return names.now().systems().getOrDefault(number, AutonomousSystem.NOTHING);
  }

  @Test
  void countAfterWhatPeopleSay() {
    AsNaming.read(names);
    assertEquals(new AutonomousSystem("Cloud'flare", "NL", false), system(13335));
    assertEquals(new AutonomousSystem("Ours", "DE", false), system(64500));
    Labels labels = Labels.of(names.layers());
    assertEquals("AS13335 Cloud'flare", labels.text(FlowField.SRC_AS, 0, 13335, null));
    assertEquals("Ours", labels.numbers(FlowField.DST_AS).get(64500L));
    assertEquals(2, names.layers().of(Origin.AS_TABLE).systems().size());
    assertTrue(names.said().systems().containsKey(64500L));
  }

  @Test
  void aBadTableLeavesTheOldInForceAndIsSaid() throws Exception {
    LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    names.listen(() -> heard.add(system(13335).name() + " " + names.problems()));
    try (AsNaming.Keeping _ = AsNaming.keep(names, Duration.ofMillis(20))) {
      until(heard, "Cloud'flare []");
      replace("names.csv", "13335 x\n\nnobody knows\n");
      String said = until(heard, "names.csv, line 3");
      assertTrue(said.startsWith("Cloud'flare ["), said);
      replace("names.csv", "13335 Another, US\n");
      until(heard, "Another []");
    }
  }

  /// A table that says whose networks are, and what these are called, names them, too; before it
  /// count those that are of names alone.
  @Test
  void tablesOfPrefixesNameAs() throws Exception {
    Files.writeString(folder.resolve("as.csv"), "1.0.0.0/8,13335,Else\n2.0.0.0/8,64501,More\n");
    Files.writeString(
        folder.resolve("names.json"),
        """
        {"tables": [{"kind": "as_names", "file": "names.csv"},
                    {"kind": "as_prefixes", "file": "as.csv"}]}
        """);
    AsNaming.read(names);
    assertEquals("Cloud'flare", system(13335).name());
    assertEquals("More", system(64501).name());
  }

  @Test
  void placesAreThoseOfTheFile() throws Exception {
    Files.writeString(folder.resolve("places.csv"), "1.0.0.0/8,DE,Berlin\n");
    Files.writeString(
        folder.resolve("names.json"),
        "{\"tables\": [{\"kind\": \"city_mmdb\", \"file\": \"places.csv\"}]}");
    LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    IpAddress there = IpAddress.parse("1.2.3.4");
    names.listen(
        () ->
            heard.add(names.now().places().of(there.high(), there.low()) + " " + names.problems()));
    try (AsNaming.Keeping _ = AsNaming.keep(names, Duration.ofMillis(20))) {
      until(heard, "Berlin, DE []");
      replace("places.csv", "1.0.0.0/8,Prussia\n");
      String said = until(heard, "places.csv, line 1");
      assertTrue(said.startsWith("Berlin, DE ["), said);
      replace("places.csv", "1.0.0.0/8,PL\n");
      until(heard, "PL []");
    }
    Files.writeString(folder.resolve("places.csv"), "nowhere\n");
    NamesFile once = NamesFile.of(folder.resolve("names.json"), NamesReaders.PLAIN);
    AsNaming.read(once);
    assertEquals(List.of(), once.problems(), "nobody has asked");
    assertEquals("", once.now().places().of(there.high(), there.low()).toString());
    assertEquals(1, once.problems().size());
  }

  private static String until(LinkedBlockingQueue<String> heard, String part)
      throws InterruptedException {
    while (true) {
      String next = Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS), part);
      if (next.contains(part)) {
        return next;
      }
    }
  }

  /// At once, so that half of it is never seen.
  private void replace(String file, String text) throws Exception {
    Path fresh = Files.writeString(folder.resolve("fresh"), text);
    Files.move(
        fresh,
        folder.resolve(file),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
