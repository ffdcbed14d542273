package weir.ui.exporters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import weir.doctor.Known;
import weir.doctor.Seen;
import weir.exporter.ExporterFlows;
import weir.exporter.ExporterFlows.Gap;
import weir.exporter.ExporterFlows.Interface;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.FlowExporters;
import weir.exporter.InterfaceStatus;
import weir.exporter.Labels;
import weir.exporter.NamedInterface;
import weir.exporter.Overrides;
import weir.exporter.TemplateChange;
import weir.exporter.TemplateSample;
import weir.exporter.TemplateStatus;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.snmp.Walked;
import weir.ui.control.Zoom;
import weir.wire.MalformedDatagram.Reason;

@ExtendWith(ApplicationExtension.class)
class ExportersPageTest {
  private static final IpAddress ILL = IpAddress.parse("10.0.0.9");

  private final List<String> said = new ArrayList<>();
  private final List<String> filtered = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private Consumer<Walked> answering = _ -> {};
  private Consumer<String> failing = _ -> {};
  private int chosen;
  private int measured;
  private ExportersPage page;
  private Stage stage;

  @SuppressWarnings("NullAway.Init") // TestFX starts it
  ExportersPageTest() {}

  @Start
  void start(Stage window) {
    stage = window;
    page =
        new ExportersPage(
            () -> chosen++,
            new Tending(
                (exporter, change) -> {
                  Overrides.Exporter now = change.apply(Overrides.Exporter.NOTHING);
                  said.add(exporter + " " + (now.blocked() ? "blocked" : now.name()));
                },
                exporter -> filtered.add(exporter.toString()),
                exporter -> filtered.add("records of " + exporter),
                () -> measured++,
                new Asker(),
                () -> {}));
    page.getStyleClass().add("shell");
    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
    Scene scene = new Scene(page, 1100, 800);
    for (String sheet : List.of("/weir/css/weir.css", "/weir/css/shell.css")) {
      Zoom.style(scene, Objects.requireNonNull(getClass().getResource(sheet)).toExternalForm());
    }
    stage.setScene(scene);
    stage.setMinWidth(0); // whatever size the test before has left it with
    stage.setMinHeight(0);
    stage.setWidth(1100);
    stage.setHeight(800);
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  /// Answers when it is told to.
  private final class Asker implements SnmpAsker {
    @Override
    public Runnable ask(
        SnmpRequest request, IntConsumer progress, Consumer<Walked> done, Consumer<String> failed) {
      asked.add(request + " " + request.secret());
      answering = done;
      failing = failed;
      progress.accept(1);
      return () -> asked.add("stopped");
    }

    @Override
    public void use(
        IpAddress exporter, List<NamedInterface> told, Runnable done, Consumer<String> failed) {
      told.forEach(one -> said.add(exporter + " " + one.index() + "=" + one.name()));
      done.run();
    }
  }

  @Test
  void namesThatTheAgentTellsAreShownBesideThoseInForceAndUsed(FxRobot robot) {
    show(
        List.of(
            new Known("10.0.0.10")
                .interfaces(new InterfaceStatus(7, "up", "", 0, 0, 0, 0, 0, 0, 1))
                .status()),
        Known.LIVE,
        Overrides.NONE);
    robot.interact(robot.lookup("#exporter-snmp").queryAs(Button.class)::fire);
    TextField community = robot.lookup("#snmp-community").queryAs(TextField.class);
    Button ask = robot.lookup("#snmp-ask").queryAs(Button.class);
    Button use = robot.lookup("#snmp-use").queryAs(Button.class);
    Label state = robot.lookup("#snmp-state").queryAs(Label.class);
    assertTrue(use.isDisabled(), "nothing is told yet");
    robot.interact(() -> community.setText("it is known"));
    robot.interact(ask::fire);
    assertEquals(List.of("SNMP 10.0.0.10:161 it is known"), asked);
    assertEquals("1 interface so far…", state.getText());
    robot.interact(() -> failing.accept("No answer."));
    assertEquals("No answer.", state.getText());
    assertEquals("Ask", ask.getText());
    robot.interact(ask::fire);
    robot.interact(ask::fire);
    assertEquals("stopped", asked.getLast());
    robot.interact(ask::fire);
    robot.interact(
        () ->
            answering.accept(
                new Walked(
                    "edge-1",
                    "Rack 7",
                    List.of(new Walked.Interface(7, "xe-7", "x", "out", 6, 10_000_000_000L)),
                    true)));
    assertEquals("edge-1 (Rack 7) has 1 interface.", state.getText());
    robot.interact(use::fire);
    assertEquals(List.of("10.0.0.10 7=xe-7"), said);
  }

  @Test
  void whatWasReportedTwiceIsMeasuredOnRequestAndSaid(FxRobot robot) {
    show();
    Button measure = robot.lookup("#exporters-twice").queryAs(Button.class);
    Label said = robot.lookup("#exporters-twice-said").queryAs(Label.class);
    assertFalse(said.isVisible());
    robot.interact(measure::fire);
    assertEquals(1, measured);
    assertTrue(measure.isDisabled(), "one measuring at a time");
    robot.interact(() -> page.showTwice(List.of("10.0 % twice.", "A filter counts once.")));
    assertEquals("10.0 % twice.\nA filter counts once.", said.getText());
    assertTrue(said.isVisible());
    assertFalse(measure.isDisabled());
    robot.interact(page::await);
    assertFalse(said.isVisible(), "what was measured is not of another source");
  }

  private static List<ExporterStatus> five() {
    return List.of(
        new Known("10.0.0.11").status(),
        new Known("10.0.0.9").lost(100, 10).clockAhead(-40).malformed(Reason.TRUNCATED, 7).status(),
        new Known("9.0.0.1").sends(FlowType.IPFIX, FlowType.SFLOW_5).records(3_000_000).status(),
        new Known("2001:db8::1").rate(0).status(),
        new Known("10.0.0.10")
            .interfaces(
                new InterfaceStatus(
                    7, "up", "to the world", 10_000_000_000L, 1, 1, 1, 2.5e9, 1e6, 1))
            .status());
  }

  private void show(List<ExporterStatus> exporters, Seen seen, Overrides overrides) {
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          page.show(exporters, Optional.empty(), seen, overrides);
          page.applyCss();
          page.layout();
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void show() {
    show(
        five(),
        Known.LIVE,
        Overrides.NONE.with(ILL, Overrides.Exporter.NOTHING.withName("branch").withSite("South")));
  }

  @SuppressWarnings("unchecked")
  private static TableView<Row> table(FxRobot robot) {
    return robot.lookup("#exporters .exporter-table").queryAllAs(TableView.class).stream()
        .filter(table -> "Exporters".equals(table.getAccessibleText()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(FxRobot robot) {
    return table(robot).getItems().stream().map(Row::name).toList();
  }

  /// Texts of one row, as they are drawn, by column.
  private static List<String> cells(FxRobot robot, String name) {
    TableView<Row> table = table(robot);
    int index = names(robot).indexOf(name);
    return robot.from(table).lookup(".table-row-cell").queryAllAs(TableRow.class).stream()
        .filter(row -> row.getIndex() == index)
        .flatMap(row -> row.getChildrenUnmodifiable().stream())
        .map(cell -> Objects.requireNonNullElse(((Labeled) cell).getText(), ""))
        .toList();
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Label.class).getText();
  }

  private static List<String> facts(FxRobot robot) {
    return robot.lookup("#exporters .fact-value").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .toList();
  }

  @Test
  void rowsAreInTheOrderOfAddressesAndTheWorstIsChosen(FxRobot robot) {
    show();
    assertEquals(
        List.of("9.0.0.1", "branch", "10.0.0.10", "10.0.0.11", "2001:db8::1"), names(robot));
    assertEquals(Optional.of(ILL), page.chosen());
    assertEquals(1, chosen);
    assertEquals("branch", text(robot, ".exporter-name"));
    assertEquals("Malformed datagrams, 1 more", text(robot, ".exporter-state"));
    assertEquals(
        "5 exporters · 2 need attention · 100 lost by sequence numbers · 7 dropped",
        text(robot, "#exporters-summary"));
  }

  @Test
  void aRowSaysInWordsHowItsExporterIs(FxRobot robot) {
    stage.setWidth(1600);
    show();
    assertEquals(
        List.of(
            "branch",
            "Malformed datagrams, 1 more",
            "10.0.0.9",
            "NetFlow 9",
            "1:1000 (options: system)",
            "",
            "20,000",
            "100 (9.1 %)",
            "7",
            "40 s behind",
            "now"),
        cells(robot, "branch"));
    assertEquals(
        List.of("Sampling rate unknown", "2001:db8::1", "NetFlow 9", "unknown"),
        cells(robot, "2001:db8::1").subList(1, 5));
    assertEquals(
        List.of("Healthy", "9.0.0.1", "IPFIX, sFlow 5"), cells(robot, "9.0.0.1").subList(1, 4));
  }

  @Test
  void factsOfTheChosenOneAreInCards(FxRobot robot) {
    show();
    assertEquals(
        List.of(
            "branch — said in this data set",
            "10.0.0.9",
            "South",
            "as sent",
            "NetFlow 9",
            "a flow",
            "now",
            "none", // the exporter
            "–",
            "20,000",
            "1,000",
            "1:1000 (options: system)",
            "none", // what came
            "100 datagrams (9.1 %)",
            "7 malformed datagrams",
            "nothing",
            "40 s behind",
            "2"),
        facts(robot));
    List<String> sentences =
        robot.lookup("#exporter-findings .finding-seen").queryAllAs(Label.class).stream()
            .map(Label::getText)
            .toList();
    assertEquals(3, sentences.size());
    assertTrue(sentences.get(0).startsWith("7 datagrams dropped as malformed"), sentences.get(0));
    assertTrue(sentences.get(1).startsWith("Its clock was 40 s behind"), sentences.get(1));
    assertTrue(sentences.get(2).endsWith("10 gaps in its sequence numbers, none lately."));
  }

  @Test
  void ratesAreOfTheLastSeconds(FxRobot robot) {
    show(
        List.of(
            new Known("10.0.0.9").going(250, 0).status(),
            new Known("10.0.0.10").going(1235, 0).status()),
        Known.LIVE,
        Overrides.NONE);
    assertEquals("250", facts(robot).get(8));
    assertTrue(cells(robot, "10.0.0.10").contains("1,235"));
  }

  @Test
  void aClickOnAHeaderSortsByNumbersAndByHowBadItIs(FxRobot robot) {
    show();
    sort(robot, "Flows");
    assertEquals("9.0.0.1", names(robot).getLast());
    sort(robot, "State");
    assertEquals(List.of("branch", "2001:db8::1"), names(robot).subList(0, 2));
    sort(robot, "Lost");
    assertEquals("branch", names(robot).getLast());
    assertEquals(Optional.of(ILL), page.chosen());
    show(); // it stays as it is sorted
    assertEquals("branch", names(robot).getLast());
  }

  private static void sort(FxRobot robot, String title) {
    TableColumn<Row, ?> column =
        table(robot).getColumns().stream()
            .filter(each -> each.getText().equals(title))
            .findFirst()
            .orElseThrow();
    assertTrue(column.isSortable());
    WaitForAsyncUtils.waitForAsyncFx(
        10_000, () -> table(robot).getSortOrder().setAll(List.of(column)));
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void whatIsChosenStaysChosen(FxRobot robot) {
    show();
    select(robot, "10.0.0.10");
    assertEquals(2, chosen);
    assertEquals("10.0.0.10", text(robot, ".exporter-name"));
    show();
    assertEquals(Optional.of(IpAddress.parse("10.0.0.10")), page.chosen());
    assertEquals(2, chosen);
    assertEquals("Nothing is wrong.", text(robot, "#exporter-findings .finding .label"));
    show(List.of(new Known("10.0.0.99").status()), Known.LIVE, Overrides.NONE); // another source
    assertEquals(Optional.of(IpAddress.parse("10.0.0.99")), page.chosen());
  }

  private static void select(FxRobot robot, String name) {
    WaitForAsyncUtils.waitForAsyncFx(
        10_000, () -> table(robot).getSelectionModel().select(names(robot).indexOf(name)));
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void interfacesHaveSpeedsInTheUnitThatSuitsThem(FxRobot robot) {
    show();
    select(robot, "10.0.0.10");
    List<String> texts =
        robot
            .lookup("#exporters .exporter-tabs .exporter-table")
            .queryAllAs(TableView.class)
            .stream()
            .filter(table -> "Interfaces".equals(table.getAccessibleText()))
            .flatMap(
                table -> robot.from(table).lookup(".table-cell").queryAllAs(Labeled.class).stream())
            .filter(Node::isVisible)
            .map(Labeled::getText)
            .filter(text -> text != null && !text.isEmpty())
            .toList();
    assertEquals(
        List.of(
            "7",
            "up",
            "options",
            "to the world",
            "10 Gbit/s",
            "2.50 Gbit/s",
            "1.00 Mbit/s",
            "25.0 %"),
        texts);
    assertTrue(tabs(robot).contains("Interfaces (1)"), tabs(robot).toString());
  }

  private static List<String> tabs(FxRobot robot) {
    return robot.lookup("#exporters .tab-label").queryAllAs(Labeled.class).stream()
        .map(Labeled::getText)
        .toList();
  }

  @Test
  void theMenuCopiesFiltersAndRenames(FxRobot robot) {
    show();
    TableView<Row> table = table(robot);
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          var place = table.localToScreen(table.getBoundsInLocal());
          table.fireEvent(
              new ContextMenuEvent(
                  ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                  20,
                  40,
                  place.getMinX() + 20,
                  place.getMinY() + 40,
                  false,
                  null));
        });
    List<MenuItem> items =
        robot.listWindows().stream()
            .filter(Window::isShowing)
            .filter(ContextMenu.class::isInstance)
            .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
            .toList();
    assertEquals(
        List.of(
            "Show flows of branch",
            "Show records of branch",
            "Rename…",
            "Block: drop what it sends",
            "Copy address 10.0.0.9",
            "Copy as"),
        items.stream().map(MenuItem::getText).toList());
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          items.forEach(MenuItem::fire);
          assertEquals("10.0.0.9", Clipboard.getSystemClipboard().getString());
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of("10.0.0.9", "records of 10.0.0.9"), filtered);
    assertEquals(List.of("10.0.0.9 blocked"), said);
    said.clear();
    robot.type(KeyCode.ESCAPE).eraseText(6).write("south-1").type(KeyCode.ENTER);
    assertEquals(List.of("10.0.0.9 south-1"), said);
  }

  @Test
  void buttonsDoTheSame(FxRobot robot) {
    show();
    robot.clickOn(robot.lookup("#exporter-flows").queryAs(Button.class), MouseButton.PRIMARY);
    assertEquals(List.of("10.0.0.9"), filtered);
    robot.clickOn("#exporter-rename");
    assertTrue(robot.lookup("#exporter-name").query().isFocused());
  }

  @Test
  void withoutExportersTheNextStepIsSaid(FxRobot robot) {
    show(List.of(), Known.LIVE, Overrides.NONE);
    assertTrue(text(robot, "#exporters-empty").startsWith("Point one at this machine"));
    show(List.of(), Known.FILE, Overrides.NONE);
    assertTrue(text(robot, "#exporters-empty").startsWith("These flows came without"));
    assertTrue(robot.lookup("#exporters .exporter-table").tryQuery().isEmpty());
    show();
    assertTrue(robot.lookup("#exporters-empty").tryQuery().isEmpty());
  }

  @Test
  void whyNothingIsReadIsSaidAbove(FxRobot robot) {
    show();
    Label warning = robot.lookup("#exporters-warning").queryAs(Label.class);
    assertFalse(warning.isVisible());
    WaitForAsyncUtils.waitForAsyncFx(10_000, () -> page.warn(Optional.of("It cannot be read.")));
    assertTrue(warning.isVisible());
    assertEquals("It cannot be read.", warning.getText());
  }

  /// Columns go, numbers are not cut, and cards come below each other; the table is as high as its
  /// rows.
  @Test
  void narrowOrWideNumbersAreWhole(FxRobot robot) {
    for (double width : new double[] {740, 1060, 1700, 2 * 740}) {
      double zoom = width == 2 * 740 ? 2 : 1;
      WaitForAsyncUtils.waitForAsyncFx(
          10_000,
          () -> {
            Zoom.set(stage.getScene(), zoom);
            stage.setWidth(width);
          });
      show();
      show();
      for (Labeled cell :
          robot.from(table(robot)).lookup(".table-cell.number").queryAllAs(Labeled.class)) {
        if (cell.isVisible() && cell.getText() != null) {
          assertFalse(cell.isTextTruncated(), cell.getText() + " at " + width);
        }
      }
      List<String> shown =
          table(robot).getVisibleLeafColumns().stream().map(TableColumn::getText).toList();
      assertTrue(shown.containsAll(List.of("Exporter", "State", "Lost")), shown.toString());
      assertEquals(width > 1500, shown.contains("Clock"), shown + " at " + width);
      double columns =
          table(robot).getVisibleLeafColumns().stream().mapToDouble(TableColumn::getWidth).sum();
      assertTrue(columns <= width, columns + " of " + width);
      double rows = table(robot).getHeight() / table(robot).getFixedCellSize();
      assertEquals(6.4, rows, 0.3, "rows and the header at " + width);
    }
  }

  private static FlowExporters found() {
    long first = 1_795_255_200_000_000_000L;
    long minute = 60_000_000_000L;
    ExporterFlows edge =
        new ExporterFlows(
            IpAddress.parse("192.0.2.1"),
            12_345_678,
            98_765_432,
            987_654_321_000L,
            new TreeMap<>(Map.of(100L, 12_000_000L, 0L, 345_678L)),
            List.of(
                new Interface(1, 9_000_000, 700_000_000_000L, 3_000_000, 200_000_000_000L),
                new Interface(0, 0, 0, 345_678, 87_654_321_000L)),
            first,
            first + 1440 * minute,
            true,
            List.of(
                new Gap(first + 60 * minute, first + 76 * minute),
                new Gap(first + 600 * minute, first + 601 * minute)));
    ExporterFlows lab =
        new ExporterFlows(
            IpAddress.parse("192.0.2.2"),
            3,
            3,
            4_500,
            new TreeMap<>(),
            List.of(),
            first,
            first + 700 * minute,
            false,
            List.of());
    return new FlowExporters(
        first,
        first + 1440 * minute,
        minute,
        List.of(edge, lab),
        List.of("The flows here have no X."));
  }

  @Test
  void whatFlowsTellOfWhoExportedThemIsShown(FxRobot robot) {
    Labels names =
        new Labels(
            Map.of(
                IpAddress.parse("192.0.2.1"), new Labels.Exporter("edge-1", Map.of(1L, "uplink"))),
            Set.of());
    WaitForAsyncUtils.waitForAsyncFx(10_000, () -> page.await());
    assertTrue(robot.lookup("#exporters-empty").tryQuery().isPresent());
    WaitForAsyncUtils.waitForAsyncFx(10_000, () -> page.show(found(), names, Known.FILE));
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals("2 exporters · 12,345,681 flows", text(robot, "#exporters-summary"));
    String origin = text(robot, "#exporters-origin");
    assertTrue(origin.startsWith("Made from the flows from 2026-11-21 "), origin);
    assertTrue(origin.contains("Templates, losses and clocks") && origin.endsWith("no X."), origin);
    List<String> cells = cells(robot);
    for (String cell :
        List.of(
            "edge-1 (192.0.2.1)",
            "unknown, 1:100",
            "12,345,678",
            "988 GB",
            "2, together 17 min",
            "192.0.2.2",
            "unknown",
            "sends seldom",
            "uplink (1)",
            "700 GB",
            "none told")) {
      assertTrue(cells.contains(cell), cell + " in " + cells);
    }
    assertTrue(
        tabs(robot).containsAll(List.of("Interfaces (2)", "Gaps (2)", "Sampling rates (2)")));
    robot.clickOn("#flow-exporter-flows");
    assertEquals(List.of("192.0.2.1"), filtered);
    robot.clickOn(
        robot.lookup("#flow-exporters .table-cell").queryAllAs(Labeled.class).stream()
            .filter(cell -> "192.0.2.2".equals(cell.getText()))
            .findFirst()
            .orElseThrow());
    assertTrue(tabs(robot).containsAll(List.of("Interfaces", "Gaps")), tabs(robot)::toString);
  }

  private static List<String> cells(FxRobot robot) {
    return robot.lookup("#exporters .table-cell").queryAllAs(Labeled.class).stream()
        .filter(cell -> cell.getText() != null)
        .map(Labeled::getText)
        .toList();
  }

  @Test
  void findingsActAndWhatIsShownIsInView(FxRobot robot) {
    stage.setHeight(600);
    show(
        List.of(
            new Known("10.0.0.9")
                .rate(0)
                .sets(2, 3)
                .malformed(Reason.TRUNCATED, 7)
                .going(20, 0)
                .status()),
        Known.LIVE,
        Overrides.NONE);
    robot.interact(() -> robot.lookup("#finding-malformed").queryAs(Button.class).fire());
    assertEquals(List.of("10.0.0.9 blocked"), said);
    robot.interact(() -> robot.lookup("#finding-no-rate").queryAs(Button.class).fire());
    Node rate = robot.lookup("#exporter-rate").query();
    assertTrue(rate.isFocused());
    assertTrue(rate.localToScene(rate.getBoundsInLocal()).getMinY() < 600, "in view");
    robot.interact(() -> robot.lookup("#finding-no-template").queryAs(Button.class).fire());
    assertTrue(robot.lookup("#templates").query().isVisible());
    robot.interact(() -> robot.lookup("#exporter-block").queryAs(Button.class).fire());
    assertEquals(2, said.size());
  }

  @Test
  void aRecordOfTheChosenTemplateIsShownWithItsFieldMarked(FxRobot robot) {
    ExporterStatus exporter = new Known("10.0.0.9").status();
    TemplateStatus template =
        new TemplateStatus(
            FlowType.IPFIX,
            1,
            256,
            false,
            0,
            List.of(
                new TemplateStatus.Field(1, 4, 0, true, "bytes"),
                new TemplateStatus.Field(9999, 2, 0, false, "")));
    long nanos = Known.NOW.getEpochSecond() * 1_000_000_000L;
    ExporterMemory memory =
        new ExporterMemory(
            exporter.address(),
            nanos,
            List.of(template),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new TemplateChange(FlowType.IPFIX, 1, 256, nanos, List.of(), template.fields())),
            List.of(new TemplateSample(template, nanos, "0000000a0102", 6)),
            exporter.watched());
    robot.interact(
        () -> page.show(List.of(exporter), Optional.of(memory), Known.LIVE, Overrides.NONE));
    assertTrue(tabs(robot).contains("Template changes (1)"), tabs(robot).toString());
    robot.interact(
        () ->
            robot
                .lookup("#exporters .tab-pane")
                .queryAs(TabPane.class)
                .getSelectionModel()
                .select(2));
    List<Label> octets = List.copyOf(robot.lookup(".record-field").queryAllAs(Label.class));
    assertEquals(List.of("00 00 00 0a", "01 02"), octets.stream().map(Label::getText).toList());
    assertTrue(octets.getFirst().getPseudoClassStates().toString().contains("marked"));
    robot.interact(
        () ->
            robot
                .lookup("#template-fields")
                .queryAs(TableView.class)
                .getSelectionModel()
                .select(1));
    assertTrue(octets.getLast().getPseudoClassStates().toString().contains("marked"));
  }
}
