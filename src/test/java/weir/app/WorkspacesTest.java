package weir.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.enrich.Anonymiser;
import weir.enrich.Directions;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.flow.ShortText;
import weir.ingest.FileSource;
import weir.ingest.Saving;
import weir.ingest.Source;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Measure;
import weir.query.Panel;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.View;
import weir.query.Views;
import weir.screen.Saved;
import weir.screen.Screen;
import weir.store.Cancel;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.Question;
import weir.store.StoreException;

class WorkspacesTest {
  private static final long START = TimeRange.nanos(Instant.parse("2026-11-21T10:00:00Z"));
  private static final TimeRange RANGE =
      TimeRange.of(Instant.parse("2026-11-21T10:00:00Z"), Instant.parse("2026-11-21T10:05:00Z"));
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");
  private static final IpAddress CORE = IpAddress.parse("192.0.2.2");

  @TempDir private Path folder;

  private static Screen screen(String view, String filter) {
    return new Screen(
        Views.builtIn().named(view),
        filter,
        RANGE,
        ZoneId.of("Europe/Berlin"),
        Unit.PACKETS,
        true,
        new Screen.Charts("maximum", true));
  }

  private Saved save(Source source, Screen screen, Optional<Anonymiser> anonymiser, Path file) {
    return Workspaces.save(
        source,
        new Saving(screen, "Look at the spike.\nIt came back.", true, anonymiser),
        file,
        (_, _) -> {},
        new Cancel());
  }

  /// Of two exporters, with a value in every field of the catalogue.
  private static Source full() {
    FlowArchive store = DataSets.temporary();
    try (FlowWriter writer = store.writer()) {
      FlowBatch batch = new FlowBatch();
      for (int row = 0; row < 20; row++) {
        for (FlowField field : FlowField.all()) {
          switch (field.kind()) {
            case TIME -> batch.set(field, START + row * 1_000_000_000L);
            case ADDRESS ->
                batch.setAddress(
                    field,
                    row % 2 == 0 ? 0 : 0x2001_0db8_0000_0000L + field.ordinal(),
                    row % 2 == 0
                        ? (0xffffL << 32) | (0x0a00_0000L + (field.ordinal() << 8) + row + 1)
                        : row);
            case ADDRESSES -> batch.addAddress(field, row, 0x2001_0db8_ffff_0000L, row + 1);
            case NUMBERS -> batch.add(field, row);
            case TEXT -> batch.setText(field, row, ShortText.of(field.fieldName() + row % 3));
            case MAC -> batch.set(field, 0x0011_2233_4400L + row);
            case COUNT -> batch.set(field, row * 100L + 1);
            default -> batch.set(field, row % 5);
          }
        }
        batch.set(FlowField.PROTOCOL, row % 4 == 3 ? 17 : 6);
        IpAddress exporter = row % 2 == 0 ? EDGE : CORE;
        batch.setAddress(FlowField.EXPORTER, exporter.high(), exporter.low());
        batch.endRow();
      }
      writer.append(batch);
    }
    store.override(EDGE, _ -> new Overrides.Exporter("edge", 10, Map.of(), "Berlin"));
    store.override(CORE, _ -> new Overrides.Exporter("core", 7, Map.of(), "Rome"));
    return new weir.ingest.StoredSource("full", store);
  }

  private static Frame frame(Source source, Screen screen) {
    Dimensions words = Dimensions.of(source.store().overrides());
    return new Frame(
        screen.range(),
        screen.filter(words),
        screen.unit(),
        screen.scaled(),
        60_000_000_000L,
        words);
  }

  /// Rows of an answer, as text.
  private static List<String> rows(Answer answer, boolean keys) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < answer.rows(); row++) {
      StringBuilder text = new StringBuilder();
      if (keys) {
        for (Answer.Key key : answer.keys()) {
          text.append(key.text(row)).append(' ');
        }
      }
      for (long[] sums : answer.sums()) {
        text.append(sums[row]).append(' ');
      }
      rows.add(text.toString());
    }
    rows.sort(null);
    return rows;
  }

  private static List<String> panels(Source source, Screen screen, boolean keys) {
    List<String> all = new ArrayList<>();
    for (Panel panel : screen.view().panels()) {
      if (!(panel.questionFor(frame(source, screen)) instanceof FlowQuery query)) {
        continue; // relations and records have tests of their own
      }
      all.add(panel.id() + rows(source.store().run(query, new Cancel()), keys));
    }
    return all;
  }

  private static FlowBatch all(Source source) {
    try (Question<Records> question =
        source.store().ask(new RecordQuery(RANGE, Filter.all(), Set.of(), 0), new Cancel())) {
      return question.last().page(0, 1000);
    }
  }

  @Test
  void everyPanelOfEveryViewShowsTheSame() {
    try (Source source = full()) {
      for (View view : Views.builtIn().all()) {
        Screen screen = screen(view.id(), "tcp and site Berlin");
        Path file = folder.resolve(view.id() + ".weir");
        Saved saved = save(source, screen, Optional.empty(), file);
        try (Source opened = Workspaces.open(file)) {
          assertEquals(saved, opened.saved().orElseThrow());
          assertEquals(screen, saved.screen());
          List<String> before = panels(source, screen, true);
          assertEquals(before, panels(opened, screen, true), view.id());
          boolean any = before.stream().anyMatch(text -> !text.endsWith("[]"));
          assertTrue(any || before.isEmpty(), before.toString());
        }
      }
    }
  }

  @Test
  void everyFieldOfEveryFlowIsThere() {
    try (Source source = full()) {
      Path file = folder.resolve("a.weir");
      save(source, screen("overview", ""), Optional.empty(), file);
      try (Source opened = Workspaces.open(file)) {
        FlowBatch before = all(source);
        FlowBatch after = all(opened);
        assertEquals(20, after.rows());
        for (FlowField field : FlowField.all()) {
          for (int row = 0; row < 20; row++) {
            if (field.isList()) {
              assertEquals(before.listLength(field, row), after.listLength(field, row));
              for (int item = 0; item < before.listLength(field, row); item++) {
                assertEquals(before.item(field, row, item), after.item(field, row, item));
              }
            } else {
              assertEquals(before.get(field, row), after.get(field, row), field.toString());
              assertEquals(before.high(field, row), after.high(field, row), field.toString());
            }
          }
        }
        assertEquals("edge (192.0.2.1)", label(opened, EDGE));
      }
    }
  }

  private static String label(Source source, IpAddress exporter) {
    return source.store().labels().text(FlowField.EXPORTER, exporter.high(), exporter.low(), null);
  }

  @Test
  void aRealCaptureShowsTheSame() throws Exception {
    try (FileSource source =
        FileSource.open(
            Path.of("sample-captures/softflowd-v9-sampled5.pcap"),
            Directions.inside(Directions.PRIVATE),
            DataSets.temporary())) {
      source.await(60_000);
      TimeRange all =
          new TimeRange(
                  source.store().status().oldestNanos(), source.store().status().newestNanos() + 1)
              .aligned(FlowQuery.SECOND);
      Screen screen =
          new Screen(
              Views.builtIn().first(),
              "tcp",
              all,
              ZoneId.of("Europe/Berlin"),
              Unit.BITS,
              true,
              Screen.Charts.USUAL);
      Path file = folder.resolve("a.weir");
      Saved saved = save(source, screen, Optional.empty(), file);
      assertTrue(saved.flows().orElseThrow().rows() > 10);
      assertEquals("softflowd-v9-sampled5.pcap", saved.source());
      try (Source opened = Workspaces.open(file)) {
        assertEquals(panels(source, screen, true), panels(opened, screen, true));
        assertEquals(source.told().exporters(), opened.store().labels().exporters());
      }
    }
  }

  /// Texts of all that tells of somebody.
  private static Set<String> telling(FlowBatch flows) {
    Set<String> telling = new HashSet<>();
    for (FlowField field : FlowField.all()) {
      for (int row = 0; row < flows.rows(); row++) {
        if (field.kind() == Kind.ADDRESSES) {
          for (int item = 0; item < flows.listLength(field, row); item += 4) {
            telling.add(flows.addressItem(field, row, item).toString());
          }
        } else if (Anonymiser.changes(field) && flows.get(field, row) != 0) {
          telling.add(field.text(flows.high(field, row), flows.get(field, row)));
        }
      }
    }
    return telling;
  }

  private static Anonymiser anonymiser(Anonymiser.Method method) {
    byte[] key = Anonymiser.randomKey();
    return method == Anonymiser.Method.CRYPTO_PAN
        ? Anonymiser.cryptoPan(key)
        : Anonymiser.truncating(key, 24, 48);
  }

  @ParameterizedTest
  @EnumSource
  void anonymisedFlowsHaveNoneOfTheAddresses(Anonymiser.Method method) throws IOException {
    try (Source source = full()) {
      Path file = folder.resolve("a.weir");
      Screen screen = screen("overview", "tcp and not src ip 10.99.0.1 and not program \"nobody\"");
      Saved saved = save(source, screen, Optional.of(anonymiser(method)), file);
      assertEquals("proto tcp", saved.screen().filter());
      assertEquals("", saved.source());
      try (Source opened = Workspaces.open(file)) {
        Set<String> before = telling(all(source));
        Set<String> after = telling(all(opened));
        before.removeIf(text -> text.matches("\\d+")); // route distinguishers without an address
        before.remove(FlowField.APPLICATION_NAME.fieldName()); // of a protocol, nobody's
        after.retainAll(before);
        assertEquals(Set.of(), after);
        assertTrue(before.size() > 100, "" + before.size());
        // the sums are the same, also of what hangs on exporters
        assertEquals(
            panels(source, screen, false).get(0), panels(opened, saved.screen(), false).get(0));
        assertEquals(bySite(source, screen), bySite(opened, saved.screen()));
        assertFalse(opened.store().labels().toString().contains("edge"));
      }
      String octets = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      for (String name : List.of("edge", "core", "Berlin", "Rome", "192.0.2.1", "full")) {
        assertFalse(octets.contains(name), name);
      }
    }
  }

  private static List<String> bySite(Source source, Screen screen) {
    Dimensions words = Dimensions.of(source.store().overrides());
    FlowQuery query =
        new FlowQuery(
            screen.range(),
            screen.filter(words),
            List.of(words.require("site")),
            List.of(Measure.BYTES),
            0,
            0,
            false,
            true);
    return rows(source.store().run(query, new Cancel()), false);
  }

  @Test
  void networksStayNetworks() {
    try (Source source = full()) {
      Path file = folder.resolve("a.weir");
      Screen screen = screen("overview", "");
      save(source, screen, Optional.of(anonymiser(Anonymiser.Method.CRYPTO_PAN)), file);
      try (Source opened = Workspaces.open(file)) {
        for (String by : List.of("src_addr", "src_addr/24", "src_addr/8/16", "dst_addr/16/32")) {
          FlowQuery query =
              new FlowQuery(
                  RANGE,
                  Filter.all(),
                  List.of(Dimensions.BUILT_IN.require(by)),
                  List.of(Measure.BYTES),
                  0,
                  0,
                  false,
                  false);
          assertEquals(
              rows(source.store().run(query, new Cancel()), false),
              rows(opened.store().run(query, new Cancel()), false),
              by);
        }
        assertNotEquals(telling(all(source)), telling(all(opened)));
      }
    }
  }

  @Test
  void noFlowsAreFlowsToo() {
    try (Source source = full()) {
      Path file = folder.resolve("a.weir");
      Screen screen = screen("overview", "");
      Screen empty =
          new Screen(
              screen.view(),
              "",
              TimeRange.of(
                  Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-01-01T01:00:00Z")),
              screen.zone(),
              screen.unit(),
              true,
              screen.charts());
      assertEquals(0, save(source, empty, Optional.empty(), file).flows().orElseThrow().rows());
      try (Source opened = Workspaces.open(file)) {
        assertEquals(0, opened.store().status().rows());
        assertEquals("0 flows", opened.status().message());
      }
    }
  }

  @Test
  void aFileWithoutFlowsSaysSo() {
    try (Source source = full()) {
      Path file = folder.resolve("a.weir");
      Saved saved =
          Workspaces.save(
              source,
              new Saving(screen("overview", "site Rome"), "", false, Optional.empty()),
              file,
              (_, _) -> {},
              new Cancel());
      assertEquals(saved, Workspaces.saved(file));
      var e = assertThrows(StoreException.class, () -> Workspaces.open(file));
      assertEquals(
          file
              + " has no flows with it; open the data set that it is of, and then the file in the"
              + " desktop",
          e.getMessage());
    }
  }

  @Test
  void whatIsTakenBackLeavesNothing() throws IOException {
    try (Source source = full()) {
      Path file = Files.writeString(folder.resolve("a.weir"), "what was there");
      Cancel cancel = new Cancel();
      cancel.cancel();
      var e =
          assertThrows(
              StoreException.class,
              () ->
                  Workspaces.save(
                      source,
                      new Saving(screen("overview", ""), "", true, Optional.empty()),
                      file,
                      (_, _) -> {},
                      cancel));
      assertTrue(e.isCancelled());
      assertArrayEquals(new String[] {"a.weir"}, folder.toFile().list());
      assertEquals("what was there", Files.readString(file));
    }
  }

  /// Do not write it anew: those who have such files have them for years.
  @Test
  void theFirstVersionStaysReadable() throws Exception {
    Path golden = Path.of(WorkspacesTest.class.getResource("/golden/workspace-1.0.weir").toURI());
    try (Source opened = Workspaces.open(golden)) {
      Screen screen = opened.saved().orElseThrow().screen();
      assertEquals(
          List.of("10.1.0.1 1000 ", "10.1.0.2 2000 ", "2001:db8::1 3000 "),
          rows(
              opened
                  .store()
                  .run(
                      new FlowQuery(
                          screen.range(),
                          Filter.all(),
                          Dimension.of(FlowField.SRC_ADDRESS),
                          List.of(Measure.BYTES),
                          0,
                          0,
                          false,
                          false),
                      new Cancel()),
              true));
      FlowBatch flows = all(opened);
      assertEquals(5, flows.rows());
      assertEquals(65_001, flows.item(FlowField.AS_PATH, 0, 0));
      assertEquals(
          "firefox",
          ShortText.text(flows.high(FlowField.PROGRAM, 0), flows.get(FlowField.PROGRAM, 0)));
    }
  }
}
