package weir.ui.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import weir.app.DataSets;
import weir.enrich.download.Downloads;
import weir.enrich.download.TableServer;
import weir.flow.Direction;
import weir.flow.IpAddress;
import weir.naming.Bundled;
import weir.naming.Layers;
import weir.naming.NameSheet;
import weir.naming.NameSheets;
import weir.naming.NamesFile;
import weir.naming.Naming;
import weir.naming.Origin;
import weir.naming.Table;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.DirectionShares;
import weir.ui.control.Background;
import weir.ui.control.Zoom;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.FilterField;

@ExtendWith(ApplicationExtension.class)
class NamesPageTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");

  @TempDir private static Path folder;
  private static TableServer server;

  private NamesFile names;
  private NamesPage page;
  private Stage stage;
  private boolean left;
  private boolean here;
  private boolean held;
  private boolean later;
  private final List<Runnable> waiting = new ArrayList<>();
  private final List<Naming> drafts = new CopyOnWriteArrayList<>();
  private final List<NameSheet.Line> unsaid = new ArrayList<>();
  private final ExploreModel model = new ExploreModel(() -> 0L, Views.builtIn().first());

  @SuppressWarnings("NullAway.Init") // TestFX starts it
  NamesPageTest() {}

  /// All at once, on the JavaFX thread; or when the test says so.
  private final class AtOnce implements Background {
    @Override
    public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
      if (later) {
        waiting.add(() -> now(work, done, failed));
      } else {
        now(work, done, failed);
      }
    }

    private <T> void now(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
      try {
        done.accept(work.get());
      } catch (RuntimeException e) {
        failed.accept(e);
      }
    }
  }

  private final class Work implements NamesWork {
    @Override
    public Layers layers() {
      return names
          .layers()
          .with(
              Origin.COUNTERS,
              Naming.NONE.with(
                  EDGE,
                  one ->
                      one.with(1, port -> port.withName("Gi0/1").withSpeed(1_000_000_000))
                          .with(2, port -> port.withName("Gi0/2"))))
          .with(Origin.BUNDLED, Bundled.NAMES)
          .with(
              Origin.DATA_SET,
              here && unsaid.isEmpty()
                  ? Naming.NONE.with(EDGE, one -> one.with(2, port -> port.withName("here")))
                  : Naming.NONE);
    }

    @Override
    public Optional<Path> file() {
      return names.path();
    }

    @Override
    public List<String> problems() {
      return names.problems();
    }

    @Override
    public void change(UnaryOperator<Naming> change) {
      try {
        names.change(change);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Optional<DirectionShares> shares(UnaryOperator<Naming> change, Cancel cancel) {
      Naming asked = change.apply(names.said());
      drafts.add(asked);
      double in = asked.own().size() + asked.directions().size();
      return Optional.of(
          new DirectionShares(new TimeRange(0, 1), Map.of(Direction.IN, in, Direction.OUT, 1.0)));
    }

    @Override
    public FilterField filter(String id, Supplier<Filter> holds, Consumer<Filter> chosen) {
      return new FilterField(model, id, holds, chosen, Platform::runLater);
    }

    @Override
    public Node refill() {
      return new Label();
    }

    @Override
    public Optional<String> cannotUnsay() {
      return held ? Optional.of("Another Weir has it open.") : Optional.empty();
    }

    @Override
    public void unsay(NameSheet sheet, List<NameSheet.Line> lines) {
      unsaid.addAll(lines);
    }

    @Override
    public Optional<Path> csv() {
      return Optional.of(folder.resolve("in.csv"));
    }

    @Override
    public Optional<Path> table() {
      return Optional.of(folder.resolve("chosen.mmdb"));
    }

    @Override
    public Optional<Path> csvTo(String name) {
      return Optional.of(folder.resolve(name));
    }

    @Override
    public Optional<Downloads> downloads() {
      return Optional.of(new Downloads(folder, server.tls()));
    }

    @Override
    public void open(Path file) throws IOException {
      throw new IOException("nothing opens it");
    }
  }

  @BeforeAll
  static void serve() throws Exception {
    server = new TableServer(folder);
  }

  @AfterAll
  static void serveNoMore() {
    server.close();
  }

  @Start
  void start(Stage window) throws IOException {
    stage = window;
    Path file = folder.resolve("names.json");
    Files.deleteIfExists(file);
    names = NamesFile.of(file, DataSets.readers());
    page = new NamesPage(new Work(), new AtOnce(), () -> left = true);
    page.getStyleClass().add("shell");
    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
    Scene scene = new Scene(page, 1100, 700);
    for (String sheet : List.of("/weir/css/weir.css", "/weir/css/shell.css")) {
      Zoom.style(scene, Objects.requireNonNull(getClass().getResource(sheet)).toExternalForm());
    }
    stage.setScene(scene);
    stage.setWidth(1100);
    stage.setHeight(700);
    stage.show();
    page.refresh();
  }

  @SuppressWarnings("unchecked")
  private static TableView<NameSheet.Line> table(FxRobot robot) {
    return robot.lookup("#names-table").queryAs(TableView.class);
  }

  private static List<List<String>> lines(FxRobot robot) {
    return table(robot).getItems().stream().map(NameSheet.Line::cells).toList();
  }

  private static String said(FxRobot robot) {
    return robot.lookup("#names-said").queryAs(Label.class).getText();
  }

  private void fire(FxRobot robot, String button) {
    robot.interact(() -> robot.lookup(button).queryAs(Button.class).fire());
  }

  private void type(FxRobot robot, String field, String text) {
    robot.interact(() -> robot.lookup(field).queryAs(TextField.class).setText(text));
  }

  private void edit(FxRobot robot, int row, String id, String text) {
    robot.interact(
        () -> {
          TableView<NameSheet.Line> table = table(robot);
          @SuppressWarnings("unchecked")
          TableColumn<NameSheet.Line, String> column =
              (TableColumn<NameSheet.Line, String>)
                  table.getColumns().stream()
                      .filter(one -> ("names-column-" + id).equals(one.getId()))
                      .findFirst()
                      .orElseThrow();
          column
              .getOnEditCommit()
              .handle(
                  new TableColumn.CellEditEvent<>(
                      table,
                      new javafx.scene.control.TablePosition<>(table, row, column),
                      TableColumn.editCommitEvent(),
                      text));
        });
  }

  /// Its size first, then the table, which is a line of the names file then.
  @Test
  void aTableIsDownloadedWhenSomebodyWantsIt(FxRobot robot) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    byte[] places = "1.0.0.0/8,DE,Berlin\n".getBytes(UTF_8);
    URI address =
        server.at(
            "/my-places.csv",
            exchange -> {
              asked.incrementAndGet();
              boolean head = exchange.getRequestMethod().equals("HEAD");
              exchange.getResponseHeaders().set("Content-Length", "" + places.length);
              exchange.sendResponseHeaders(200, head ? -1 : places.length);
              if (!head) {
                exchange.getResponseBody().write(places);
              }
              exchange.close();
            });
    assertTrue(
        robot.lookup("#names-download").tryQuery().isEmpty(), "of other names there is none");
    robot.interact(() -> page.choose(NameSheets.FILES));
    assertTrue(robot.lookup("#names-download").query().isVisible());
    ComboBox<?> offers = robot.lookup("#names-download-offer").queryComboBox();
    robot.interact(() -> offers.getSelectionModel().select(3));
    assertTrue(
        robot.lookup("#names-download-whose").queryAs(Label.class).getText().contains("CC BY 4.0"));
    robot.interact(() -> offers.getSelectionModel().selectLast());
    type(robot, "#names-download-address", address.toString());
    assertTrue(robot.lookup("#names-download-fetch").queryButton().isDisabled());
    assertEquals(0, asked.get(), "unasked");
    fire(robot, "#names-download-look");
    assertEquals(address + ": 0.0 kB", downloadSaid(robot));
    assertEquals(1, asked.get());
    assertEquals(List.of(), names.now().tables());
    fire(robot, "#names-download-fetch");
    assertTrue(downloadSaid(robot).startsWith("It is there as"), downloadSaid(robot));
    assertEquals(List.of(new Table(Table.Kind.PLACES, "my-places.csv")), names.now().tables());
    assertEquals(List.of(List.of("places", "my-places.csv")), lines(robot));
    assertTrue(Files.exists(folder.resolve("my-places.csv")));
    fire(robot, "#names-add-choose");
    type(robot, "#names-add-kind", "places");
    fire(robot, "#names-add");
    assertEquals("chosen.mmdb", names.now().tables().getLast().path());
    fire(robot, "#names-download-fetch");
    assertEquals("my-places.csv", names.now().tables().getFirst().path(), "it keeps its place");
    type(robot, "#names-download-address", "http://localhost/x");
    assertTrue(robot.lookup("#names-download-fetch").queryButton().isDisabled());
    fire(robot, "#names-download-look");
    assertTrue(downloadSaid(robot).contains("begins with https://"), downloadSaid(robot));
  }

  @Test
  void lateAnswersOfDownloadsAreOfNoUseAndTakeNoKeyboard(FxRobot robot) {
    robot.interact(() -> page.choose(NameSheets.FILES));
    later = true;
    type(robot, "#names-download-address", "http://localhost/one");
    fire(robot, "#names-download-look");
    type(robot, "#names-download-address", "http://localhost/two");
    robot.interact(() -> robot.lookup("#names-search").query().requestFocus());
    robot.interact(waiting.removeFirst());
    assertEquals("", downloadSaid(robot), "of another address");
    fire(robot, "#names-download-look");
    fire(robot, "#names-download-look");
    assertEquals(1, waiting.size(), "asked once");
    robot.interact(waiting.removeFirst());
    assertTrue(downloadSaid(robot).contains("begins with https://"), downloadSaid(robot));
    assertTrue(robot.lookup("#names-search").query().isFocused());
  }

  private static String downloadSaid(FxRobot robot) {
    return robot.lookup("#names-download-said").queryAs(Label.class).getText();
  }

  @Test
  void namesAreAddedEditedDeletedAndBroughtBack(FxRobot robot) {
    type(robot, "#names-add-address", "192.0.2.300");
    fire(robot, "#names-add");
    assertEquals("'192.0.2.300' is not an IPv4 or IPv6 address", said(robot));
    type(robot, "#names-add-address", "192.0.2.1");
    type(robot, "#names-add-name", "edge-1");
    fire(robot, "#names-add");
    assertEquals("edge-1", names.now().exporter(EDGE).name());
    assertEquals(List.of("192.0.2.1", "edge-1", "", "", "", ""), lines(robot).getFirst());
    edit(robot, 0, "site", "Berlin");
    assertEquals("Berlin", names.now().exporter(EDGE).site());
    edit(robot, 0, "sampling_rate", "often");
    assertTrue(said(robot).startsWith("'often' is not a number"), said(robot));
    assertEquals(0, names.now().exporter(EDGE).samplingRate());
    robot.interact(() -> table(robot).getSelectionModel().select(0));
    robot.interact(
        () ->
            table(robot)
                .fireEvent(
                    new KeyEvent(
                        KeyEvent.KEY_PRESSED, "", "", KeyCode.DELETE, false, false, false, false)));
    assertTrue(names.now().exporter(EDGE).isNothing());
    fire(robot, "#names-undo");
    assertEquals("Berlin", names.now().exporter(EDGE).site());
    assertTrue(Files.exists(folder.resolve("names.json")));
    fire(robot, "#names-close");
    assertTrue(left);
  }

  @Test
  void whatOthersSaySaysWhoAndIsOverruledByHand(FxRobot robot) throws IOException {
    robot.interact(() -> page.choose("interfaces"));
    assertEquals("Gi0/1", lines(robot).getFirst().get(2));
    assertEquals(Origin.COUNTERS, table(robot).getItems().getFirst().origin());
    edit(robot, 0, "name", "uplink");
    assertEquals("uplink", names.now().exporter(EDGE).interfaceOf(1).name());
    assertEquals(Origin.FILE, table(robot).getItems().getFirst().origin());
    type(robot, "#names-search", "uplink");
    assertEquals(1, table(robot).getItems().size());
    type(robot, "#names-search", "");
    Files.writeString(
        folder.resolve("in.csv"), "exporter,index,name\n192.0.2.1,7,seven\n192.0.2.1,8,eight\n");
    fire(robot, "#names-import");
    assertEquals("2 lines of in.csv were taken in.", said(robot));
    assertEquals("seven", names.now().exporter(EDGE).interfaceOf(7).name());
    fire(robot, "#names-export");
    assertEquals(5, Files.readString(folder.resolve("interfaces.csv")).lines().count());
    Files.writeString(folder.resolve("in.csv"), "exporter,index,name\n192.0.2.1,x,seven\n");
    fire(robot, "#names-import");
    assertTrue(said(robot).contains("in.csv, line 2: 'x' is not a number"), said(robot));
  }

  private static String text(FxRobot robot, String label) {
    return robot.lookup(label).queryAs(Label.class).getText();
  }

  private static void await(BooleanSupplier condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        10, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition::getAsBoolean).get());
  }

  private void press(FxRobot robot, String node, KeyCode code, boolean shortcut, boolean alt) {
    robot.interact(
        () ->
            robot
                .lookup(node)
                .query()
                .fireEvent(
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, shortcut, alt, false)));
  }

  private void rule(FxRobot robot, String direction, String filter) {
    robot.interact(
        () -> {
          @SuppressWarnings("unchecked")
          ComboBox<String> directions = robot.lookup("#rules-direction").queryAs(ComboBox.class);
          directions.setValue(direction);
        });
    type(robot, "#rules-filter", filter);
    press(robot, "#rules-filter", KeyCode.ENTER, false, false);
  }

  @Test
  void rulesAreWrittenOrderedAndInForceWhenAllCanBeRead(FxRobot robot) throws Exception {
    robot.interact(() -> page.choose("directions"));
    rule(robot, "in", "dst port 443");
    rule(robot, "out", "direction in");
    assertTrue(text(robot, "#rules-state").contains("Rule 2 cannot be read"), "red, with why");
    Button force = robot.lookup("#rules-force").queryAs(Button.class);
    assertTrue(force.isDisabled());
    assertEquals(List.of(), names.now().directions());
    robot.interact(
        () -> robot.lookup("#rules-table").queryAs(TableView.class).getSelectionModel().select(1));
    type(robot, "#rules-filter", "src port 443");
    press(robot, "#rules-filter", KeyCode.ENTER, false, false);
    press(robot, "#rules-filter", KeyCode.UP, false, true);
    await(() -> text(robot, "#names-shares").startsWith("Not in force yet: 67 % in, 33 % out"));
    assertEquals(List.of(), names.now().directions(), "not before somebody says so");
    press(robot, "#rules-filter", KeyCode.ENTER, true, false);
    assertEquals(
        List.of("out: src port 443", "in: dst port 443"), names.now().directions(), "the order");
    await(() -> text(robot, "#names-shares").startsWith("In force: 67 % in"));
    fire(robot, "#names-undo");
    assertEquals(List.of(), names.now().directions());
  }

  @Test
  void whatIsTypedOfOwnNetworksIsToldBeforeItIsInForce(FxRobot robot) throws Exception {
    robot.interact(() -> page.choose("own_networks"));
    await(() -> text(robot, "#names-shares").startsWith("In force: 100 % out"));
    type(robot, "#names-add-prefix", "10.0.0.0/8");
    await(() -> text(robot, "#names-shares").startsWith("Not in force yet: 50 % in, 50 % out"));
    assertEquals(List.of("10.0.0.0/8"), drafts.getLast().own());
    assertEquals(List.of(), names.now().own());
  }

  /// A cell that is left again says what is in force.
  private void editAndTakeBack(FxRobot robot) {
    robot.interact(
        () -> {
          TableView<NameSheet.Line> table = table(robot);
          table.layout();
          table.edit(0, table.getColumns().get(2));
          table.edit(-1, null);
        });
  }

  @Test
  void whatIsSaidInTheDataSetAloneMovesIntoTheFile(FxRobot robot) {
    here = true;
    robot.interact(page::refresh);
    robot.interact(() -> page.choose("interfaces"));
    assertEquals(Origin.DATA_SET, table(robot).getItems().getFirst().origin());
    robot.interact(() -> table(robot).getSelectionModel().select(0));
    editAndTakeBack(robot);
    fire(robot, "#names-move");
    assertEquals("here", names.now().exporter(EDGE).interfaceOf(2).name());
    assertEquals(1, unsaid.size());
    assertTrue(
        robot.lookup("#names-undo").queryAs(Button.class).isDisabled(),
        "else it would be said nowhere");
    robot.interact(() -> page.choose("dscp"));
    assertEquals(List.of("0", "CS0"), lines(robot).getFirst());
    edit(robot, 0, "name", "plain");
    assertEquals(Origin.FILE, table(robot).getItems().getFirst().origin());
    assertEquals(Map.of(0, "plain"), names.now().words().dscp());
  }

  /// What the data set says counts before the file: a change beside it would be lost.
  @Test
  void whatIsSaidInTheDataSetMovesWhenItIsChanged(FxRobot robot) {
    here = true;
    held = true;
    robot.interact(page::refresh);
    robot.interact(() -> page.choose("interfaces"));
    int row = lines(robot).stream().map(line -> line.get(2)).toList().indexOf("here");
    robot.interact(() -> table(robot).getSelectionModel().select(row));
    assertFalse(robot.lookup("#names-move").query().isVisible(), "it cannot be moved");
    edit(robot, row, "name", "mine");
    assertTrue(said(robot).endsWith("Another Weir has it open."), said(robot));
    assertEquals(Naming.NONE, names.now(), "nothing half done");
    held = false;
    edit(robot, row, "name", "mine");
    assertTrue(said(robot).contains("now it is in the names file"), said(robot));
    assertEquals(1, unsaid.size());
    assertEquals("mine", names.now().exporter(EDGE).interfaceOf(2).name());
    assertEquals("mine", lines(robot).get(row).get(2));
    assertEquals(Origin.FILE, table(robot).getItems().get(row).origin());
  }

  @Test
  void whatIsTypedOfARuleStaysWhenNamesChange(FxRobot robot) throws IOException {
    robot.interact(() -> page.choose("directions"));
    rule(robot, "in", "dst port 443");
    rule(robot, "out", "src port 443");
    robot.interact(
        () -> robot.lookup("#rules-table").queryAs(TableView.class).getSelectionModel().select(1));
    type(robot, "#rules-filter", "src port 80");
    names.change(said -> said.with(EDGE, one -> one.withName("edge").withSite("Berlin")));
    robot.interact(page::refresh);
    assertEquals("src port 80", robot.lookup("#rules-filter").queryAs(TextField.class).getText());
    press(robot, "#rules-filter", KeyCode.UP, false, true);
    assertEquals("src port 80", robot.lookup("#rules-filter").queryAs(TextField.class).getText());
    type(robot, "#rules-filter", "site Nowhere and");
    press(robot, "#rules-filter", KeyCode.ENTER, true, false);
    assertEquals(List.of(), names.now().directions(), "not without what is typed");
    type(robot, "#rules-filter", "site Berlin");
    press(robot, "#rules-filter", KeyCode.ENTER, true, false);
    assertEquals(
        List.of("out: site Berlin", "in: dst port 443"),
        names.now().directions(),
        "what is typed is of the rules, by the names in force");
  }

  @Test
  void sharesAreAskedOnlyForWhatTellsDirections(FxRobot robot) throws Exception {
    robot.interact(() -> page.choose("systems"));
    await(() -> text(robot, "#names-shares").startsWith("In force: 100 % out"));
    int asked = drafts.size();
    type(robot, "#names-add-number", "64500");
    type(robot, "#names-add-name", "mine");
    assertTrue(text(robot, "#names-shares").startsWith("In force"), "nothing to be asked");
    assertEquals(asked, drafts.size());
    type(robot, "#names-add-own", "yes");
    assertTrue(text(robot, "#names-shares").startsWith("Asking"));
    type(robot, "#names-add-own", "");
    assertTrue(text(robot, "#names-shares").startsWith("In force"), "as it was");
    robot.interact(page::left);
    assertFalse(robot.lookup("#names-shares").query().isVisible(), "nobody looks");
    robot.interact(page::refresh);
    await(() -> text(robot, "#names-shares").startsWith("In force: 100 % out"));
  }

  @Test
  void tablesKeepTheirPlaceAndTheSameKindIsPickedAgain(FxRobot robot) throws IOException {
    robot.interact(() -> page.choose(NameSheets.FILES));
    ComboBox<String> kinds = robot.lookup("#names-add-kinds").queryComboBox();
    for (String file : List.of("one.csv", "two.csv")) {
      robot.interact(() -> kinds.setValue("places"));
      type(robot, "#names-add-file", file);
      fire(robot, "#names-add");
    }
    assertEquals(
        List.of("one.csv", "two.csv"), names.now().tables().stream().map(Table::path).toList());
  }
}
