package weir.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.query.View;
import weir.query.Views;

/// Views that the user keeps, as files, among those that come with Weir.
class OwnViewFilesTest {
  @TempDir private Path home;
  private Path folder;
  private Views views;

  @BeforeEach
  void open() {
    folder = home.resolve("views");
    views = Views.with(new OwnViewFiles(folder));
  }

  static Stream<View> builtIn() {
    return Views.builtIn().all().stream();
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void whatIsWrittenIsReadAgain(View view) throws IOException {
    Path file = home.resolve(view.id() + ".json");
    Files.write(file, OwnViewFiles.bytes(view));
    assertEquals(view, OwnViewFiles.read(file));
  }

  @Test
  void oneIsKeptBesideTheOthersAndFoundByWhoComesLater() throws IOException {
    View mine = views.named("talkers").copy(views.freeId("My talkers!"), "My talkers!", 500);
    views.save(mine);
    assertEquals("my-talkers", mine.id());
    assertEquals(mine, views.named("my-talkers"));
    assertEquals(mine, Views.with(new OwnViewFiles(folder)).all().getLast());
    assertTrue(views.isOwn("my-talkers"));
    assertFalse(views.isOwn("talkers"));
    assertEquals("my-talkers-2", views.freeId("My talkers"));
    views.delete("my-talkers");
    assertEquals(Views.builtIn().names(), views.names());
    views.delete("my-talkers"); // it is not there any more
  }

  @Test
  void aChangedOneOfWeirsTakesItsPlaceAndGoesBack() throws IOException {
    View before = views.named("overview");
    views.save(before.named("overview", "Mine"));
    assertEquals("Mine", views.named("overview").title());
    assertEquals(before.key(), views.named("overview").key());
    assertEquals(Views.builtIn().names(), views.names());
    assertEquals(before, views.asItCame("overview").orElseThrow());
    views.delete("overview");
    assertEquals(before, views.named("overview"));
  }

  @Test
  void aKeyOfAnotherViewIsNotTaken() throws IOException {
    View overview = views.named("overview");
    views.save(overview.named("second", "Second"));
    assertEquals(overview.key(), views.named("overview").key());
    assertTrue(views.named("second").key().isEmpty());
  }

  @Test
  void aBrokenFileIsSaidAndHidesNoOther() throws IOException {
    views.save(views.named("talkers").copy("mine", "Mine", 500));
    Files.writeString(folder.resolve("broken.json"), "{\n  \"titel\": 1\n}");
    Files.writeString(folder.resolve("notes.txt"), "no view");
    Views again = Views.with(new OwnViewFiles(folder));
    assertEquals("Mine", again.named("mine").title());
    List<String> problems = again.problems();
    assertEquals(1, problems.size());
    String said = problems.getFirst();
    assertTrue(said.startsWith("A view of yours is left out: "), said);
    assertTrue(said.contains("broken.json, line 2, column 3: 'titel' is not known here"), said);
    String none =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> again.named("broken")).getMessage());
    assertTrue(none.contains("there is no view 'broken'") && none.contains("line 2"), none);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theyAreTheUsersAlone() throws IOException {
    views.save(views.named("talkers").copy("mine", "Mine", 500));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("mine.json"))));
  }

  @Test
  void whereNothingCanBeKeptThatIsSaid() throws IOException {
    Files.writeString(folder, "a file in the folder's place");
    assertThrows(IOException.class, () -> views.save(views.named("talkers")));
    String said =
        String.valueOf(
            assertThrows(
                    IOException.class, () -> Views.builtIn().save(Views.builtIn().named("talkers")))
                .getMessage());
    assertTrue(said.contains("there is no folder"), said);
  }
}
