package weir.screen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import weir.json.JsonValue;
import weir.query.OwnViews;
import weir.query.View;
import weir.query.ViewFile;
import weir.store.OwnFiles;

/// Views as files in a folder, `docs/views.md` has their form. They are the user's alone, and each
/// is written as a whole or not at all.
public final class OwnViewFiles implements OwnViews {
  private static final String ENDING = ".json";

  /// More than a page of panels ever takes.
  private static final int MOST_BYTES = 1 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;

  /// @param folder made when the first view is kept
  public OwnViewFiles(Path folder) {
    this.folder = folder;
  }

  /// A file as a view.
  ///
  /// @throws IllegalArgumentException with a sentence that says what is wrong, and where
  /// @throws IOException if it cannot be read
  public static View read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IllegalArgumentException(file + " is too large for a view");
    }
    String name = String.valueOf(file.getFileName());
    String id = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    return ViewFile.view(id, JsonValue.read(file.toString(), Files.readAllBytes(file)));
  }

  /// A view as a file has it.
  public static byte[] bytes(View view) {
    return JSON.writeValueAsBytes(ViewFile.members(view));
  }

  /// One that cannot be read hides no other.
  @Override
  public Read read() {
    List<View> views = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path file : files(problems)) {
      try {
        views.add(read(file));
      } catch (IllegalArgumentException e) {
        problems.add("A view of yours is left out: " + e.getMessage());
      } catch (IOException e) {
        problems.add("A view of yours is left out: " + file + " cannot be read: " + e);
      }
    }
    return new Read(views, problems);
  }

  private List<Path> files(List<String> problems) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING) && OwnFiles.isFile(file))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      problems.add("Your views cannot be listed: " + e);
      return List.of();
    }
  }

  private Path file(String id) {
    return folder.resolve(id + ENDING);
  }

  @Override
  public void save(View view) throws IOException {
    OwnFiles.makeFolders(folder);
    OwnFiles.tighten(folder, false);
    OwnFiles.replace(file(view.id()), bytes(view));
  }

  @Override
  public void delete(String id) throws IOException {
    Files.deleteIfExists(file(id));
  }
}
