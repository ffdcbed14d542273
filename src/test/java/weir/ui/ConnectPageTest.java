package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.flow.FlowField;
import weir.ingest.FailedSource;
import weir.ingest.RemoteSource;
import weir.query.Views;
import weir.settings.Secrets;
import weir.settings.SettingsFile;
import weir.store.Checkup;
import weir.store.Remote;
import weir.store.SchemaGuess;
import weir.store.ServerAddress;
import weir.store.StoreException;
import weir.store.TableColumns;

/// Connections to clusters, from the fields to the source, with the keyboard alone.
@ExtendWith(ApplicationExtension.class)
class ConnectPageTest {
  private static final Remote BACKBONE =
      new Remote(
          "Backbone",
          ServerAddress.parse("http://viewer@127.0.0.1/netmeta?table=flows_raw"),
          Remote.Trust.USUAL);

  private static final String PASSWORD = "clickhouse/viewer@127.0.0.1:8123";
  private static final String OTHER = "clickhouse/other@127.0.0.1:8123";

  private final TestWorkspace workspace = new TestWorkspace();
  private final SettingsFile settings = SettingsFile.none();
  private final Secrets secrets = Secrets.inMemory();
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    desktop = new Desktop(workspace, Views.builtIn(), settings, secrets, Exports.NONE, stage);
    stage.setWidth(1280);
    stage.setHeight(800);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    workspace.opens.countDown();
    workspace.checks.countDown();
    Objects.requireNonNull(desktop).close();
    settings.close();
  }

  private Shell shell() {
    return Objects.requireNonNull(desktop).shell();
  }

  private static void connect(FxRobot robot) throws Exception {
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
    robot.release(KeyCode.L, KeyCode.SHIFT, KeyCode.CONTROL);
    await(() -> robot.lookup("#connect-nodes").tryQuery().isPresent());
  }

  private static TextField field(FxRobot robot, String name) {
    return robot.lookup("#connect-" + name).queryAs(TextField.class);
  }

  private static void type(FxRobot robot, String name, String text) {
    robot.interact(
        () -> {
          field(robot, name).requestFocus();
          field(robot, name).setText(text);
        });
  }

  private static Button button(FxRobot robot, String name) {
    return robot.lookup("#connect-" + name).queryButton();
  }

  private static String values(FxRobot robot) {
    return String.join(
        " ",
        List.of("nodes", "user", "database", "table").stream()
            .map(name -> field(robot, name).getText())
            .toList());
  }

  @Test
  void anAddressFillsTheFieldsAndEnterConnects(FxRobot robot) throws Exception {
    connect(robot);
    assertTrue(button(robot, "apply").isDisabled(), "nothing is typed");
    assertFalse(robot.lookup("#connect-nodes-problem").query().isVisible());
    robot.write("http://viewer@127.0.0.1:8124/netmeta?table=flows_raw"); // it has the keyboard
    robot.type(KeyCode.TAB);
    await(() -> values(robot).equals("127.0.0.1:8124 viewer netmeta flows_raw"));
    type(robot, "password", "hush");
    type(robot, "name", "Backbone");
    robot.type(KeyCode.ENTER);
    await(() -> workspace.names().equals(List.of("Backbone")));
    assertEquals(
        List.of("remote http://viewer@127.0.0.1:8124/netmeta?table=flows_raw hush"),
        workspace.asked);
    await(() -> secrets.find("clickhouse/viewer@127.0.0.1:8124").isPresent());
    assertEquals("hush", secrets.find("clickhouse/viewer@127.0.0.1:8124").orElseThrow());
    assertEquals("Backbone", settings.now().remotes().getFirst().name());
    assertFalse(settings.now().toString().contains("hush"));
  }

  @Test
  void eachFieldSaysWhatIsWrongWithIt(FxRobot robot) throws Exception {
    connect(robot);
    type(robot, "nodes", "ch1.example:99999");
    assertEquals("'ch1.example:99999' is no host and port", texts(robot, "#connect-nodes-problem"));
    assertTrue(button(robot, "apply").isDisabled());
    assertTrue(button(robot, "test").isDisabled());
    type(robot, "nodes", "ch1.example");
    assertFalse(robot.lookup("#connect-nodes-problem").query().isVisible());
    assertFalse(button(robot, "apply").isDisabled());
    type(robot, "user", "a:b");
    assertTrue(texts(robot, "#connect-user-problem").startsWith("A user cannot have"));
    assertTrue(button(robot, "apply").isDisabled());
    type(robot, "user", "");
    assertEquals("ch1.example", field(robot, "name").getPromptText());
    robot.interact(
        () -> robot.lookup("#connect-http").<javafx.scene.control.ToggleButton>query().fire());
    assertTrue(texts(robot, ".connect-warning").contains("can be read on their way"));
    assertTrue(robot.lookup(".connect-warning").query().isVisible());
    assertFalse(robot.lookup("#connect-certificates").query().isVisible());
  }

  @Test
  void aTestSaysStepByStepWhatIsWrongAndWhichTablesThereAre(FxRobot robot) throws Exception {
    connect(robot);
    type(robot, "nodes", "ch1.example");
    workspace.checkup =
        new Checkup(
            List.of(new Checkup.Step("TLS", false, "its certificate is not trusted")), List.of());
    robot.interact(() -> button(robot, "test").fire());
    await(() -> texts(robot, ".checkup-bad").equals("its certificate is not trusted"));
    workspace.checkup =
        new Checkup(
            List.of(new Checkup.Step("Server", true, "ClickHouse 25.1")),
            List.of(
                new Checkup.Table("netmeta", "flows_raw", "NetMeta"),
                new Checkup.Table("go", "flows", "goflow2")));
    robot.interact(() -> button(robot, "test").fire());
    await(() -> robot.lookup(".checkup-table").queryAll().size() == 2);
    assertEquals("ClickHouse 25.1", texts(robot, ".checkup-good"));
    List<RadioButton> tables =
        List.copyOf(robot.lookup(".checkup-table").queryAllAs(RadioButton.class));
    assertEquals("netmeta.flows_raw  ·  NetMeta", tables.getFirst().getText());
    robot.interact(tables.getLast()::fire);
    assertEquals("ch1.example  go flows", values(robot));
    assertEquals(2, robot.lookup(".checkup-table").queryAll().size(), "the choice stays");
    type(robot, "nodes", "ch2.example");
    assertTrue(robot.lookup(".checkup-table").tryQuery().isEmpty(), "it was of another server");
  }

  @Test
  void aTestCanBeStopped(FxRobot robot) throws Exception {
    connect(robot);
    type(robot, "nodes", "ch1.example");
    workspace.checks = new CountDownLatch(1);
    robot.interact(() -> button(robot, "test").fire());
    assertEquals("Stop", button(robot, "test").getText());
    assertTrue(texts(robot, "#checkup .label").contains("Trying ch1.example"));
    robot.type(KeyCode.ESCAPE);
    assertEquals("Test", button(robot, "test").getText());
    assertFalse(robot.lookup("#checkup").query().isVisible());
    workspace.checks.countDown();
    await(() -> workspace.checked.get() == 1);
    assertFalse(robot.lookup("#checkup").query().isVisible(), "nobody waits for it");
    robot.type(KeyCode.ESCAPE);
    await(() -> robot.lookup("#start-connect").tryQuery().isPresent());
  }

  @Test
  void whatFailedLeadsBackToItsFields(FxRobot robot) throws Exception {
    settings.change(now -> now.with(BACKBONE));
    secrets.keep(PASSWORD, "old");
    workspace.remote = (remote, _) -> new FailedSource(remote.name(), "refuses connections");
    robot.interact(() -> shell().desk().connect(BACKBONE));
    await(() -> texts(robot, ".source-detail").equals("refuses connections"));
    assertEquals("remote http://viewer@127.0.0.1:8123/netmeta?table=flows_raw old", last());
    robot.interact(() -> robot.lookup("#waiting-change").queryButton().fire());
    await(() -> values(robot).equals("127.0.0.1 viewer netmeta flows_raw"));
    await(() -> field(robot, "password").getText().equals("old"));
    type(robot, "password", "new");
    workspace.remote = (remote, _) -> new TestWorkspace.Plain(remote.name());
    robot.type(KeyCode.ENTER);
    await(() -> texts(robot, ".source-state").startsWith("Ready"));
    assertEquals("remote http://viewer@127.0.0.1:8123/netmeta?table=flows_raw new", last());
    assertEquals(List.of("Backbone"), workspace.names(), "it took the place of the other");
  }

  private String last() {
    return workspace.asked.getLast();
  }

  @Test
  void connectionsAreSavedDuplicatedRenamedAndForgotten(FxRobot robot) throws Exception {
    settings.change(now -> now.with(BACKBONE));
    secrets.keep(PASSWORD, "hush");
    connect(robot);
    assertEquals("Backbone, New connection", texts(robot, ".connect-row"));
    type(robot, "nodes", "ch9.example");
    type(robot, "name", "Backbone");
    assertTrue(texts(robot, "#connect-name-problem").startsWith("Another connection"));
    assertTrue(button(robot, "apply").isDisabled());
    robot.interact(() -> robot.lookup(".connect-row").<Button>query().fire());
    await(() -> field(robot, "password").getText().equals("hush"));
    robot.interact(() -> button(robot, "duplicate").fire());
    assertEquals("Backbone, copy", field(robot, "name").getText());
    assertEquals("hush", field(robot, "password").getText());
    robot.interact(() -> button(robot, "save").fire());
    assertEquals("Backbone, Backbone, copy, New connection", texts(robot, ".connect-row"));
    type(robot, "name", "Edge");
    type(robot, "user", "other");
    robot.interact(() -> button(robot, "save").fire());
    assertEquals("Backbone, Edge, New connection", texts(robot, ".connect-row"));
    await(() -> secrets.find(OTHER).isPresent());
    robot.interact(() -> button(robot, "forget").fire());
    assertEquals("Backbone, New connection", texts(robot, ".connect-row"));
    await(() -> secrets.find(OTHER).isEmpty());
    assertTrue(secrets.find(PASSWORD).isPresent(), "it is needed");
    assertEquals(List.of(BACKBONE), settings.now().remotes());
  }

  @Test
  void oneClickOnTheStartPageConnects(FxRobot robot) throws Exception {
    settings.change(now -> now.with(BACKBONE));
    secrets.keep(PASSWORD, "hush");
    connect(robot);
    robot.type(KeyCode.ESCAPE);
    await(() -> robot.lookup("#saved .recent-open").tryQuery().isPresent());
    workspace.remote =
        (remote, _) ->
            new RemoteSource(
                remote.name(),
                "flows_raw (NetMeta) on 127.0.0.1",
                new SlowStore(1, 1_700_000_000_000_000_000L, SlowStore.STEPS),
                InstantSource.system());
    robot.clickOn("#saved .recent-open");
    await(() -> texts(robot, ".source-detail").equals("flows_raw (NetMeta) on 127.0.0.1"));
    await(
        () -> texts(robot, "#status-source").equals("Backbone · flows_raw (NetMeta) on 127.0.0.1"));
    assertTrue(last().endsWith(" hush"));
    assertTrue(robot.lookup(".source-remote").query().isVisible());
    assertFalse(robot.lookup("#status-drops").query().isVisible(), "others take them in");
    robot.interact(() -> shell().desk().connect(BACKBONE));
    assertEquals(1, workspace.asked.size(), "it is open already");
  }

  private static final TableColumns UNKNOWN =
      new TableColumns(
          "ipfix",
          "flows",
          List.of(
              new TableColumns.Column("flowStart", "DateTime64(3)", true),
              new TableColumns.Column("sourceIPv4Address", "IPv4", false),
              new TableColumns.Column("destinationIPv4Address", "IPv4", false),
              new TableColumns.Column("octetDeltaCount", "UInt64", false),
              new TableColumns.Column("odd", "UInt64", false)));

  @Test
  void columnsOfAnUnknownTableAreMappedAndTheTableIsChosen(FxRobot robot) throws Exception {
    connect(robot);
    type(robot, "nodes", "ch1.example");
    workspace.checkup =
        new Checkup(
            List.of(new Checkup.Step("Tables", true, "none of flows")),
            List.of(),
            List.of(UNKNOWN),
            List.of("schemas/odd.json: no title"));
    workspace.preview =
        guess ->
            new SchemaGuess.Preview(
                List.of(FlowField.BYTES),
                List.of(List.of(String.valueOf(guess.choices().get(FlowField.BYTES)))));
    robot.interact(() -> button(robot, "test").fire());
    await(() -> texts(robot, "#checkup .connect-warning").equals("schemas/odd.json: no title"));
    robot.interact(() -> robot.lookup(".checkup-map").queryButton().fire());
    await(() -> texts(robot, "#mapping .start-title").equals("Map the columns of ipfix.flows"));
    await(() -> preview(robot).contains("octetDeltaCount (number)"));
    ComboBox<Optional<SchemaGuess.Choice>> bytes = robot.lookup("#mapping-bytes").query();
    Optional<SchemaGuess.Choice> odd =
        bytes.getItems().stream()
            .filter(choice -> choice.isPresent() && choice.get().toString().startsWith("odd"))
            .findFirst()
            .orElseThrow();
    robot.interact(() -> bytes.setValue(Optional.empty()));
    assertEquals("Choose columns for: Bytes or Packets", texts(robot, "#mapping-problem"));
    assertTrue(robot.lookup("#mapping-save").query().isDisabled());
    workspace.preview =
        _ -> {
          throw new StoreException("Bytes from odd: unknown function", null);
        };
    robot.interact(() -> bytes.setValue(odd));
    await(() -> texts(robot, "#mapping-problem").contains("cannot be read so: Bytes from odd"));
    named(robot, "Our probes");
    workspace.checkup = new Checkup(List.of(), List.of());
    robot.interact(() -> robot.lookup("#mapping-save").queryButton().fire());
    await(() -> workspace.kept.size() == 1 && workspace.checked.get() == 2);
    assertEquals("Our probes", workspace.kept.getFirst().title());
    assertEquals(odd.get(), workspace.kept.getFirst().choices().get(FlowField.BYTES));
    await(() -> robot.lookup("#connect-table").tryQuery().isPresent());
    assertEquals("ch1.example  ipfix flows", values(robot));
  }

  private static void named(FxRobot robot, String name) {
    robot.interact(() -> robot.lookup("#mapping-name").queryAs(TextField.class).setText(name));
  }

  private static String preview(FxRobot robot) {
    return robot.lookup("#mapping-preview").<TableView<List<String>>>query().getItems().toString();
  }
}
