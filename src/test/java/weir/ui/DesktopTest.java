package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import weir.enrich.Directions;
import weir.export.Drawing;
import weir.export.PictureFormat;
import weir.export.Pictures;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.ingest.FailedSource;
import weir.ingest.FileSource;
import weir.ingest.IngestStatus;
import weir.ingest.Listener.Takes;
import weir.ingest.Listening;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.FlowArchive;
import weir.store.FlowReader;
import weir.store.FlowWriter;
import weir.store.duckdb.DuckDbStore;
import weir.ui.chart.Palette;
import weir.ui.control.Zoom;
import weir.ui.explore.ExploreModel;

@ExtendWith(ApplicationExtension.class)
class DesktopTest {
  private static final long START = 1_700_000_000_000_000_000L;

  /// A finished data set.
  private record Finished(String name, FlowReader store) implements Source {
    @Override
    public boolean live() {
      return false;
    }

    @Override
    public IngestStatus status() {
      long rows = store.status().rows();
      return new IngestStatus(
          IngestStatus.State.READY,
          "",
          rows,
          rows,
          rows,
          2,
          1,
          Map.of("no template yet", 3L, "not allowed: sender", 4L),
          List.of("lift the cap"));
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /// Opens what the test hands it.
  private static final class Sources implements Workspace {
    private final List<Source> open = new ArrayList<>();
    private volatile Listening listening = Listening.NOWHERE;
    private volatile CountDownLatch opens = new CountDownLatch(0);

    @Override
    public synchronized List<Source> sources() {
      return List.copyOf(open);
    }

    synchronized Source add(Source source) {
      open.add(source);
      return source;
    }

    @Override
    public Source openFile(Path file) {
      Directions directions = Directions.inside(Directions.PRIVATE);
      try {
        opens.await();
        return add(FileSource.open(file, directions, DuckDbStore.temporary()));
      } catch (IOException e) {
        return add(new FailedSource(file.toString(), String.valueOf(e.getMessage())));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Source listen(Listening where) {
      listening = where;
      return add(new Finished("Live", DuckDbStore.temporary()));
    }

    @Override
    public Source demo() {
      return add(known());
    }

    @Override
    public Source failed(String name, String message) {
      return add(new FailedSource(name, message));
    }

    @Override
    public synchronized void close(Source source) {
      open.remove(source);
    }

    @Override
    public void close() {
      open.forEach(Source::close);
    }
  }

  private final Sources sources = new Sources();
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    desktop = new Desktop(sources, Views.builtIn(), stage);
    stage.setWidth(1400);
    stage.setHeight(900);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    if (desktop != null) {
      desktop.close();
    }
    sources.close();
  }

  /// Ten seconds of two hosts: 10.0.0.1 sends 900 bytes a second, 10.0.0.2 sends 100.
  private static Source known() {
    FlowBatch batch = new FlowBatch();
    for (int second = 0; second < 10; second++) {
      flow(batch, START + second * 1_000_000_000L, 0x0a000001, 900);
      flow(batch, START + second * 1_000_000_000L, 0x0a000002, 100);
    }
    FlowArchive store = DuckDbStore.temporary();
    try (FlowWriter writer = store.writer()) {
      writer.append(batch);
    }
    return new Finished("known", store);
  }

  private static void flow(FlowBatch batch, long nanos, int source, int bytes) {
    batch.set(FlowField.TIME_RECEIVED, nanos);
    batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(source));
    batch.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.mapped(0x0a0000ff));
    batch.set(FlowField.PROTOCOL, 6);
    batch.set(FlowField.TCP_FLAGS, 18);
    batch.set(FlowField.BYTES, bytes);
    batch.set(FlowField.PACKETS, 1);
    batch.endRow();
  }

  private static TableView<?> table(FxRobot robot) {
    return robot.lookup("#sources .table-view").queryAs(TableView.class);
  }

  private static boolean has(FxRobot robot, String query, String text) {
    return robot.lookup(query).queryAll().stream()
        .anyMatch(
            node ->
                node.isVisible() && text.equals(((javafx.scene.control.Labeled) node).getText()));
  }

  private void openKnown(FxRobot robot) throws Exception {
    robot.clickOn("#start-demo");
    await(
        () ->
            robot.lookup("#sources").tryQuery().isPresent() && table(robot).getItems().size() == 2);
  }

  @Test
  void startsWithTheWaysToOpenASource(FxRobot robot) {
    assertTrue(robot.lookup("#start-open").tryQuery().isPresent());
    assertTrue(robot.lookup("#start-listen").tryQuery().isPresent());
  }

  @Test
  void viewsAreBuiltWhenTheyAreWanted(FxRobot robot) throws Exception {
    assertTrue(robot.lookup(".panel").tryQuery().isEmpty());
    openKnown(robot);
    await(() -> robot.lookup(".panel").tryQuery().isPresent());
  }

  @Test
  void whatIsBeingOpenedIsNamedAndItsViewSeen(FxRobot robot) throws Exception {
    assertTrue(robot.lookup(".opening").tryQuery().isEmpty());
    sources.opens = new CountDownLatch(1);
    Path capture = Path.of("sample-captures/softflowd-v9-sampled5.pcap");
    robot.interact(() -> Objects.requireNonNull(desktop).shell().desk().open(List.of(capture)));
    assertEquals("Opening softflowd-v9-sampled5.pcap…", texts(robot, ".opening"));
    assertEquals("Opening softflowd-v9-sampled5.pcap", texts(robot, ".opening-title"));
    assertEquals("Opening softflowd-v9-sampled5.pcap…", texts(robot, "#status-source"));
    assertTrue(robot.lookup("#start-open").tryQuery().isEmpty());
    await(() -> robot.lookup(".panel").tryQuery().isPresent());
    sources.opens.countDown();
    await(() -> robot.lookup(".opening").tryQuery().isEmpty());
    await(() -> has(robot, ".source-name", "softflowd-v9-sampled5.pcap"));
  }

  @Test
  void aListenerWithoutFlowsSaysSo(FxRobot robot) throws Exception {
    robot.clickOn("#start-listen");
    await(() -> has(robot, ".start-title", "No flows in Live"));
  }

  private static void fill(FxRobot robot, String field, String text) {
    robot.clickOn(field).press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
    robot.write(text);
  }

  private static String fields(FxRobot robot, String styleClass) {
    return robot.lookup(".port-rows " + styleClass).queryAllAs(TextField.class).stream()
        .map(TextField::getText)
        .collect(Collectors.joining(" "));
  }

  private static void fill(FxRobot robot, String styleClass, int row, String text) {
    List<TextField> fields =
        List.copyOf(robot.lookup(".port-rows " + styleClass).queryAllAs(TextField.class));
    robot.interact(
        () -> {
          fields.get(row).requestFocus();
          fields.get(row).selectAll();
        });
    robot.write(text);
  }

  @Test
  void whereToListenAndWhoMaySendCanBeChosen(FxRobot robot) throws Exception {
    robot.clickOn("#start-listen-elsewhere");
    assertEquals("2055 2056 4739 6343", fields(robot, ".port-number"));
    fill(robot, ".port-address", 1, "localhost");
    await(() -> robot.lookup("#listen-apply").queryButton().isDisabled());
    assertTrue(says(robot, ".port-row > .problem", "names are not looked up"));
    fill(robot, ".port-address", 1, "::1");
    fill(robot, ".port-address", 0, "127.0.0.1");
    assertFalse(robot.lookup("#listen-apply").queryButton().isDisabled());
    for (int i = 0; i < 2; i++) {
      robot.clickOn(List.copyOf(robot.lookup(".port-remove").queryAllAs(Button.class)).getLast());
    }
    robot.clickOn("#listen-add");
    assertTrue(says(robot, ".port-row > .problem", "Give a port"));
    robot.interact(
        () -> {
          ChoiceBox<Takes> takes =
              List.copyOf(robot.lookup(".port-rows .port-takes").<ChoiceBox<Takes>>queryAll())
                  .getLast();
          takes.setValue(Takes.STREAMS);
        });
    fill(robot, ".port-number", 2, "2057");
    fill(robot, "#listen-allowed", "10.0.0.0/8, 192.0.2.0/33");
    assertTrue(says(robot, "#listen-allowed-problem", "'192.0.2.0/33' is no prefix"));
    robot.type(KeyCode.BACK_SPACE, KeyCode.BACK_SPACE).write("24").type(KeyCode.ENTER);
    await(() -> has(robot, ".start-title", "No flows in Live"));
    assertEquals("[127.0.0.1:2055, [::1]:2056]", sources.listening.datagrams().toString());
    assertEquals("[127.0.0.1:2057]", sources.listening.streams().toString());
    assertEquals("10.0.0.0/8, 192.0.2.0/24", sources.listening.allowed().toString());
    robot.press(KeyCode.CONTROL, KeyCode.L).release(KeyCode.L, KeyCode.CONTROL);
    TextField again = robot.lookup("#listen-allowed").queryAs(TextField.class);
    assertEquals("10.0.0.0/8, 192.0.2.0/24", again.getText());
    robot.type(KeyCode.ESCAPE);
    await(() -> has(robot, ".start-title", "No flows in Live"));
  }

  @Test
  void showsWhatTheSourceHolds(FxRobot robot) throws Exception {
    openKnown(robot);
    assertTrue(has(robot, "#sources .table-cell", "10.0.0.1"));
    assertTrue(has(robot, "#sources .table-cell", "90.0 %"));
    await(() -> has(robot, "#status-drops", "3 dropped · 4 refused · 2 set apart"));
    Label matched = robot.lookup("#status-matched").queryAs(Label.class);
    await(() -> matched.getText().startsWith("20 flows match"));
  }

  @Test
  void aClickOnTheLossesExplainsThem(FxRobot robot) throws Exception {
    openKnown(robot);
    await(() -> has(robot, "#status-drops", "3 dropped · 4 refused · 2 set apart"));
    robot.clickOn("#status-drops");
    await(() -> has(robot, ".callout .label", "no template yet"));
    assertTrue(
        has(robot, ".callout .label", "Dropped or refused by Weir since the source was opened"));
    assertTrue(has(robot, ".callout .label", "not allowed: sender"));
    assertTrue(
        has(
            robot,
            ".callout .label",
            "2 flows give times that cannot be true. They are kept apart, in the data set's"
                + " quarantine."));
    assertTrue(has(robot, ".callout .label", "lift the cap"));
    robot.type(KeyCode.ESCAPE);
  }

  @Test
  void aClickOnARowDrillsInAndAltLeftLeadsOut(FxRobot robot) throws Exception {
    openKnown(robot);
    Node cell =
        robot.lookup("#sources .table-cell").queryAll().stream()
            .filter(node -> "10.0.0.2".equals(((javafx.scene.control.Labeled) node).getText()))
            .findFirst()
            .orElseThrow();
    Bounds place = cell.localToScreen(cell.getLayoutBounds());
    robot.clickOn(place.getMinX() + 20, place.getCenterY());
    await(() -> table(robot).getItems().size() == 1);
    Label matched = robot.lookup("#status-matched").queryAs(Label.class);
    await(() -> matched.getText().startsWith("10 flows match"));
    TextField filter = robot.lookup("#filter").queryAs(TextField.class);
    assertTrue(filter.getText().contains("10.0.0.2"));
    assertEquals("All traffic", Fx.texts(robot, ".crumb"));
    assertEquals(0, robot.lookup(".chip").queryAll().size()); // the field has said it
    robot.press(KeyCode.ALT, KeyCode.LEFT).release(KeyCode.LEFT, KeyCode.ALT);
    await(() -> table(robot).getItems().size() == 2);
    assertEquals("", filter.getText());
  }

  /// 208 flows, 344,375 of 407,599 octets from 10.50.1.2 in 107 flows: what the packets themselves
  /// say.
  @Test
  void aSampleCaptureIsOpenedDrilledIntoAndLedOutOf(FxRobot robot) throws Exception {
    open("sample-captures/softflowd-v5.pcap");
    Label matched = robot.lookup("#status-matched").queryAs(Label.class);
    await(() -> matched.getText().startsWith("208 flows match"));
    await(() -> has(robot, "#sources .table-cell", "10.50.1.2"));
    assertTrue(has(robot, "#sources .table-cell", "84.5 %"));
    robot.clickOn(
        robot.lookup("#sources .table-cell").queryAll().stream()
            .filter(node -> "10.50.1.2".equals(((javafx.scene.control.Labeled) node).getText()))
            .findFirst()
            .orElseThrow());
    await(() -> matched.getText().startsWith("107 flows match"));
    await(() -> has(robot, "#sources .table-cell", "100.0 %"));
    robot.press(KeyCode.ALT, KeyCode.LEFT).release(KeyCode.LEFT, KeyCode.ALT);
    await(() -> matched.getText().startsWith("208 flows match"));
  }

  @Test
  void aFileThatIsNoCaptureSaysSoOnItsRow(FxRobot robot) throws Exception {
    open("pom.xml");
    await(() -> has(robot, ".start-title", "Trouble with pom.xml"));
    await(
        () ->
            robot.lookup(".start-subtitle").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().startsWith("pom.xml is no capture")));
  }

  private static Optional<Node> tab(FxRobot robot) {
    return robot.lookup("#exporters .tab-label").queryAll().stream()
        .filter(tab -> ((javafx.scene.control.Labeled) tab).getText().startsWith("Templates ("))
        .findFirst();
  }

  @Test
  void exportersShowWhatAFileHasToldOfThem(FxRobot robot) throws Exception {
    open("sample-captures/pmacctd-nfprobe-ipfix-mac-vlan-sampled8.pcap");
    Label matched = robot.lookup("#status-matched").queryAs(Label.class);
    await(() -> matched.getText().startsWith("65 flows match"));
    robot.press(KeyCode.CONTROL, KeyCode.E).release(KeyCode.E, KeyCode.CONTROL);
    await(() -> has(robot, "#exporters .table-cell", "1:8 (options: sampler)"));
    await(() -> tab(robot).isPresent());
    robot.clickOn(tab(robot).orElseThrow());
    await(() -> has(robot, "#exporters .table-cell", "octetDeltaCount"));
    robot.clickOn("#exporter-flows");
    await(() -> robot.lookup("#sources .table-cell").tryQuery().isPresent());
    assertTrue(robot.lookup("#exporters").tryQuery().isEmpty());
    assertTrue(
        model().scope().filter() instanceof Filter.Within only
            && only.field() == FlowField.EXPORTER
            && only.prefixLength() == 128,
        model().scope().toString());
    await(() -> matched.getText().startsWith("65 flows match"));
    robot.press(KeyCode.CONTROL, KeyCode.E).release(KeyCode.E, KeyCode.CONTROL);
    await(() -> robot.lookup("#exporters").tryQuery().isPresent());
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT1).release(KeyCode.DIGIT1, KeyCode.CONTROL);
    await(() -> robot.lookup("#sources .table-cell").tryQuery().isPresent());
  }

  private static boolean says(FxRobot robot, String query, String text) {
    return robot.lookup(query).queryAllAs(Label.class).stream()
        .anyMatch(label -> label.isVisible() && label.getText().contains(text));
  }

  private ExploreModel model() {
    return Objects.requireNonNull(desktop).model();
  }

  private long bytes() {
    FlowQuery total = FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.BYTES);
    return model().dataSet().orElseThrow().store().run(total, new Cancel()).sums()[0][0];
  }

  @Test
  void whatIsSaidOfAnExporterHoldsAtOnceForAllItsFlows(FxRobot robot) throws Exception {
    open("sample-captures/pmacctd-nfprobe-ipfix-mac-vlan-sampled8.pcap");
    Label matched = robot.lookup("#status-matched").queryAs(Label.class);
    await(() -> matched.getText().startsWith("65 flows match"));
    long asExported = bytes();
    long asked = model().revisionProperty().get();
    robot.press(KeyCode.CONTROL, KeyCode.E).release(KeyCode.E, KeyCode.CONTROL);
    await(() -> has(robot, "#exporters .table-cell", "1:8 (options: sampler)"));
    robot.clickOn("Names and rates");
    robot.clickOn("#exporter-name").write("edge-1");
    robot.type(KeyCode.TAB).write("16x");
    assertTrue(says(robot, "#exporter-rate-problem", "'16x' is no sampling rate"));
    assertTrue(robot.lookup("#exporter-apply").queryButton().isDisabled());
    robot.type(KeyCode.BACK_SPACE).type(KeyCode.ENTER);
    await(() -> has(robot, "#exporters .table-cell", "1:16 (override)"));
    assertTrue(has(robot, "#exporters .table-cell", "edge-1"));
    assertEquals(2 * asExported, bytes());
    await(() -> model().revisionProperty().get() > asked);
    robot.clickOn("#interface-index").write("0");
    robot.type(KeyCode.TAB).write("uplink").type(KeyCode.ENTER);
    await(() -> has(robot, "#exporters .table-cell", "uplink"));
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT4).release(KeyCode.DIGIT4, KeyCode.CONTROL);
    await(() -> has(robot, "#in .table-cell", "edge-1 → unknown")); // 0 is no interface's index
    robot.clickOn("edge-1 → unknown");
    await(() -> says(robot, ".chip .label", "in if unknown"));
  }

  @Test
  void theQueryBarIsWholeInANarrowWindow(FxRobot robot) throws Exception {
    openKnown(robot);
    for (double width : new double[] {980, 1280}) {
      WaitForAsyncUtils.waitForAsyncFx(10_000, () -> robot.window(0).setWidth(width));
      WaitForAsyncUtils.waitForFxEvents();
      for (String id : List.of("#unit-bits", "#unit-packets", "#unit-flows", "#scaled", "#range")) {
        var labeled = robot.lookup(id).queryAs(javafx.scene.control.Labeled.class);
        Text drawn = robot.from(labeled).lookup(".text").queryAs(Text.class);
        assertEquals(labeled.getText(), drawn.getText(), id + " at " + width);
      }
    }
  }

  @Test
  void nothingIsPushedOutOfASmallWindowAtTwiceTheSize(FxRobot robot) throws Exception {
    openKnown(robot);
    Filter both = FilterParser.parse("tcp and src ip in [" + "10.0.0.1, ".repeat(20) + "10.0.0.2]");
    var scene = robot.window(0).getScene();
    robot.interact(
        () -> {
          Zoom.set(scene, 2);
          robot.window(0).setWidth(960);
          robot.window(0).setHeight(600);
          model().filter(both);
        });
    await(() -> robot.lookup("#more-controls").query().isVisible());
    for (String id : List.of("#back", "#ask", "#range", "#filter", "#more-controls", "#pause")) {
      Node node = robot.lookup(id).query();
      Bounds place = node.localToScene(node.getLayoutBounds());
      assertTrue(place.getMinX() > 0 && place.getMaxX() <= scene.getWidth(), id + place);
    }
    Node status = robot.lookup(".status-bar").query();
    Bounds place = status.localToScene(status.getLayoutBounds());
    assertTrue(place.getMaxY() <= scene.getHeight(), place.toString());
  }

  private void open(String file) {
    Desktop shown = desktop;
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          if (shown != null) {
            shown.shell().desk().open(List.of(Path.of(file)));
          }
        });
  }

  private static Snapshot.Wanted wanted(int width, int height) {
    return new Snapshot.Wanted(Views.builtIn().first(), Theme.LIGHT, width, height);
  }

  private static void write(Drawing drawing, Path png) throws IOException {
    Pictures.write(drawing, PictureFormat.PNG, 1, png);
  }

  @Test
  void aPictureOfAViewHasWhatTheWindowHas(@TempDir Path folder) throws Exception {
    Path png = folder.resolve("overview.png");
    try (Source source = known()) {
      write(Snapshot.draw(source, wanted(1200, 800)), png);
    }
    var image = ImageIO.read(Files.newInputStream(png));
    assertEquals(1200, image.getWidth());
    assertTrue(Pixels.at(0, 0, image).getBrightness() > 0.9, "the light theme");
    // The only protocol fills a chart in the first colour; nothing has the second one.
    List<Color> colours = Palette.LIGHT.series();
    assertTrue(Pixels.filled(colours.get(0), image) > 0.02, "the chart of protocols");
    assertEquals(0, Pixels.filled(colours.get(1), image), 0.001);
  }

  @Test
  @Timeout(20)
  void aPictureThatCannotBeBegunIsRefusedAtOnce() throws Exception {
    try (Source source = known()) {
      Source broken = new Unanswering(source);
      IOException refused =
          assertThrows(IOException.class, () -> Snapshot.draw(broken, wanted(800, 600)));
      assertTrue(refused.toString().contains("nothing is known"), refused.toString());
    }
  }

  /// A source whose store cannot be had.
  private record Unanswering(Source source) implements Source {
    @Override
    public String name() {
      return source.name();
    }

    @Override
    public boolean live() {
      return false;
    }

    @Override
    public FlowReader store() {
      throw new IllegalStateException("nothing is known");
    }

    @Override
    public IngestStatus status() {
      return source.status();
    }

    @Override
    public void close() {}
  }
}
