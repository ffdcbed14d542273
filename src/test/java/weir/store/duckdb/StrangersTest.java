package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.store.StoreException;
import weir.store.duckdb.files.FolderCheck;
import weir.store.duckdb.files.FolderLock;
import weir.store.duckdb.files.Leftovers;
import weir.store.duckdb.files.OwnNames;
import weir.store.duckdb.files.Scratch;

/// Folders in which strangers have put something: it is neither read, written nor deleted.
class StrangersTest {
  @TempDir private Path place;
  private Path folder;
  private Path victim;

  @BeforeEach
  void makeVictim() throws IOException {
    folder = place.resolve("data");
    victim = Files.createDirectory(place.resolve("victim"));
    Files.writeString(victim.resolve("thesis.txt"), "years of work");
    Files.writeString(victim.resolve("20261121T100000.parquet.new"), "years of work");
  }

  private void dataSet() {
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      Totals.write(store, 10);
    }
  }

  private static String refusal(Runnable opening) {
    return String.valueOf(assertThrows(StoreException.class, opening::run).getMessage());
  }

  private String refusedToWrite() {
    return refusal(() -> DuckDbStore.open(folder).close());
  }

  private String refusedToAsk() {
    return refusal(() -> DuckDbStore.openExisting(folder).close());
  }

  /// Names, contents and times of all that is below a folder.
  private static Map<String, String> everything(Path below) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(below)) {
      for (Path file : files.toList()) {
        String content = Files.isRegularFile(file) ? Arrays.toString(Files.readAllBytes(file)) : "";
        all.put(file.toString(), Files.getLastModifiedTime(file) + content);
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"slices", "tmp", "quarantine"})
  void aLinkInPlaceOfAFolderIsRefusedAndNotFollowed(String name) throws Exception {
    dataSet();
    Path link = folder.resolve(name);
    if (Files.exists(link)) {
      Files.move(link, place.resolve("away"));
    }
    Files.createSymbolicLink(link, victim);
    Map<String, String> before = everything(victim);
    for (String sentence : new String[] {refusedToWrite(), refusedToAsk()}) {
      assertTrue(sentence.startsWith(link + " is a link where a folder"), sentence);
    }
    assertEquals(before, everything(victim));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lock",
        "format",
        "exporters.json",
        "overrides.json",
        "format.new",
        "slices/20261121T100000.duckdb",
        "slices/20261121T100000.duckdb.wal",
        "slices/20261121T100000.rollups",
        "slices/20261121T100000.parquet.new"
      })
  void aLinkInPlaceOfAFileIsRefusedAndNotFollowed(String name) throws Exception {
    dataSet();
    Path link = folder.resolve(name);
    Files.deleteIfExists(link);
    Path target = Files.writeString(victim.resolve("target"), name.equals("format") ? "3\n" : "");
    Files.createSymbolicLink(link, target);
    Map<String, String> before = everything(victim);
    for (String sentence : new String[] {refusedToWrite(), refusedToAsk()}) {
      assertTrue(sentence.startsWith(link + " is a link where a file"), sentence);
    }
    assertEquals(before, everything(victim));
  }

  @Test
  void theFolderItselfMayBeALink() throws Exception {
    dataSet();
    Path link = Files.createSymbolicLink(place.resolve("link"), folder);
    try (DuckDbStore store = DuckDbStore.open(link)) {
      Totals.write(store, 5);
      assertEquals(15, Totals.flows(store));
    }
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void aFolderThatIsNotEmptyAndNoDataSetIsRefused() throws Exception {
    Files.createDirectories(folder.resolve("tmp"));
    Path notes = Files.writeString(folder.resolve("tmp/notes.txt"), "mine");
    Map<String, String> before = everything(folder);
    String sentence = refusedToWrite();
    assertTrue(sentence.contains("is no data set of Weir's and not empty"), sentence);
    assertTrue(sentence.contains(notes.toString()), sentence);
    assertEquals(before, everything(folder));
    Files.delete(notes);
    Files.writeString(folder.resolve("readme.md"), "mine");
    assertTrue(refusedToWrite().contains("readme.md"));
  }

  @Test
  void aFreshDiskAndAFolderInTheMakingAreAsGoodAsEmpty() throws Exception {
    Files.createDirectories(folder.resolve("lost+found"));
    Files.writeString(folder.resolve(".DS_Store"), "");
    Files.writeString(folder.resolve("lock"), ""); // killed before there was more
    dataSet();
    try (DuckDbStore store = DuckDbStore.openExisting(folder)) {
      assertEquals(10, Totals.flows(store));
    }
  }

  @Test
  void aFolderThatIsEverybodysIsRefused() throws Exception {
    Files.createDirectory(folder);
    Files.setAttribute(folder, "unix:mode", 01777);
    assertTrue(refusedToWrite().contains("everybody's"), refusedToWrite());
  }

  @Test
  void filesOfOtherNamesStayAndThoseThatLookLikeSlicesAreTold() throws Exception {
    dataSet();
    Path slices = folder.resolve("slices");
    Path backup = Files.writeString(slices.resolve("backup.duckdb"), "mine");
    Path fresh = Files.writeString(slices.resolve("chapter.new"), "mine");
    Path mine = Files.createDirectories(folder.resolve("tmp")).resolve("mine.tmp");
    Files.writeString(mine, "mine");
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      assertEquals(10, Totals.flows(store));
      assertEquals(1, store.status().problems().size(), store.status().problems().toString());
      assertTrue(store.status().problems().getFirst().startsWith(backup + " is not named"));
    }
    for (Path file : new Path[] {backup, fresh, mine}) {
      assertEquals("mine", Files.readString(file));
    }
  }

  @Test
  void whoAsksChangesNothing() throws Exception {
    dataSet();
    Path slices = folder.resolve("slices");
    Files.writeString(slices.resolve("20200101T000000.rollups"), "of a slice that is gone");
    Files.writeString(slices.resolve("20200101T000000.parquet.new"), "in the making");
    Path future = slices.resolve("20990101T000000.duckdb");
    Files.copy(FolderCheck.list(slices, OwnNames::isSlice).getFirst(), future);
    Files.setLastModifiedTime(future, FileTime.fromMillis(4_070_908_800_000L));
    Files.writeString(folder.resolve("overrides.json"), "{");
    Map<String, String> before = everything(folder);
    try (DuckDbStore store = DuckDbStore.openExisting(folder)) {
      assertEquals(20, Totals.flows(store));
      assertEquals(0, store.quarantine().status().rows());
    }
    assertEquals(before, everything(folder));
  }

  @Test
  void aPipeAsLockHoldsNobody() throws Exception {
    dataSet();
    Files.delete(folder.resolve("lock"));
    assertEquals(
        0, new ProcessBuilder("mkfifo", folder.resolve("lock").toString()).start().waitFor());
    assertTrue(refusedToWrite().contains("is something else where a file"), refusedToWrite());
    Path scratch = Files.createDirectory(place.resolve("weir-7"));
    Path pipe = scratch.resolve("lock");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Leftovers.clearScratches(place, Instant.now().plusSeconds(3600));
    assertThrows(IOException.class, () -> FolderLock.take(scratch));
    assertTrue(Files.exists(pipe));
  }

  @Test
  void onlyFoldersOfItsOwnMakingAreDeletedAndLinksInThemNotFollowed() throws Exception {
    Path scratch = Files.createDirectory(place.resolve("weir-7"));
    Files.createSymbolicLink(scratch.resolve("link"), victim);
    Scratch.delete(scratch);
    assertFalse(Files.exists(scratch));
    assertTrue(Files.exists(victim.resolve("thesis.txt")));
    assertThrows(IOException.class, () -> Scratch.delete(victim));
    Path link = Files.createSymbolicLink(place.resolve("weir-8"), victim);
    assertThrows(IOException.class, () -> Scratch.delete(link));
    assertTrue(Files.exists(victim.resolve("thesis.txt")));
  }
}
