package weir.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import weir.query.ResourceFolder;

/// The snippets there are: every `weir/setup/*.txt` on the class path, and the user's own, of which
/// one takes the place of one of the same name. To add one takes no Java.
///
/// @param all by their titles
/// @param problems what is wrong with the user's own, a sentence each
public record Snippets(List<Snippet> all, List<String> problems) {
  private static final String FOLDER = "weir/setup";
  private static final String ENDING = ".txt";
  private static final int MOST_OCTETS = 1 << 18;

  public Snippets {
    all = List.copyOf(all);
    problems = List.copyOf(problems);
  }

  /// Those that come with Weir.
  public static Snippets shipped() {
    return with(Optional.empty());
  }

  /// Those that come with Weir, and those of a folder; reads files.
  ///
  /// @param own may not be there
  public static Snippets with(Optional<Path> own) {
    Map<String, Snippet> byId = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    try {
      for (ResourceFolder.File file :
          ResourceFolder.files(Snippets.class.getClassLoader(), FOLDER, ENDING)) {
        byId.put(
            file.name(),
            Snippet.parse(file.name(), new String(file.bytes(), StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    own.filter(Files::isDirectory).ifPresent(folder -> addOwn(folder, byId, problems));
    return new Snippets(
        byId.values().stream()
            .sorted(Comparator.comparing(one -> one.title().toLowerCase(Locale.ROOT)))
            .toList(),
        problems);
  }

  private static void addOwn(Path folder, Map<String, Snippet> byId, List<String> problems) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(ENDING)) {
          String id = name.substring(0, name.length() - ENDING.length());
          try {
            if (Files.size(file) > MOST_OCTETS) {
              throw new IllegalArgumentException(id + ": it is too long");
            }
            byId.put(id, Snippet.parse(id, Files.readString(file)));
          } catch (IllegalArgumentException | IOException e) {
            problems.add(file + " is left out: " + e.getMessage());
          }
        }
      }
    } catch (IOException e) {
      problems.add(folder + " cannot be read: " + e.getMessage());
    }
  }

  /// The one of that name.
  ///
  /// @throws IllegalArgumentException with a sentence that lists all, if there is none
  public Snippet named(String id) {
    return all.stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no '"
                        + id
                        + "'; there is "
                        + String.join(", ", all.stream().map(Snippet::id).sorted().toList())));
  }
}
