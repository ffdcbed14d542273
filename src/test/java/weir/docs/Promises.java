package weir.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What docs/stability.md promises, as files under `golden/promises`: a line a promise. With
/// `-Dgolden.update=true` they are written anew, to be looked at: a line that goes is a promise
/// that is broken.
public final class Promises {
  private static final Path FOLDER = Path.of("src/test/resources/golden/promises");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private Promises() {}

  /// A file that an older Weir, or a user of it, has written.
  public static Path file(String name) {
    return FOLDER.resolve(name);
  }

  /// How a failure begins.
  public static String words(String sentence) {
    return "this is promised in docs/stability.md: " + sentence;
  }

  /// @param sentence of the page
  /// @param name of the golden file
  /// @param now what holds now, a line each
  public static void check(String sentence, String name, List<String> now) throws IOException {
    Path golden = file(name);
    if (UPDATE) {
      Files.write(golden, now);
    }
    compare(sentence, golden, now);
  }

  /// Without writing anything.
  static void compare(String sentence, Path golden, List<String> now) throws IOException {
    Set<String> promised = new LinkedHashSet<>(Files.readAllLines(golden));
    List<String> broken = new ArrayList<>(promised);
    broken.removeAll(now);
    assertEquals(
        List.of(), broken, words(sentence) + ". These lines of " + golden + " hold no more");
    List<String> more = new ArrayList<>(new LinkedHashSet<>(now));
    more.removeAll(promised);
    assertEquals(
        List.of(),
        more,
        "new, and promised from now on (docs/stability.md: "
            + sentence
            + "): add it to "
            + golden
            + " once it is as it shall stay");
  }
}
