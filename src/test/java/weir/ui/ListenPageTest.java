package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.enrich.Directions;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.ingest.FailedSource;
import weir.ingest.Listening;
import weir.ingest.LiveSource;
import weir.ingest.Source;
import weir.ingest.WarmUp;
import weir.ingest.Workspace;
import weir.naming.NamesFile;
import weir.naming.NamesReaders;
import weir.query.Views;
import weir.store.duckdb.DuckDbStore;

/// A source that listens on real ports, one of which another program has.
@ExtendWith(ApplicationExtension.class)
class ListenPageTest {
  private static final class Sources implements Workspace {
    private final List<Source> open = new ArrayList<>();
    private final Path folder;
    private final NamesFile names;

    Sources(Path folder) {
      this.folder = folder;
      this.names = NamesFile.of(folder.resolve("names.json"), NamesReaders.PLAIN);
    }

    @Override
    public synchronized List<Source> sources() {
      return List.copyOf(open);
    }

    private synchronized Source add(Source source) {
      open.add(source);
      return source;
    }

    @Override
    public NamesFile naming() {
      return names;
    }

    @Override
    public Source openFile(Path file) {
      return failed(file.toString(), "no files here");
    }

    @Override
    public Source listen(Listening where) {
      try {
        return add(
            LiveSource.openWhereItCan(
                "Live",
                where,
                Directions.inside(Directions.PRIVATE),
                DuckDbStore.temporary(),
                folder,
                WarmUp.NONE));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Source demo() {
      return failed("demo", "no demo here");
    }

    @Override
    public Source failed(String name, String message) {
      return add(new FailedSource(name, message));
    }

    @Override
    public synchronized void close(Source source) {
      open.remove(source);
      source.close();
    }

    @Override
    public synchronized void close() {
      open.forEach(Source::close);
    }
  }

  @TempDir private static Path folder;
  private final Sources sources = new Sources(folder);
  private @Nullable Desktop desktop;
  private @Nullable DatagramSocket taken;

  @Start
  void start(Stage stage) {
    desktop = new Desktop(sources, Views.builtIn(), stage);
    stage.setWidth(1280);
    stage.setHeight(800);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  @BeforeEach
  void take() throws IOException {
    taken = new DatagramSocket(new InetSocketAddress(ListenAddress.LOOPBACK, 0));
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(taken).close();
    Objects.requireNonNull(desktop).close();
    sources.close();
  }

  private Shell shell() {
    return Objects.requireNonNull(desktop).shell();
  }

  private static List<String> states(FxRobot robot) {
    return robot.lookup(".port-state").queryAllAs(Labeled.class).stream()
        .map(Labeled::getText)
        .toList();
  }

  private static List<String> dots(FxRobot robot) {
    return robot.lookup(".port-rows .state-dot").queryAll().stream()
        .map(dot -> String.valueOf(dot.getStyleClass().getLast()))
        .toList();
  }

  private static Button retry(FxRobot robot, int row) {
    return List.copyOf(robot.lookup(".port-retry").queryAllAs(Button.class)).get(row);
  }

  private static void type(FxRobot robot, String styleClass, int row, String text) {
    List<TextField> fields =
        List.copyOf(robot.lookup(".port-rows " + styleClass).queryAllAs(TextField.class));
    robot.interact(
        () -> {
          fields.get(row).requestFocus();
          fields.get(row).setText(text);
        });
  }

  @Test
  void aPortIsGivenATagAndAFilterWhileItIsListenedOn(FxRobot robot) throws Exception {
    int port = Objects.requireNonNull(taken).getLocalPort();
    Objects.requireNonNull(taken).close();
    ListenAddress any = new ListenAddress(ListenAddress.LOOPBACK, port);
    robot.interact(
        () -> {
          shell().desk().ports().listen(new Listening(List.of(any), List.of(), Prefixes.ALL));
        });
    await(() -> !sources.sources().isEmpty());
    robot.interact(() -> shell().desk().chooseListening());
    await(() -> dots(robot).equals(List.of("listening")));
    ToggleButton more = robot.lookup(".port-more").queryAs(ToggleButton.class);
    Node details = robot.lookup(".port-details").query();
    assertFalse(details.isManaged());
    robot.interact(more::fire);
    assertTrue(details.isManaged() && details.isVisible());
    type(robot, ".port-filter", 0, "tcp and bytse 3");
    Button apply = robot.lookup("#listen-apply").queryButton();
    assertTrue(apply.isDisabled());
    assertTrue(robot.lookup(".port-row > .problem").queryLabeled().getText().contains("bytse"));
    robot.interact(more::fire);
    type(robot, ".port-number", 0, port + "0");
    type(robot, ".port-number", 0, Integer.toString(port)); // the filter is wrong, and hidden
    assertTrue(details.isManaged());
    Node number = robot.lookup(".port-rows .port-number").query();
    assertTrue(number.isFocused());
    type(robot, ".port-filter", 0, "proto 17");
    type(robot, ".port-tag", 0, "edge");
    robot.interact(apply::fire);
    await(
        () ->
            sources.sources().getFirst().listeners().stream()
                .anyMatch(one -> one.terms().filter().equals("proto 17")));
    await(() -> sources.naming().now().tags().equals(Map.of(port, "edge")));
    await(apply::isDisabled); // nothing is left to be applied
    TextField tag = robot.lookup(".port-tag").queryAs(TextField.class);
    sources.naming().change(said -> said.withTags(Map.of(port, "elsewhere")));
    await(() -> tag.getText().equals("elsewhere")); // nobody edits it
    type(robot, ".port-tag", 0, "inside");
    sources.naming().change(said -> said.withTags(Map.of(port, "once more", 1, "other")));
    assertFalse(apply.isDisabled());
    robot.interact(apply::fire);
    await(() -> sources.naming().now().tags().equals(Map.of(port, "inside", 1, "other")));
  }

  @Test
  void eachPortHasItsStateAndIsMendedWhileTheOthersGoOn(FxRobot robot) throws Exception {
    DatagramSocket other = Objects.requireNonNull(taken);
    ListenAddress first = new ListenAddress(ListenAddress.LOOPBACK, 0);
    ListenAddress second = new ListenAddress(ListenAddress.LOOPBACK, other.getLocalPort());
    robot.interact(
        () ->
            shell()
                .desk()
                .ports()
                .listen(new Listening(List.of(first, second), List.of(), Prefixes.ALL)));
    await(() -> robot.lookup("#waiting-ports").tryQuery().isPresent());
    await(
        () ->
            Fx.texts(robot, ".source-detail")
                .contains(
                    "; UDP 127.0.0.1:" + other.getLocalPort() + ": taken by another program"));
    robot.clickOn("#waiting-ports");
    await(() -> states(robot).size() == 2);
    assertTrue(states(robot).getFirst().matches("listening on \\d+, nothing yet"));
    assertEquals("taken by another program", states(robot).getLast());
    assertEquals(List.of("listening", "failed"), dots(robot));
    assertFalse(retry(robot, 0).isVisible());
    assertTrue(robot.lookup("#listen-apply").queryButton().isDisabled(), "nothing is changed");

    robot.interact(() -> retry(robot, 1).fire());
    await(() -> states(robot).getLast().equals("taken by another program"));
    other.close();
    robot.interact(() -> retry(robot, 1).fire());
    await(() -> states(robot).getLast().equals("listening, nothing yet"));
    assertEquals(List.of("listening", "listening"), dots(robot));

    type(robot, ".port-address", 1, "192.0.2.1");
    assertEquals("changed, not applied yet", states(robot).getLast());
    String before = states(robot).getFirst();
    robot.clickOn("#listen-apply");
    await(() -> states(robot).getLast().equals("no such address"));
    assertEquals(before, states(robot).getFirst());
    await(() -> Fx.texts(robot, ".source-detail").contains("192.0.2.1:"));
    type(robot, ".port-address", 1, "127.0.0.1");
    robot.type(KeyCode.ENTER);
    await(() -> states(robot).getLast().equals("listening, nothing yet"));
    assertEquals(1, sources.sources().size(), "it is the same source");
    robot.type(KeyCode.ESCAPE);
    await(() -> robot.lookup(".port-row").tryQuery().isEmpty());
    robot.press(KeyCode.CONTROL, KeyCode.L).release(KeyCode.L, KeyCode.CONTROL);
    await(() -> states(robot).size() == 2);
  }

  @Test
  void copiesGoToCollectorsThatAreAddedAndEachHasItsState(FxRobot robot) throws Exception {
    ListenAddress any = new ListenAddress(ListenAddress.LOOPBACK, 0);
    robot.interact(
        () -> shell().desk().ports().listen(new Listening(List.of(any), List.of(), Prefixes.ALL)));
    await(() -> robot.lookup("#waiting-ports").tryQuery().isPresent());
    robot.clickOn("#waiting-ports");
    await(() -> states(robot).size() == 1);
    Button apply = robot.lookup("#listen-apply").queryButton();
    robot.interact(() -> robot.lookup("#forward-add").queryButton().fire());
    assertTrue(apply.isDisabled(), "nothing is given yet");
    DatagramSocket collector = Objects.requireNonNull(taken);
    collector.setSoTimeout(10_000);
    type(robot, ".forward-to", 0, "127.0.0.1:" + collector.getLocalPort());
    assertEquals("changed, not applied yet", states(robot).getLast());
    robot.clickOn("#listen-apply");
    await(() -> states(robot).getLast().startsWith("nothing sent yet · as "));
    int port =
        Objects.requireNonNull(sources.sources().getFirst().listeners().getFirst().bound()).port();
    try (DatagramSocket exporter = new DatagramSocket()) {
      exporter.send(new DatagramPacket(new byte[] {7}, 1, ListenAddress.LOOPBACK, port));
    }
    DatagramPacket copy = new DatagramPacket(new byte[9], 9);
    collector.receive(copy);
    assertEquals(1, copy.getLength());
    await(() -> states(robot).getLast().startsWith("1 sent · as "));

    robot.interact(() -> robot.lookup("#forward-add").queryButton().fire());
    type(robot, ".forward-to", 1, "localhost:" + port);
    robot.clickOn("#listen-apply");
    await(() -> states(robot).getLast().equals("would come back: Weir listens there"));
    assertEquals("failed", dots(robot).getLast());
    assertTrue(states(robot).get(1).startsWith("1 sent · as "), states(robot).toString());
  }

  @Test
  void listeningTwiceShowsWhereItIsListenedAlready(FxRobot robot) throws Exception {
    ListenAddress any = new ListenAddress(ListenAddress.LOOPBACK, 0);
    robot.interact(
        () -> shell().desk().ports().listen(new Listening(List.of(any), List.of(), Prefixes.ALL)));
    await(() -> robot.lookup("#waiting-ports").tryQuery().isPresent());
    robot.interact(() -> shell().desk().listen());
    await(() -> states(robot).size() == 1);
    assertEquals(1, sources.sources().size());
  }
}
