package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandMatchTest {
  private static final List<Command> ALL =
      List.of(
          command("open-files", "Open capture files"),
          command("view.flags", "TCP flags"),
          command("view.talkers", "Talkers"),
          command("field.src_addr", "Source address (src_addr)"),
          command("capture", "Capture on this machine"));

  private static Command command(String id, String title) {
    return Command.of(id, Command.Kind.WINDOW, title, () -> {});
  }

  private static List<String> found(String text) {
    return CommandMatch.best(ALL, text).stream().map(Command::id).toList();
  }

  @Test
  void nothingTypedIsEverythingInItsOrder() {
    assertEquals(ALL.stream().map(Command::id).toList(), found(" "));
  }

  @Test
  void whatBeginsSoComesBeforeWhatHasIt() {
    assertEquals(List.of("capture", "open-files"), found("CAPT"));
  }

  @Test
  void wordsMayComeInAnyOrder() {
    assertEquals(List.of("view.flags"), found("flags tcp"));
    assertEquals(List.of("open-files"), found("fil op"));
  }

  @Test
  void lettersOfWordsAreEnough() {
    assertEquals(List.of("view.flags"), found("tcf"));
    assertEquals(List.of(), found("x"));
    assertEquals(List.of(), found("gsc")); // none of its words begins with g
  }

  @Test
  void anIdIsFound() {
    assertEquals(List.of("view.talkers"), found("view.talkers"));
    assertEquals(List.of("field.src_addr"), found("src_addr"));
  }

  /// "Type of service" is not what "explore by service" asks for first.
  @Test
  void theKindMayBeSaidBefore() {
    List<Command> fields =
        List.of(
            Command.of("field.tos", Command.Kind.FIELD, "Type of service (tos)", () -> {}),
            Command.of("field.service", Command.Kind.FIELD, "Service (service)", () -> {}));
    assertEquals(
        List.of("field.service", "field.tos"),
        CommandMatch.best(fields, "Explore by service").stream().map(Command::id).toList());
  }

  @Test
  void whetherTheFirstWasMeantByItsWords() {
    assertTrue(CommandMatch.isWordOf(CommandMatch.best(ALL, "talk"), "talk"));
    assertFalse(CommandMatch.isWordOf(CommandMatch.best(ALL, "tcf"), "tcf"));
    assertFalse(CommandMatch.isWordOf(List.of(), "talk"));
  }
}
