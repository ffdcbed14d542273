package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.store.StoreException;
import weir.store.duckdb.files.Damage;
import weir.store.duckdb.files.DataFolder;
import weir.store.duckdb.files.FolderLock;
import weir.store.duckdb.files.Leftovers;
import weir.store.duckdb.files.RollupFiles;

/// Folders as crashes, full disks, copies and strangers leave them.
class FolderStatesTest {
  private static final Instant BEGUN = Instant.parse("2026-11-21T10:00:00Z");

  @TempDir private Path folder;
  private Path slices;

  @BeforeEach
  void nameFolders() {
    slices = folder.resolve("slices");
  }

  private DuckDbStore openAt(Instant now) {
    return DuckDbStore.open(folder, () -> now);
  }

  private void twoSlices() throws InterruptedException {
    try (DuckDbStore store = openAt(BEGUN)) {
      Totals.writeLarge(store);
      store.awaitUpkeep();
    }
    try (DuckDbStore store = openAt(BEGUN.plusSeconds(60))) {
      Totals.write(store, 10);
    }
  }

  private Path large() {
    return slices.resolve("20261121T100000.duckdb");
  }

  private Path small() {
    return slices.resolve("20261121T100100.duckdb");
  }

  private static void scribble(Path file, long from, int length) throws IOException {
    byte[] octets = new byte[length];
    new Random(7).nextBytes(octets);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(from);
      open.write(octets);
    }
  }

  private static void truncate(Path file, long length) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(length);
    }
  }

  private static void assertProblem(DuckDbStore store, String... parts) {
    List<String> problems = store.status().problems();
    assertEquals(1, problems.size(), problems.toString());
    for (String part : parts) {
      assertTrue(problems.getFirst().contains(part), problems.getFirst());
    }
  }

  @Test
  void aSliceThatWasCutShortIsSetAsideWithItsNameAndTheRestAnswers() throws Exception {
    twoSlices();
    truncate(large(), 20_000);
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      assertEquals(10, Totals.flows(store));
      assertProblem(store, "20261121T100000.duckdb is damaged", "set aside as");
    }
    assertTrue(Files.exists(slices.resolve("20261121T100000.duckdb.damaged")));
  }

  @Test
  void damageThatTheUpkeepFindsIsSetAsideToo() throws Exception {
    twoSlices();
    Files.delete(RollupFiles.beside(large()));
    scribble(large(), Files.size(large()) / 3, (int) Files.size(large()) / 3);
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      store.awaitUpkeep();
      assertProblem(store, "20261121T100000.duckdb is damaged");
      assertEquals(10, Totals.flows(store));
    }
  }

  @Test
  void damageThatOnlyAQuestionFindsLeavesTheRestToAnswer() throws Exception {
    twoSlices();
    Files.delete(RollupFiles.beside(large())); // answered from the flows
    scribble(large(), Files.size(large()) / 3, (int) Files.size(large()) / 3);
    try (DuckDbStore store = DuckDbStore.openExisting(folder)) {
      assertEquals(List.of(), store.status().problems());
      assertEquals(10, Totals.flowsUnsummed(store));
      assertProblem(store, "20261121T100000.duckdb is damaged", "its 100,000 flows are left out");
      assertEquals(10, store.status().rows());
    }
    assertTrue(Files.exists(large()), "who asks changes nothing");
    assertFalse(Files.exists(slices.resolve("20261121T100000.duckdb.damaged")));
  }

  @Test
  void damagedRollUpsAreMadeAnew() throws Exception {
    twoSlices();
    Path rollups = RollupFiles.beside(large());
    Files.writeString(rollups, "no roll-ups at all ".repeat(1000));
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      store.awaitUpkeep();
      assertEquals(100_010, Totals.flows(store));
      assertEquals(List.of(), store.status().problems());
    }
    assertTrue(Files.exists(rollups));
  }

  @Test
  void rollUpsThatAQuestionFindsDamagedAreMadeAnew() throws Exception {
    twoSlices();
    Path rollups = RollupFiles.beside(large());
    scribble(rollups, Files.size(rollups) / 4, (int) Files.size(rollups) / 2);
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      for (weir.store.duckdb.rollup.Rollup rollup : weir.store.duckdb.rollup.Rollup.values()) {
        assertEquals(100_010, Totals.flowsBy(store, rollup.groups()), rollup.name());
        store.awaitUpkeep();
      }
      store.awaitUpkeep();
      assertEquals(List.of(), store.status().problems());
    }
    assertTrue(Files.exists(rollups));
  }

  @Test
  void aLogWithADamagedMiddleIsSetAsideAndWhatIsInTheFileStays() throws Exception {
    Path log = withLog();
    scribble(log, Files.size(log) / 2, 64);
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      assertEquals(10, Totals.flows(store));
      assertProblem(store, "the log of slice 20261121T100100.duckdb is damaged", "at most 632 B");
    }
    assertTrue(Files.exists(log.resolveSibling(log.getFileName() + ".damaged")));
  }

  @Test
  void aLogThatIsNoneIsNotPassedOverInSilence() throws Exception {
    Path log = withLog();
    scribble(log, 0, (int) Files.size(log));
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      assertEquals(10, Totals.flows(store));
      assertProblem(store, "the log of slice 20261121T100100.duckdb is damaged");
    }
  }

  @Test
  void aLogThatEndsInMidRecordLosesOnlyThatRecord() throws Exception {
    Path log = withLog();
    truncate(log, Files.size(log) - 20);
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      assertEquals(10, Totals.flows(store));
      assertEquals(List.of(), store.status().problems());
    }
  }

  /// A slice of 10 rows in the file and one more in the log, as a kill leaves it.
  private Path withLog() throws Exception {
    try (DuckDbStore store = openAt(BEGUN.plusSeconds(60))) {
      Totals.write(store, 10);
    }
    Path copy = folder.resolveSibling(folder.getFileName() + "-copy");
    Files.createDirectories(copy);
    Path file = copy.resolve("x.duckdb");
    Files.copy(small(), file);
    try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("ATTACH '" + file + "' AS x");
      statement.execute("INSERT INTO x.flows SELECT * FROM x.flows LIMIT 1");
      Files.copy(file, small(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      Files.copy(DataFolder.log(file), DataFolder.log(small()));
    }
    return DataFolder.log(small());
  }

  @Test
  void aFolderThatCannotBeWrittenToIsAskedAllTheSame() throws Exception {
    twoSlices();
    Files.delete(folder.resolve("lock")); // as on a read-only disk: it cannot be taken
    try (DuckDbStore store = DuckDbStore.openExisting(folder)) {
      assertEquals(100_010, Totals.flows(store));
    }
    assertFalse(Files.exists(folder.resolve("lock")), "who asks makes nothing");
  }

  @Test
  void nothingIsMovedInAFolderThatIsOnlyRead() throws Exception {
    twoSlices();
    Files.delete(RollupFiles.beside(large()));
    scribble(large(), Files.size(large()) / 3, (int) Files.size(large()) / 3);
    truncate(small(), 5000);
    Files.delete(folder.resolve("lock"));
    try (DuckDbStore store = DuckDbStore.openExisting(folder)) {
      assertEquals(0, Totals.flowsUnsummed(store));
      assertEquals(2, store.status().problems().size(), store.status().problems().toString());
    }
    assertTrue(Files.exists(large()) && Files.exists(small()));
  }

  @Test
  void aFolderOfTheFirstFormatIsBroughtUpToDate() throws Exception {
    twoSlices();
    Files.writeString(folder.resolve("format"), "1\n");
    DuckDbStore.openExisting(folder).close();
    assertEquals("1\n", Files.readString(folder.resolve("format")));
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      assertEquals(100_010, Totals.flows(store));
      assertEquals(List.of(), store.status().problems());
    }
    assertEquals("3\n", Files.readString(folder.resolve("format")));
  }

  @Test
  void anEmptyOrLostFormatIsWrittenAnewAndSaid() throws Exception {
    twoSlices();
    Files.writeString(folder.resolve("format"), "");
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      assertProblem(store, "format was lost or empty");
    }
    Files.delete(folder.resolve("format"));
    try (DuckDbStore store = DuckDbStore.openExisting(folder)) {
      assertEquals(100_010, Totals.flows(store));
    }
    Files.writeString(folder.resolve("format"), "two");
    assertThrows(StoreException.class, () -> DuckDbStore.open(folder));
  }

  @Test
  void whatAKillLeavesIsClearedAway() throws Exception {
    twoSlices();
    List<Path> left =
        List.of(
            slices.resolve("20200101T000000.rollups.new"),
            slices.resolve("20200101T000000.rollups.new.wal"),
            slices.resolve("20200101T000000.parquet.new"),
            slices.resolve("20200101T000000.parquet.sha256"),
            slices.resolve("20200101T000000.rollups"),
            folder.resolve("tmp").resolve("duckdb_temp_storage-0.tmp"));
    Files.createDirectory(folder.resolve("tmp")); // as a former Weir did
    for (Path file : left) {
      Files.writeString(file, "left over");
    }
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      assertEquals(100_010, Totals.flows(store));
      assertEquals(List.of(), store.status().problems());
    }
    for (Path file : left) {
      assertFalse(Files.exists(file), file.toString());
    }
    assertTrue(Files.exists(RollupFiles.beside(large())));
  }

  @Test
  void temporaryFoldersThatKillsLeftAreClearedAwayUnlessTheyAreInUse() throws Exception {
    Instant now = Instant.parse("2026-11-28T10:00:00Z");
    List<Path> folders = new ArrayList<>();
    for (String name : List.of("weir-1", "weir-2", "weir-3", "weir-mine")) {
      Path made = folder.resolve(name);
      Files.createDirectories(made.resolve("slices"));
      Files.writeString(made.resolve("slices/a.duckdb"), "x");
      Path lock = Files.writeString(made.resolve("lock"), "");
      Files.setLastModifiedTime(lock, FileTime.from(now.minus(Duration.ofMinutes(2))));
      folders.add(made);
    }
    Files.setLastModifiedTime(folders.get(2).resolve("lock"), FileTime.from(now));
    Path unlocked = Files.createDirectory(folder.resolve("weir-4"));
    Path font = Files.writeString(folder.resolve("+JXF123.tmp"), "x");
    Path oldFont = Files.writeString(folder.resolve("+JXF124.tmp"), "x");
    Files.setLastModifiedTime(oldFont, FileTime.from(now.minus(Duration.ofDays(61))));
    Files.setLastModifiedTime(font, FileTime.from(now.minus(Duration.ofDays(3))));
    try (FolderLock _ = FolderLock.take(folders.get(1)).orElseThrow()) {
      Leftovers.clearScratches(folder, now);
      assertFalse(Files.exists(folders.getFirst()), "nobody uses it");
      assertTrue(Files.exists(folders.get(1).resolve("slices/a.duckdb")), "in use");
      assertTrue(Files.exists(folders.get(2).resolve("slices/a.duckdb")), "young");
      assertTrue(Files.exists(folders.get(3).resolve("slices/a.duckdb")), "of another name");
      assertTrue(Files.exists(unlocked), "young");
      assertTrue(Files.exists(font) && !Files.exists(oldFont), "fonts");
    }
  }

  @Test
  void aMachineInTroubleIsNotTakenForDamage() {
    for (String message :
        List.of(
            "IO Error: Cannot open file \"a.duckdb\": Permission denied",
            "IO Error: Cannot open file \"a.duckdb\": Too many open files",
            "IO Error: Could not write file \"a\": No space left on device",
            "IO Error: Could not set lock on file \"a.duckdb\": Conflicting lock is held",
            "Out of Memory Error: could not allocate block")) {
      assertFalse(Damage.ofFile(new java.sql.SQLException(message)), message);
      assertFalse(Damage.suspected(new java.sql.SQLException(message)), message);
    }
    assertTrue(
        Damage.suspected(
            new java.sql.SQLException("Data Corruption Error: Corrupt database file")));
  }
}
