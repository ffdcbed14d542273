package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.app.ExportFiles;
import weir.export.AnswerFormat;
import weir.query.TimeRange;
import weir.query.Views;
import weir.settings.Secrets;
import weir.settings.SettingsFile;
import weir.ui.explore.Shown;

/// From a menu or a key to a file that has what is on the screen.
@ExtendWith(ApplicationExtension.class)
class ExportDeskTest {
  @TempDir Path folder;

  private final TestWorkspace workspace = new TestWorkspace();
  private final TestWorkspace.Plain live = new TestWorkspace.Plain("Live");
  private final TestWorkspace.Plain second = new TestWorkspace.Plain("Back bone");
  private final SettingsFile settings = SettingsFile.none();
  private volatile Exports exports = new ExportFiles();
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    live.store = new SlowStore(1, TimeRange.nanos(Instant.now()), SlowStore.STEPS);
    second.store = new SlowStore(1, TimeRange.nanos(Instant.now()), SlowStore.STEPS);
    workspace.add(second);
    workspace.add(live);
    settings.change(before -> before.withExportFolder(folder.toString()));
    desktop =
        new Desktop(
            workspace,
            Views.builtIn(),
            settings,
            Secrets.inMemory(),
            (answer, about, marked, file) -> exports.write(answer, about, marked, file),
            stage);
    stage.setWidth(1280);
    stage.setHeight(800);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(desktop).close();
    settings.close();
  }

  private Shell shell() {
    return Objects.requireNonNull(desktop).shell();
  }

  private void settle(FxRobot robot) throws Exception {
    await(() -> robot.lookup(".source-name").queryAll().size() >= 2);
    robot.interact(() -> shell().select(live));
    await(() -> texts(robot, "#status-matched").contains("flows match"));
  }

  private static <T extends Node> T find(FxRobot robot, String query, Class<T> type) {
    return robot.lookup(query).queryAs(type);
  }

  private static boolean isAsking(FxRobot robot) {
    return robot.lookup("#export").tryQuery().isPresent();
  }

  /// Opens the dialog with the whole view.
  private void ask(FxRobot robot) throws Exception {
    settle(robot);
    robot.interact(() -> shell().export());
    await(() -> isAsking(robot));
  }

  private static void type(FxRobot robot, String text) {
    robot.interact(() -> find(robot, "#export-file", TextField.class).setText(text));
  }

  private static String file(FxRobot robot) {
    return find(robot, "#export-file", TextField.class).getText();
  }

  private static String problem(FxRobot robot) {
    return find(robot, "#export-problem", Label.class).getText();
  }

  private static void press(FxRobot robot, String button) {
    robot.interact(() -> find(robot, button, ButtonBase.class).fire());
  }

  @SuppressWarnings("unchecked")
  private static void choose(FxRobot robot, String combo, String text) {
    robot.interact(
        () -> {
          ComboBox<Object> box = find(robot, combo, ComboBox.class);
          box.setValue(
              box.getItems().stream()
                  .filter(one -> box.getConverter().toString(one).startsWith(text))
                  .findFirst()
                  .orElseThrow());
        });
  }

  private static String chosen(FxRobot robot, String combo) {
    ComboBox<?> box = find(robot, combo, ComboBox.class);
    return text(box);
  }

  private static <T> String text(ComboBox<T> box) {
    return box.getConverter().toString(box.getValue());
  }

  private List<String> there() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Shown> shown() {
    return shell().view().shown();
  }

  private Shown panel(String name) {
    return shown().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private static String csv(Shown.Numbers numbers) {
    return AnswerFormat.CSV.text(numbers.sheet());
  }

  @Test
  void theKeyAsksForTheViewOrThePanelThatHasTheKeyboard(FxRobot robot) throws Exception {
    settle(robot);
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.E);
    robot.release(KeyCode.SHIFT, KeyCode.CONTROL);
    await(() -> isAsking(robot));
    assertEquals("All of Overview", chosen(robot, "#export-what"));
    assertTrue(file(robot).matches(".*/weir-overview-\\d{8}-\\d{4}\\.png"), file(robot));
    robot.type(KeyCode.ESCAPE);
    await(() -> !isAsking(robot));
    robot.interact(() -> robot.lookup("#sources .table-view").query().requestFocus());
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.E);
    robot.release(KeyCode.SHIFT, KeyCode.CONTROL);
    await(() -> isAsking(robot));
    assertEquals("Top sources", chosen(robot, "#export-what"));
    assertTrue(file(robot).contains("weir-overview-sources-"), file(robot));
    assertEquals(List.of(), there(), "Esc leaves");
  }

  @Test
  void eachMenuOffersIt(FxRobot robot) throws Exception {
    settle(robot);
    for (String at : List.of("#throughput", "#sources")) {
      robot.interact(() -> find(robot, at + " .panel-menu", Button.class).fire());
      List<String> items =
          robot.lookup(".context-menu .menu-item .label").queryAllAs(Label.class).stream()
              .map(Label::getText)
              .toList();
      assertTrue(
          items.containsAll(List.of("Copy numbers", "Copy as image", "Export…")),
          at + " has " + items);
      robot.type(KeyCode.ESCAPE);
    }
    assertEquals(
        List.of(
            "Copy numbers", "Copy as image", "Export…", "Report…", "Copy link", "Save workspace…"),
        ViewMenu.items(
                shell().exports(), desktopModel(), () -> {}, shell().sharing(), shell().views())
            .stream()
            .map(MenuItem::getText)
            .limit(6) // then those of ViewDesk
            .toList());
    robot.interact(() -> find(robot, "#view-menu", Button.class).fire());
    robot.clickOn("Export…");
    await(() -> isAsking(robot));
  }

  @Test
  void theNumbersOfAPanelAreThoseOnTheScreen(FxRobot robot) throws Exception {
    settle(robot);
    robot.interact(() -> desktopModel().setPaused(true));
    Shown sources = panel("overview-sources");
    robot.interact(() -> shell().exports().export(Optional.of(sources.node())));
    await(() -> isAsking(robot));
    press(robot, "#export-numbers");
    Path file = folder.resolve("hosts.csv");
    type(robot, file.toString());
    robot.interact(() -> find(robot, "#export-marked", CheckBox.class).setSelected(true));
    robot.type(KeyCode.ENTER);
    await(() -> !isAsking(robot));
    String written = Files.readString(file);
    assertEquals("\uFEFF" + csv(sources.numbers().getFirst()), written);
    assertTrue(written.lines().count() > 10, written);
    assertEquals("hosts.csv was written to " + folder, texts(robot, "#exported > .label"));
    assertTrue(find(robot, "#exported-folder", Button.class).isVisible());
    assertTrue(find(robot, "#exported-open", Button.class).isVisible());
    assertEquals(folder.toString(), settings.now().exportFolder());
    robot.interact(() -> shell().export());
    await(() -> isAsking(robot));
    assertEquals("CSV", chosen(robot, "#export-format"), "as it was wanted last");
  }

  private weir.ui.explore.ExploreModel desktopModel() {
    return Objects.requireNonNull(desktop).model();
  }

  @Test
  void eachTableOfAViewHasAFile(FxRobot robot) throws Exception {
    settle(robot);
    robot.interact(() -> desktopModel().setPaused(true));
    List<Shown.Numbers> all = shown().getFirst().numbers();
    robot.interact(() -> shell().export());
    await(() -> isAsking(robot));
    press(robot, "#export-numbers");
    choose(robot, "#export-format", "TSV");
    type(robot, folder.resolve("all").toString());
    String note = find(robot, "#export-note", Label.class).getText();
    assertTrue(note.startsWith(all.size() + " files, one a table: all-throughput.tsv, "), note);
    press(robot, "#export-do");
    await(() -> !isAsking(robot));
    assertEquals(all.size(), there().size());
    for (Shown.Numbers one : all) {
      assertEquals(
          AnswerFormat.TSV.text(one.sheet()),
          Files.readString(folder.resolve("all-" + one.name() + ".tsv")));
    }
    assertEquals(
        all.size() + " files were written to " + folder, texts(robot, "#exported > .label"));
  }

  @Test
  void twoSourcesHaveTheirOwnTables(FxRobot robot) throws Exception {
    settle(robot);
    int panels = shown().size() - 1;
    robot.interact(() -> shell().desk().compare(second, false));
    await(() -> texts(robot, "#board-other-says").contains("flows match"));
    assertEquals(1 + 2 * panels, shown().size());
    assertEquals(2 * panels, shown().getFirst().numbers().size());
    Shown beside = panel("overview-sources-Back-bone");
    assertEquals("Back bone", beside.numbers().getFirst().source());
    robot.interact(() -> shell().desk().compare(second, true));
    await(() -> texts(robot, ".ranking-table .column-header .label").contains("Back bone"));
    await(() -> panel("overview-sources").numbers().size() == 2);
    Shown over = panel("overview-sources");
    assertEquals(
        List.of("sources", "sources-Back-bone"),
        over.numbers().stream().map(Shown.Numbers::name).toList());
    assertEquals("Live and Back bone", over.sources());
    robot.interact(() -> shell().exports().export(Optional.of(over.node())));
    await(() -> isAsking(robot));
    type(robot, folder.resolve("two.json").toString());
    press(robot, "#export-do");
    await(() -> !isAsking(robot));
    assertEquals(List.of("two-sources-Back-bone.json", "two-sources.json"), there());
  }

  @Test
  void theEndOfTheNameAndTheFormatAreOne(FxRobot robot) throws Exception {
    ask(robot);
    assertFalse(find(robot, "#export-marked", CheckBox.class).isVisible());
    choose(robot, "#export-format", "SVG");
    assertTrue(file(robot).endsWith(".svg"), file(robot));
    type(robot, "x.parquet");
    assertEquals("Parquet", chosen(robot, "#export-format"));
    assertFalse(
        find(robot, "#export-theme", ComboBox.class).getParent().isVisible(), "numbers have none");
    type(robot, "x.csv");
    assertTrue(find(robot, "#export-marked", CheckBox.class).isVisible());
    press(robot, "#export-picture");
    assertTrue(file(robot).endsWith("x.png"), file(robot));
    choose(robot, "#export-what", "Top sources");
    assertTrue(file(robot).endsWith("x.png"), "what somebody wrote stays");
    type(robot, "");
    assertTrue(find(robot, "#export-do", Button.class).isDisabled());
  }

  @Test
  void whatIsThereIsReplacedWhenItIsSaidTwice(FxRobot robot) throws Exception {
    Path file = Files.writeString(folder.resolve("x.csv"), "before");
    settle(robot);
    robot.interact(() -> shell().exports().export(Optional.of(panel("overview-sources").node())));
    await(() -> isAsking(robot));
    type(robot, file.toString());
    robot.type(KeyCode.ENTER);
    assertEquals("x.csv is there already; Export once more to replace it.", problem(robot));
    assertEquals("before", Files.readString(file));
    robot.type(KeyCode.ENTER);
    await(() -> !isAsking(robot));
    assertNotEquals("before", Files.readString(file));
  }

  @Test
  void whatCannotBeWrittenIsSaidAndNothingIsLost(FxRobot robot) throws Exception {
    exports =
        (_, _, _, _) -> {
          throw new IOException("No space left on device");
        };
    ask(robot);
    press(robot, "#export-numbers");
    type(robot, folder.resolve("gone").resolve("x.csv").toString());
    robot.type(KeyCode.ENTER);
    await(() -> problem(robot).startsWith("There is no folder " + folder.resolve("gone")));
    type(robot, folder.resolve("x.ndjson").toString());
    assertEquals("", problem(robot));
    robot.type(KeyCode.ENTER);
    await(
        () ->
            problem(robot).endsWith("No space left on device; free some, or choose another disk."));
    assertEquals(folder.resolve("x.ndjson").toString(), file(robot));
    assertEquals("NDJSON", chosen(robot, "#export-format"));
    assertFalse(find(robot, "#export-do", Button.class).isDisabled(), "it can be tried again");
    assertEquals(List.of(), there());
  }

  @Test
  void whatIsLeftWhileItIsWrittenIsNotThere(FxRobot robot) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Exports real = new ExportFiles();
    exports =
        (answer, about, marked, file) -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          real.write(answer, about, marked, file);
          ended.countDown();
        };
    ask(robot);
    press(robot, "#export-numbers");
    type(robot, folder.resolve("x.csv").toString());
    robot.type(KeyCode.ENTER);
    begun.await();
    await(() -> robot.lookup("#export-progress").query().isVisible());
    assertTrue(find(robot, "#export-do", Button.class).isDisabled());
    robot.type(KeyCode.ESCAPE);
    await(() -> !isAsking(robot));
    goOn.countDown();
    ended.await();
    await(() -> there().isEmpty());
    assertFalse(robot.lookup("#exported").query().isVisible(), "nobody is told of a file");
  }

  private static double brightness(BufferedImage image) {
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y += 4) {
      for (int x = 0; x < image.getWidth(); x += 4) {
        sum += image.getRGB(x, y) >> 8 & 0xff;
      }
    }
    int dots = ((image.getHeight() + 3) / 4) * ((image.getWidth() + 3) / 4);
    return sum / dots;
  }

  private BufferedImage exported(FxRobot robot, String name) throws Exception {
    Path file = folder.resolve(name);
    type(robot, file.toString());
    press(robot, "#export-do");
    await(() -> !isAsking(robot));
    return ImageIO.read(file.toFile());
  }

  @Test
  void aPictureIsAsItIsShown(FxRobot robot) throws Exception {
    settle(robot);
    Shown chart = panel("overview-throughput");
    robot.interact(() -> shell().exports().export(Optional.of(chart.node())));
    await(() -> isAsking(robot));
    double width = chart.node().getWidth();
    BufferedImage picture = exported(robot, "x.png");
    assertEquals(2 * width, picture.getWidth(), 1);
    assertTrue(brightness(picture) < 80, "dark: " + brightness(picture));
  }

  @Test
  void aPictureMayBeInAnotherThemeAndSize(FxRobot robot) throws Exception {
    ask(robot);
    choose(robot, "#export-format", "PNG");
    choose(robot, "#export-theme", "Light");
    choose(robot, "#export-size", "Pixels");
    robot.interact(() -> find(robot, "#export-width", TextField.class).setText("9"));
    assertTrue(find(robot, "#export-do", Button.class).isDisabled());
    assertEquals("write how many pixels wide and high the picture is, 200 to 8000", problem(robot));
    robot.interact(() -> find(robot, "#export-width", TextField.class).setText("900"));
    robot.interact(() -> find(robot, "#export-height", TextField.class).setText("700"));
    assertEquals("", problem(robot));
    BufferedImage picture = exported(robot, "x.png");
    assertEquals(900, picture.getWidth());
    assertEquals(700, picture.getHeight());
    assertTrue(brightness(picture) > 200, "light: " + brightness(picture));
    robot.interact(() -> shell().export());
    await(() -> isAsking(robot));
    choose(robot, "#export-theme", "Print");
    exported(robot, "x.svg");
    String svg = Files.readString(folder.resolve("x.svg"));
    assertTrue(svg.contains("Top sources"), "texts are texts");
    assertTrue(svg.contains("10.0.0.0"), "the answers on the screen");
  }

  @Test
  void aPictureOnTheClipboardIsTwiceAsFine(FxRobot robot) throws Exception {
    settle(robot);
    Shown chart = panel("overview-throughput");
    double width = chart.node().getWidth();
    robot.interact(() -> shell().exports().copyPicture(Optional.of(chart.node())));
    await(() -> Clipboard.getSystemClipboard().hasImage());
    Image[] image = new Image[1];
    robot.interact(() -> image[0] = Clipboard.getSystemClipboard().getImage());
    assertEquals(2 * width, image[0].getWidth(), 2);
    robot.interact(() -> shell().exports().copyNumbers());
    String[] text = new String[1];
    robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
    assertTrue(text[0].startsWith("Throughput\ntime,"), text[0]);
    assertTrue(text[0].contains("\n\nTop sources\nsrc_addr,"), text[0]);
  }

  @Test
  void nothingIsExportedBeforeThereIsAnything(FxRobot robot) {
    robot.interact(() -> workspace.sources().forEach(shell().desk()::close));
    robot.interact(() -> shell().export());
    assertFalse(isAsking(robot));
    assertEquals(
        "There is nothing to export yet: open a source first", texts(robot, "#exported > .label"));
  }
}
