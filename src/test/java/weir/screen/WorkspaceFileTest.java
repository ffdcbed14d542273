package weir.screen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.exporter.ToldName;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Panel;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.View;
import weir.query.Views;

class WorkspaceFileTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");
  private static final byte[] FLOWS = "PAR1 as it were".getBytes(StandardCharsets.UTF_8);
  private static final Screen SCREEN =
      new Screen(
          Views.builtIn().named("talkers"),
          "tcp and site Berlin",
          TimeRange.of(
              Instant.parse("2026-11-21T10:00:00Z"), Instant.parse("2026-11-21T10:05:00Z")),
          ZoneId.of("Europe/Berlin"),
          Unit.PACKETS,
          false,
          new Screen.Charts("maximum", true));
  private static final Saved SAVED =
      new Saved(
          false,
          SCREEN,
          new Names(
              new Overrides(
                  Map.of(
                      EDGE,
                      new Overrides.Exporter(
                          "edge", 1000, Map.of(3L, new Overrides.Interface("up", 7)), "Berlin"))),
              new Labels(
                  Map.of(
                      EDGE,
                      new Labels.Exporter(
                          "",
                          Map.of(4L, "Gi0/4"),
                          Map.of(ToldName.About.APPLICATION, Map.of(-1L, "netflix")))),
                  Set.of(EDGE))),
          "Look at the spike.\nIt came back.",
          "router.pcap",
          Instant.parse("2026-11-22T08:00:00Z"),
          "Weir 1.0",
          Optional.of(new Saved.Flows(5, FLOWS.length, "crypto-pan")),
          List.of());

  @TempDir private Path folder;

  private Path written(Saved saved) throws IOException {
    Path file = folder.resolve("a.weir");
    if (saved.flows().isEmpty()) {
      WorkspaceFile.write(file, saved, Optional.empty());
    } else {
      WorkspaceFile.write(
          file, saved, Optional.of(Files.write(folder.resolve("flows.parquet"), FLOWS)));
    }
    return file;
  }

  private static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (var zip = new java.util.zip.ZipFile(file.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  /// As others might write it.
  private Path zip(Map<String, byte[]> entries) throws IOException {
    Path file = folder.resolve("other.weir");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : entries.entrySet()) {
        ZipEntry made = new ZipEntry(entry.getKey());
        if (entry.getKey().equals(WorkspaceFile.FLOWS)) {
          made.setMethod(ZipEntry.STORED);
          made.setSize(entry.getValue().length);
          CRC32 sum = new CRC32();
          sum.update(entry.getValue());
          made.setCrc(sum.getValue());
        }
        zip.putNextEntry(made);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  private Path changed(Consumer<Map<String, byte[]>> change) throws IOException {
    Map<String, byte[]> entries = entries(written(SAVED));
    change.accept(entries);
    return zip(entries);
  }

  private static void replace(
      Map<String, byte[]> entries, String name, String before, String after) {
    String text = new String(entries.get(name), StandardCharsets.UTF_8);
    assertTrue(text.contains(before), text);
    entries.put(name, text.replace(before, after).getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(Path file, String why) {
    var e = assertThrows(IOException.class, () -> WorkspaceFile.read(file));
    assertEquals(file + " cannot be opened as a workspace: " + why, e.getMessage());
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = written(SAVED);
    assertEquals(SAVED, WorkspaceFile.read(file));
    Path flows = folder.resolve("out.parquet");
    WorkspaceFile.extract(file, SAVED, flows);
    assertArrayEquals(FLOWS, Files.readAllBytes(flows));
    assertEquals(
        Set.of("a.weir", "flows.parquet", "out.parquet"),
        Set.of(folder.toFile().list()),
        "nothing is left beside it");
  }

  @Test
  void aViewThatComesWithWeirIsThatView() throws IOException {
    Path file = written(SAVED);
    assertSame(WorkspaceFile.read(file).screen().view(), WorkspaceFile.read(file).screen().view());
  }

  @Test
  void aViewOfOnesOwnComesAlong() throws IOException {
    View usual = SCREEN.view();
    View own =
        new View("mine", "Mine", 1, Optional.empty(), usual.icon(), usual.panels().subList(0, 1));
    Saved saved = with(SAVED, SCREEN.with(own));
    assertEquals(own, WorkspaceFile.read(written(saved)).screen().view());
  }

  private static Saved with(Saved saved, Screen screen) {
    return new Saved(
        saved.newer(),
        screen,
        saved.names(),
        saved.notes(),
        saved.source(),
        saved.written(),
        saved.by(),
        saved.flows(),
        saved.remarks());
  }

  @Test
  void everyViewThatThereIsComesBackTheSame() throws IOException {
    for (View view : Views.builtIn().all()) {
      assertEquals(
          view, WorkspaceFile.read(written(with(SAVED, SCREEN.with(view)))).screen().view());
    }
  }

  /// Do not write it anew: those who have such files have them for years.
  @Test
  void theFirstVersionStaysReadable() throws Exception {
    Path golden =
        Path.of(WorkspaceFileTest.class.getResource("/golden/workspace-1.0.weir").toURI());
    Saved saved = WorkspaceFile.read(golden);
    assertEquals(
        new Saved(
            SAVED.newer(),
            SCREEN,
            new Names(
                SAVED.names().said(),
                new Labels(
                    Map.of(EDGE, new Labels.Exporter("", Map.of(4L, "Gi0/4"))), Set.of(EDGE))),
            SAVED.notes(),
            SAVED.source(),
            SAVED.written(),
            SAVED.by(),
            saved.flows(),
            List.of()),
        saved);
    assertEquals(5, saved.flows().orElseThrow().rows());
  }

  @Test
  void aNewerOneIsReadAsFarAsItIsUnderstood() throws IOException {
    Path file =
        changed(
            entries -> {
              replace(
                  entries,
                  WorkspaceFile.WORKSPACE,
                  "\"version\" : \"1.0\"",
                  "\"version\" : \"1.7\", \"weather\": {\"rain\": [1, 2.5, null]}");
              replace(entries, WorkspaceFile.WORKSPACE, "\"packets\"", "\"smiles\"");
              replace(entries, WorkspaceFile.VIEW, "\"visual\"", "\"hologram\"");
              entries.put("extra/thing.bin", new byte[] {1, 2, 3});
              entries.put(WorkspaceFile.FLOWS, entries.remove(WorkspaceFile.FLOWS));
            });
    Saved saved = WorkspaceFile.read(file);
    assertTrue(saved.newer());
    assertEquals(SAVED.notes(), saved.notes());
    assertEquals(SAVED.names(), saved.names());
    assertEquals(SCREEN.range(), saved.screen().range());
    assertEquals(Unit.BITS, saved.screen().unit());
    assertEquals(Views.builtIn().first(), saved.screen().view());
    String remarks = String.join("; ", saved.remarks());
    assertTrue(remarks.contains("the entry 'extra/thing.bin' is not known here"), remarks);
    assertTrue(remarks.contains("'weather' is not known here"), remarks);
    assertTrue(remarks.contains("its view is not understood ("), remarks);
    assertTrue(remarks.contains("its unit is not understood ("), remarks);
  }

  @Test
  void aNewerOneIsNotWrittenOver() throws IOException {
    Path file = changed(entries -> replace(entries, WorkspaceFile.WORKSPACE, "\"1.0\"", "\"1.1\""));
    byte[] before = Files.readAllBytes(file);
    for (String version : List.of("1.1", "3.0")) {
      var e =
          assertThrows(
              IOException.class,
              () ->
                  WorkspaceFile.write(
                      file,
                      SAVED,
                      Optional.of(Files.write(folder.resolve("flows.parquet"), FLOWS))));
      assertEquals(
          file
              + " was written by a newer Weir, and what this one does not know would be lost;"
              + " choose another name",
          e.getMessage(),
          version);
      assertArrayEquals(before, Files.readAllBytes(file));
      changed(entries -> replace(entries, WorkspaceFile.WORKSPACE, "\"1.0\"", "\"3.0\""));
      before = Files.readAllBytes(file);
    }
  }

  @Test
  void aNewerMajorVersionIsRefused() throws IOException {
    assertRefused(
        changed(
            entries -> {
              entries.put(
                  WorkspaceFile.WORKSPACE,
                  "{\"version\": \"2.0\", \"all\": \"else\"}".getBytes(StandardCharsets.UTF_8));
            }),
        "it has version 2.0 of the format, and this Weir reads 1.x; open it with a newer Weir");
  }

  @Test
  void whatIsWrongInAKnownVersionIsSaidWithItsPlace() throws IOException {
    assertRefused(
        changed(entries -> replace(entries, WorkspaceFile.WORKSPACE, "\"packets\"", "\"smiles\"")),
        "workspace.json, line 10, column 3: 'unit' is \"smiles\", not bits, packets or flows");
    assertRefused(
        changed(
            entries ->
                replace(entries, WorkspaceFile.WORKSPACE, "tcp and site Berlin", "tcp and and")),
        "workspace.json, line 6, column 3: 'filter' is wrong: " + filterError("tcp and and"));
    assertRefused(
        changed(entries -> entries.remove(WorkspaceFile.VIEW)), "'view.json' is not in it");
    assertRefused(
        changed(entries -> replace(entries, WorkspaceFile.NAMES, "192.0.2.1", "192.0.2.300")),
        "names.json, line 3, column 5: 'address' is wrong: '192.0.2.300' is not an IPv4 or IPv6"
            + " address");
    assertRefused(
        changed(entries -> replace(entries, WorkspaceFile.NAMES, "\"edge\"", "\"a\\u202eb\"")),
        "names.json, line 2, column 14: 'said' is wrong: a name is one line of text, without"
            + " control characters and invisible ones");
    assertRefused(
        changed(
            entries ->
                replace(
                    entries,
                    WorkspaceFile.WORKSPACE,
                    "2026-11-21T10:05:00Z",
                    "1969-11-21T10:05:00Z")),
        "workspace.json, line 7, column 3: 'from' is to lie before 'until', and not before 1970");
  }

  private static String filterError(String filter) {
    var e =
        assertThrows(
            weir.query.FilterSyntaxException.class, () -> weir.query.FilterParser.parse(filter));
    return String.valueOf(e.getMessage());
  }

  @Test
  void notesAreLinesThatCanBeSeen() throws IOException {
    Path file =
        changed(
            entries ->
                replace(
                    entries,
                    WorkspaceFile.WORKSPACE,
                    "Look at the spike.\\nIt",
                    "\\u001b[31mred\\u202e\\r\\n\\tIt"));
    assertEquals("\ufffd[31mred\ufffd\n It came back.", WorkspaceFile.read(file).notes());
  }

  @Test
  void whatIsNoWorkspaceIsRefused() throws IOException {
    assertRefused(Files.writeString(folder.resolve("text.weir"), "hello"), "it is no zip");
    assertRefused(Files.write(folder.resolve("none.weir"), new byte[0]), "it is no zip");
    assertRefused(
        folder.resolve("missing.weir"), "it does not exist; it may have been moved or renamed");
    assertRefused(
        zip(Map.of("word/document.xml", new byte[3])),
        "it is a zip of something else: 'mimetype' is not first");
    assertRefused(
        zip(Map.of("mimetype", "application/epub+zip".getBytes(StandardCharsets.UTF_8))),
        "it is a zip of something else: its type is not application/vnd.weir.workspace");
  }

  /// A million to one.
  @Test
  void bombsAreNotUnpacked() throws IOException {
    assertRefused(
        changed(entries -> entries.put(WorkspaceFile.NAMES, new byte[40 << 20])),
        "'names.json' has more than the 33,554,432 octets that are read");
    assertRefused(
        changed(
            entries -> {
              entries.put("what.bin", new byte[40 << 20]);
              entries.put(WorkspaceFile.FLOWS, entries.remove(WorkspaceFile.FLOWS));
            }),
        "'what.bin' has more than the 1,048,576 octets that are read");
    assertRefused(
        changed(
            entries -> {
              for (int i = 0; i < 40; i++) {
                entries.put("e" + i, new byte[1]);
              }
              entries.put(WorkspaceFile.FLOWS, entries.remove(WorkspaceFile.FLOWS));
            }),
        "it has more than 32 entries");
    String deep = "[".repeat(100_000);
    var e =
        assertThrows(
            IOException.class,
            () ->
                WorkspaceFile.read(
                    changed(
                        entries ->
                            entries.put(
                                WorkspaceFile.WORKSPACE, deep.getBytes(StandardCharsets.UTF_8)))));
    assertTrue(
        String.valueOf(e.getMessage()).contains("workspace.json: this is no JSON: "),
        String.valueOf(e.getMessage()));
  }

  @Test
  void packedFlowsAreNotRead() throws IOException {
    Path file = folder.resolve("packed.weir");
    Map<String, byte[]> entries = entries(written(SAVED));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    assertRefused(file, "its flows are packed, or more than are read");
  }

  @Test
  void flowsAreAsLongAsTheyAreSaidToBe() throws IOException {
    for (int octets : new int[] {FLOWS.length - 1, FLOWS.length + 1}) {
      Path file =
          changed(
              entries ->
                  replace(
                      entries,
                      WorkspaceFile.WORKSPACE,
                      "\"octets\" : " + FLOWS.length,
                      "\"octets\" : " + octets));
      Saved saved = WorkspaceFile.read(file);
      Path into = folder.resolve("into");
      var e = assertThrows(IOException.class, () -> WorkspaceFile.extract(file, saved, into));
      assertEquals(
          file
              + " cannot be opened as a workspace: its flows do not take the "
              + octets
              + " octets that it tells",
          e.getMessage());
      assertFalse(Files.exists(into));
    }
    assertRefused(
        changed(entries -> entries.remove(WorkspaceFile.FLOWS)),
        "the flows that it tells of are not in it");
    assertRefused(
        changed(
            entries ->
                replace(
                    entries, WorkspaceFile.WORKSPACE, "\"rows\" : 5", "\"rows\" : 999999999999")),
        "workspace.json, line 18, column 5: 'rows' is 999999999999, not a whole number from 0 to"
            + " 200000000");
  }

  @Test
  void namesOfEntriesLeadNowhere() throws IOException {
    Path file =
        changed(
            entries -> {
              byte[] flows = entries.remove(WorkspaceFile.FLOWS);
              entries.put("../../evil.txt", new byte[] {1});
              entries.put("/etc/cron.d/evil", new byte[] {1});
              entries.put("..\\flows.parquet", new byte[] {1});
              entries.put(WorkspaceFile.FLOWS, flows);
            });
    Set<String> before = Set.of(folder.toFile().list());
    Saved saved = WorkspaceFile.read(file);
    assertEquals(3, saved.remarks().size());
    assertEquals(before, Set.of(folder.toFile().list()));
    assertFalse(Files.exists(folder.resolve("../../evil.txt")));
  }

  /// Of a file that was cut or has a bit that is another one: it is read as it was, or refused with
  /// a sentence; and the flows in it are as they were, or not there.
  @Test
  void damagedFilesAreReadAsTheyWereOrRefused() throws IOException {
    byte[] whole = Files.readAllBytes(written(SAVED));
    Random random = new Random(20);
    int refused = 0;
    for (int i = 0; i < 1500; i++) {
      byte[] damaged;
      if (i < whole.length && i % 2 == 0) {
        damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
      } else {
        damaged = whole.clone();
        int bit = random.nextInt(whole.length * 8);
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
      }
      Path file = Files.write(folder.resolve("damaged.weir"), damaged);
      Path into = folder.resolve("damaged.parquet");
      Files.deleteIfExists(into);
      try {
        Saved saved = WorkspaceFile.read(file);
        assertEquals(SAVED.screen(), saved.screen());
        assertEquals(SAVED.names(), saved.names());
        assertEquals(SAVED.notes(), saved.notes());
        WorkspaceFile.extract(file, saved, into);
        assertArrayEquals(FLOWS, Files.readAllBytes(into));
      } catch (IOException e) {
        refused++;
        assertTrue(
            String.valueOf(e.getMessage()).startsWith(file + " cannot be opened as a workspace: "),
            e.toString());
        assertFalse(String.valueOf(e.getMessage()).endsWith(": null"), e.toString());
        assertFalse(Files.exists(into));
      }
    }
    assertTrue(refused > 1000, "of 1500 only " + refused);
  }

  @Test
  void whatCannotBeWrittenLeavesWhatWasThere() throws IOException {
    Path file = written(SAVED);
    byte[] before = Files.readAllBytes(file);
    Path gone = folder.resolve("gone.parquet");
    assertThrows(IOException.class, () -> WorkspaceFile.write(file, SAVED, Optional.of(gone)));
    assertArrayEquals(before, Files.readAllBytes(file));
    Saved chatty =
        new Saved(
            false,
            SCREEN,
            SAVED.names(),
            "x".repeat(2 << 20),
            "",
            SAVED.written(),
            "",
            Optional.empty(),
            List.of());
    var e =
        assertThrows(IOException.class, () -> WorkspaceFile.write(file, chatty, Optional.empty()));
    assertEquals(
        "no workspace is written: workspace.json has 2,097,",
        String.valueOf(e.getMessage()).substring(0, 50));
    Saved wordy =
        new Saved(
            false,
            SCREEN,
            SAVED.names(),
            "x".repeat(20_001),
            "",
            SAVED.written(),
            "",
            Optional.empty(),
            List.of());
    var tooLong =
        assertThrows(IOException.class, () -> WorkspaceFile.write(file, wordy, Optional.empty()));
    assertTrue(
        String.valueOf(tooLong.getMessage())
            .endsWith("'notes' has more than the 20,000 characters that are read"),
        tooLong.getMessage());
    assertArrayEquals(before, Files.readAllBytes(file));
    try (Stream<Path> left = Files.list(folder)) {
      assertTrue(left.noneMatch(path -> path.toString().endsWith(".new")));
    }
  }

  @Test
  void panelsOfSomebodyAreNotAnonymised() {
    View usual = SCREEN.view();
    Panel panel = usual.panels().getFirst();
    Panel ofSomebody =
        new Panel(
            panel.id(),
            "Our server",
            panel.visual(),
            panel.place(),
            new Panel.Sums(
                panel.sums().by(),
                weir.query.Filter.equal(FlowField.SRC_ADDRESS, 0, 0xffff_0a00_0001L),
                Optional.empty(),
                0,
                false));
    View view = new View("mine", "Mine", 1, Optional.empty(), usual.icon(), List.of(ofSomebody));
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SCREEN.with(view).anonymous(weir.query.Dimensions.of(SAVED.names().said())));
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("the panel 'Our server' shows the flows"),
        e.toString());
  }

  @Test
  void filtersThatTellOfSomebodyGoWithTheAddresses() {
    var words = weir.query.Dimensions.of(SAVED.names().said());
    Screen screen =
        new Screen(
            SCREEN.view(),
            "tcp and not src ip 10.0.0.1 and dst port 443 and site Berlin and exporter 192.0.2.1"
                + " and (udp or src_mac 00:11:22:33:44:55) and src_addr/24 10.1.2.3"
                + " and program \"firefox\"",
            SCREEN.range(),
            ZoneOffset.UTC,
            Unit.BITS,
            true,
            Screen.Charts.USUAL);
    assertEquals("proto tcp and dst port 443", screen.anonymous(words).filter());
    assertEquals("proto tcp", SCREEN.anonymous(words).filter());
  }
}
