package weir.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.app.Desk;
import weir.cli.Cli;
import weir.enrich.Directions;
import weir.export.ReportOrder;
import weir.ingest.FileSource;
import weir.ingest.Source;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.Views;
import weir.settings.SettingsFile;
import weir.store.Cancel;
import weir.store.duckdb.DuckDbStore;
import weir.ui.explore.DataSet;
import weir.ui.explore.ExploreModel;

/// Reports from the desktop, which are those of the command.
@ExtendWith(ApplicationExtension.class)
class ReportDeskTest {
  private static final Path CAPTURE =
      Path.of("sample-captures/pmacctd-nfprobe-ipfix-mac-vlan-sampled8.pcap");
  private static final Instant MADE = Instant.parse("2026-11-29T12:00:00Z");

  @TempDir private Path folder;

  private final FxTasks tasks = new FxTasks();
  private final List<String> ended = new ArrayList<>();
  private final ExploreModel model = new ExploreModel(() -> 0, Views.builtIn().first());
  private @Nullable Stage stage;
  private @Nullable Source source;

  @Start
  void start(Stage shown) {
    stage = shown;
    shown.setScene(new Scene(new StackPane(), 1280, 800));
    shown.setX(0);
    shown.setY(0);
    shown.show();
  }

  @AfterEach
  void close() {
    if (source != null) {
      source.close();
    }
  }

  private Source capture() throws Exception {
    FileSource read =
        FileSource.open(CAPTURE, Directions.inside(Directions.PRIVATE), DuckDbStore.temporary());
    source = read;
    assertTrue(read.await(20_000));
    return read;
  }

  private void open(FxRobot robot, Source of) throws Exception {
    ReportDesk desk =
        new ReportDesk(
            model,
            SettingsFile.none(),
            () -> source,
            tasks,
            ended::add,
            _ -> Optional.of(folder.resolve("chosen.html")),
            () -> Objects.requireNonNull(stage),
            InstantSource.fixed(MADE));
    robot.interact(
        () -> {
          Theme.DARK.apply(Objects.requireNonNull(stage).getScene());
          model.open(Optional.of(new DataSet(of.name(), of.store(), false)));
        });
    robot.interact(desk::report);
    await(() -> robot.lookup("#report").tryQuery().isPresent());
  }

  private static boolean isOpen(FxRobot robot) {
    return robot.lookup("#report").tryQuery().isPresent();
  }

  private static void press(FxRobot robot, ButtonType button) {
    DialogPane pane = robot.lookup("#report").queryAs(DialogPane.class);
    robot.interact(() -> ((Button) pane.lookupButton(button)).fire());
  }

  private static void type(FxRobot robot, String field, String text) {
    robot.interact(() -> robot.lookup(field).queryAs(TextField.class).setText(text));
  }

  private Path command(String name, String... more) {
    Path file = folder.resolve(name);
    List<String> arguments =
        new ArrayList<>(List.of("report", "--data", CAPTURE.toString(), "--out", file.toString()));
    arguments.addAll(List.of(more));
    StringWriter err = new StringWriter();
    int status =
        new Cli(new Written(), Views.builtIn(), new PrintWriter(new StringWriter()), err)
            .run(arguments.toArray(String[]::new));
    assertEquals(0, status, err.toString());
    return file;
  }

  /// Writes reports at one moment.
  private static final class Written implements Desk {
    @Override
    public String missing() {
      return "there is no display";
    }

    @Override
    public void open(Desk.Start start) {
      throw new AssertionError();
    }

    @Override
    public Demo demo() {
      throw new AssertionError();
    }

    @Override
    public void report(Source source, ReportOrder order, Path file, DoubleConsumer progress)
        throws IOException {
      ReportFile.write(
          source, order, MADE, file, new Cancel(), (share, _) -> progress.accept(share));
    }

    @Override
    public void render(Source source, Picture picture, Path file) {
      throw new AssertionError();
    }
  }

  @Test
  void theDesktopWritesWhatTheCommandWrites(FxRobot robot) throws Exception {
    Source read = capture();
    for (String ending : List.of("html", "pdf")) {
      open(robot, read);
      robot.interact(
          () -> {
            robot.lookup("#report-title").queryAs(TextField.class).setText("An incident");
            robot
                .lookup("#report-notes")
                .queryAs(TextArea.class)
                .setText("It began <here>.\nThen.");
          });
      type(robot, "#report-file", folder.resolve("desktop." + ending).toString());
      press(robot, ReportDesk.WRITE);
      await(() -> !isOpen(robot));
      Path same =
          command(
              "command." + ending, "--title", "An incident", "--note", "It began <here>.\nThen.");
      assertArrayEquals(
          Files.readAllBytes(same),
          Files.readAllBytes(folder.resolve("desktop." + ending)),
          ending);
    }
    assertTrue(ended.getLast().startsWith("desktop.pdf was written to "), ended.toString());
  }

  @Test
  void whatIsShownIsReported(FxRobot robot) throws Exception {
    Source read = capture();
    open(robot, read);
    press(robot, ReportDesk.CANCEL);
    robot.interact(
        () -> {
          try {
            model.filter(FilterParser.parse("udp"));
          } catch (FilterSyntaxException e) {
            throw new AssertionError(e);
          }
          model.setScaled(false);
          model.setView(Views.builtIn().named("talkers"));
        });
    ReportDesk again =
        new ReportDesk(
            model,
            SettingsFile.none(),
            () -> source,
            tasks,
            ended::add,
            _ -> Optional.empty(),
            () -> Objects.requireNonNull(stage),
            InstantSource.fixed(MADE));
    robot.interact(again::report);
    type(robot, "#report-file", folder.resolve("a.html").toString());
    press(robot, ReportDesk.WRITE);
    await(() -> !isOpen(robot));
    Path same = command("b.html", "--view", "talkers", "--filter", "udp", "--raw");
    assertEquals(Files.readString(same), Files.readString(folder.resolve("a.html")));
  }

  @Test
  void whatIsThereIsReplacedOnlyWhenAskedTwice(FxRobot robot) throws Exception {
    open(robot, capture());
    Path file = folder.resolve("there.html");
    Files.writeString(file, "mine");
    type(robot, "#report-file", file.toString());
    press(robot, ReportDesk.WRITE);
    await(() -> Fx.texts(robot, "#report-said").contains("is there already"));
    assertEquals("mine", Files.readString(file));
    press(robot, ReportDesk.WRITE);
    await(() -> !isOpen(robot));
    assertTrue(Files.readString(file).startsWith("<!DOCTYPE html>"));
  }

  @Test
  void formatAndNameGoTogether(FxRobot robot) throws Exception {
    open(robot, capture());
    TextField file = robot.lookup("#report-file").queryAs(TextField.class);
    assertTrue(file.getText().endsWith(".html"), file.getText());
    robot.interact(() -> robot.lookup("#report-pdf").queryAs(ToggleButton.class).fire());
    assertTrue(file.getText().endsWith("sampled8.pcap.pdf"), file.getText());
    type(robot, "#report-file", folder.resolve("x.html").toString());
    assertTrue(robot.lookup("#report-html").queryAs(ToggleButton.class).isSelected());
    robot.interact(() -> robot.lookup("#report-choose").queryAs(Button.class).fire());
    assertEquals(folder.resolve("chosen.html").toString(), file.getText());
    DialogPane pane = robot.lookup("#report").queryAs(DialogPane.class);
    for (String wrong : List.of("", "relative.html", folder + "/x.doc", folder + "/no/x.html")) {
      type(robot, "#report-file", wrong);
      assertTrue(pane.lookupButton(ReportDesk.WRITE).isDisabled(), wrong);
    }
    robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    await(() -> !isOpen(robot));
  }

  @Test
  void aReportThatIsTakenBackLeavesNoFile(FxRobot robot) throws Exception {
    SlowSource slow = new SlowSource(new SlowStore(60_000, 1_000_000_000L * 86_400 * 20_000, 9));
    source = slow;
    open(robot, slow);
    Path file = folder.resolve("never.pdf");
    type(robot, "#report-file", file.toString());
    press(robot, ReportDesk.WRITE);
    await(() -> Fx.texts(robot, "#report-said").contains("all together"));
    press(robot, ReportDesk.CANCEL);
    await(() -> !isOpen(robot));
    assertFalse(Files.exists(file));
    assertEquals(List.of(), ended);
  }

  @Test
  void withNothingOpenThereIsNothingToReport(FxRobot robot) {
    ReportDesk desk =
        new ReportDesk(
            model,
            SettingsFile.none(),
            () -> null,
            tasks,
            ended::add,
            _ -> Optional.empty(),
            () -> Objects.requireNonNull(stage),
            InstantSource.fixed(MADE));
    robot.interact(desk::report);
    assertEquals(List.of("There is nothing to report yet: open a source first"), ended);
    assertFalse(isOpen(robot));
  }
}
