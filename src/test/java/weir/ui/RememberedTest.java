package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.flow.Destination;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.ingest.FailedSource;
import weir.ingest.Listening;
import weir.ingest.PortTerms;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.query.Views;
import weir.settings.Settings;
import weir.settings.Settings.Place;
import weir.settings.Settings.Recent;
import weir.settings.SettingsFile;

/// What one desktop was left with, the next one begins with.
@ExtendWith(ApplicationExtension.class)
class RememberedTest {
  /// Opens what has "good" in its name.
  private static final class Sources implements Workspace {
    private final List<Source> open = new ArrayList<>();
    private volatile Listening listening = Listening.NOWHERE;

    @Override
    public synchronized List<Source> sources() {
      return List.copyOf(open);
    }

    @Override
    public synchronized Source openFile(Path file) {
      Source source =
          file.toString().contains("good")
              ? new SlowSource(new SlowStore(1, 1_700_000_000_000_000_000L, SlowStore.STEPS))
              : new FailedSource(file.toString(), "it is no capture");
      open.add(source);
      return source;
    }

    @Override
    public Source listen(Listening where) {
      listening = where;
      return failed("Live", "no ports here");
    }

    @Override
    public Source demo() {
      return failed("Demo", "no demo here");
    }

    @Override
    public synchronized Source failed(String name, String message) {
      Source source = new FailedSource(name, message);
      open.add(source);
      return source;
    }

    @Override
    public synchronized void close(Source source) {
      open.remove(source);
    }

    @Override
    public void close() {}
  }

  @TempDir private static Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Sources sources = new Sources();
  private @Nullable Desktop desktop;
  private @Nullable Stage window;

  @Start
  void start(Stage stage) {
    stage.hide();
  }

  private void open(FxRobot robot, Path file) {
    sources = new Sources();
    SettingsFile settings = SettingsFile.open(file);
    robot.interact(
        () -> {
          Stage stage = new Stage();
          desktop = new Desktop(sources, Views.builtIn(), settings, stage);
          window = stage;
          stage.show();
        });
    opened.add(settings);
  }

  private SettingsFile shownSettings() {
    return (SettingsFile) opened.getLast();
  }

  private void leave(FxRobot robot) throws Exception {
    if (desktop != null) {
      robot.interact(() -> stage().hide());
      desktop.close();
    }
    for (AutoCloseable one : opened) {
      one.close();
    }
    opened.clear();
  }

  @AfterEach
  void close() throws Exception {
    leave(new FxRobot());
  }

  private Stage stage() {
    return Objects.requireNonNull(window);
  }

  private Desktop desktop() {
    return Objects.requireNonNull(desktop);
  }

  private boolean isLight() {
    return stage().getScene().getRoot().getStyleClass().contains("weir-light");
  }

  @Test
  void theNextDesktopIsAsThisOneWasLeft(FxRobot robot) throws Exception {
    Path file = folder.resolve("left").resolve("settings.json");
    open(robot, file);
    assertFalse(isLight());
    assertEquals("overview", desktop().model().view().id());
    robot.interact(
        () -> {
          stage().setX(37);
          stage().setY(41);
          stage().setWidth(980);
          stage().setHeight(666);
          desktop().switchTheme();
          desktop().model().setZone(ZoneId.of("Asia/Tokyo"));
          desktop().shell().showView(Views.builtIn().named("talkers"));
          desktop().shell().desk().chooseListening();
        });
    robot.interact(() -> robot.lookup("#listen-add").queryButton().fire());
    robot.write("4711").type(KeyCode.ENTER);
    await(() -> !sources.listening.datagrams().isEmpty());
    leave(robot);

    open(robot, file);
    assertTrue(isLight());
    assertEquals("talkers", desktop().model().view().id());
    assertEquals(ZoneId.of("Asia/Tokyo"), desktop().model().zone());
    assertEquals(
        List.of(37.0, 41.0, 980.0, 666.0),
        List.of(stage().getX(), stage().getY(), stage().getWidth(), stage().getHeight()));
    assertTrue(
        Fx.texts(robot, "#start-listen .start-card-note").endsWith("4739, 6343, 4711"),
        Fx.texts(robot, "#start-listen .start-card-note"));
    robot.interact(() -> desktop().shell().desk().listen());
    await(() -> sources.listening.datagrams().size() == 5);
  }

  @Test
  void whatWasOpenedIsOfferedAndForgotten(FxRobot robot) throws Exception {
    Path file = folder.resolve("recent").resolve("settings.json");
    Path good = Files.createFile(folder.resolve("good.pcap"));
    Path gone = Files.createFile(folder.resolve("good-gone.pcap"));
    Path set = Files.createDirectory(folder.resolve("good-set"));
    Path bad = Files.createFile(folder.resolve("bad.pcap"));
    open(robot, file);
    assertFalse(robot.lookup("#recent").query().isVisible());
    for (Path one : List.of(good, bad, gone, set)) {
      int before = sources.sources().size();
      robot.interact(() -> desktop().shell().desk().open(List.of(one)));
      await(() -> sources.sources().size() > before);
    }
    await(() -> shownSettings().now().recent().size() == 3);
    leave(robot);
    Files.delete(gone);

    open(robot, file);
    await(() -> Fx.texts(robot, ".recent-where").contains("is gone"));
    assertEquals("good-set, good-gone.pcap, good.pcap", Fx.texts(robot, ".recent-name"));
    assertEquals(folder + ", is gone, " + folder, Fx.texts(robot, ".recent-where"));
    List<Button> rows = List.copyOf(robot.lookup(".recent-open").queryAllAs(Button.class));
    assertTrue(rows.get(1).isDisabled());
    List<Button> removes = List.copyOf(robot.lookup(".recent-remove").queryAllAs(Button.class));
    robot.interact(removes.get(1)::fire);
    assertEquals("good-set, good.pcap", Fx.texts(robot, ".recent-name"));

    MenuButton add = robot.lookup("#add-source").queryAs(MenuButton.class);
    robot.interact(add::show);
    Menu recent =
        (Menu)
            add.getItems().stream()
                .filter(item -> "add-recent".equals(item.getId()))
                .findFirst()
                .orElseThrow();
    assertEquals(
        List.of("good-set  in  " + folder, "good.pcap  in  " + folder),
        recent.getItems().stream().map(MenuItem::getText).limit(2).toList());
    robot.interact(add::hide);
    robot.interact(() -> recent.getItems().get(1).fire());
    await(() -> sources.sources().size() == 1);
    await(() -> desktop().model().dataSet().isPresent());
    robot.interact(() -> recent.getItems().getLast().fire());
    robot.interact(add::show);
    assertTrue(recent.isDisable());
    robot.interact(add::hide);
    leave(robot);
    open(robot, file);
    assertFalse(robot.lookup("#recent").query().isVisible());
  }

  @Test
  void whatIsWrongWithTheFileIsSaid(FxRobot robot) throws Exception {
    Path file = folder.resolve("wrong").resolve("settings.json");
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "{");
    open(robot, file);
    await(() -> robot.lookup("#notice").query().isVisible());
    assertTrue(
        robot.lookup("#notice").queryAs(Labeled.class).getText().contains("is damaged"),
        Fx.texts(robot, "#notice"));
  }

  @Test
  void aPlaceIsUsedWhereAScreenShowsIt() {
    Rectangle2D left = new Rectangle2D(0, 0, 1280, 800);
    Rectangle2D right = new Rectangle2D(1280, 0, 3840, 2160);
    List<Rectangle2D> both = List.of(left, right);
    Place onRight = new Place(2000, 100, 2000, 1500, false);
    assertEquals(Optional.of(right), WindowPlace.screenOf(onRight, both));
    assertEquals(Optional.empty(), WindowPlace.screenOf(onRight, List.of(left)));
    assertEquals(new Place(2000, 100, 1280, 800, false), WindowPlace.fit(onRight, List.of(left)));
    assertEquals(onRight, WindowPlace.fit(onRight, both));
    assertEquals(
        Optional.empty(), WindowPlace.screenOf(new Place(100, 790, 960, 600, false), both));
    assertEquals(
        Optional.empty(), WindowPlace.screenOf(new Place(100, -400, 960, 600, false), both));
    assertEquals(
        Optional.of(left), WindowPlace.screenOf(new Place(-800, 0, 960, 600, false), both));
    assertEquals(Optional.empty(), WindowPlace.screenOf(new Place(-900, 0, 960, 600, false), both));
    assertEquals(
        new Place(0, 0, 960, 600, true),
        WindowPlace.fit(new Place(0, 0, 10, 10, true), List.of(left)));
  }

  @Test
  void portsAndZonesAreKeptAsText() {
    Listening where =
        new Listening(
                ListenAddress.parse(List.of("2055", "[::1]:9"), ListenAddress.EVERYWHERE),
                ListenAddress.parse(List.of("4739"), ListenAddress.EVERYWHERE),
                ListenAddress.parse(List.of("127.0.0.1:7"), ListenAddress.LOOPBACK),
                Prefixes.of(List.of("10.0.0.0/8", "192.0.2.1")),
                List.of(Destination.parse("[2001:db8::9]:2055")),
                "/etc/weir/elements.txt")
            .onTerms(Map.of(2055, PortTerms.USUAL.withFilter("proto = 17 or src_port 53")));
    Settings kept = Settings.DEFAULT.withListening(Remembered.ports(where));
    assertEquals(where.toString(), Remembered.listening(kept).toString());
    assertEquals(Listening.DEFAULT, Remembered.listening(Settings.DEFAULT).datagrams());
    Settings wrong =
        Settings.DEFAULT.withListening(
            new Settings.Ports(List.of("2055"), List.of(), List.of("nobody")));
    assertEquals(Listening.DEFAULT, Remembered.listening(wrong).datagrams());
    assertEquals("UTC", Remembered.zone(ZoneOffset.UTC));
    assertEquals(ZoneOffset.UTC, Remembered.zone(Settings.DEFAULT.withZone("Mars/Olympus")));
    assertEquals(
        ZoneId.systemDefault(), Remembered.zone(Settings.DEFAULT.withZone(Settings.LOCAL)));
    assertEquals(
        List.of(new Recent("/a", false)),
        Settings.DEFAULT.opened(new Recent("/a", false)).recent());
  }
}
