package weir.store.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import weir.json.JsonValue;
import weir.query.ResourceFolder;
import weir.store.OwnFiles;
import weir.store.SchemaGuess;
import weir.store.StoreException;

/// The schemas there are: the user's own, every file `*.json` of a folder, then those that come
/// with Weir, `weir/schemas/*.json` on the class path. The folder is read each time, so that a file
/// that was written since counts.
public final class Schemas {
  /// Those that come with Weir alone.
  public static final Schemas SHIPPED = new Schemas(Optional.empty());

  private static final String SHIPPED_FOLDER = "weir/schemas";
  private static final String ENDING = ".json";
  private static final int MOST_BYTES = 1 << 20;

  private final Optional<Path> folder;

  /// @param folder of the user's own; need not be there
  public Schemas(Optional<Path> folder) {
    this.folder = folder;
  }

  /// @param all the user's own first
  /// @param problems what is wrong with files of the user's, in sentences; these are left out
  record Found(List<Schema> all, List<String> problems) {
    Found {
      all = List.copyOf(all);
      problems = List.copyOf(problems);
    }
  }

  Found read() {
    List<Schema> all = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path file : own(problems)) {
      try (InputStream in = Files.newInputStream(file)) {
        all.add(
            SchemaFile.read(
                name(file), true, JsonValue.read(file.toString(), in.readNBytes(MOST_BYTES))));
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        problems.add(file + " cannot be read: " + e);
      }
    }
    all.addAll(shipped());
    return new Found(all, problems);
  }

  private List<Path> own(List<String> problems) {
    if (folder.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException _) {
      return List.of();
    } catch (IOException e) {
      problems.add(folder.get() + " cannot be read: " + e);
      return List.of();
    }
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ENDING.length());
  }

  /// @throws IllegalArgumentException if a file is wrong: which, where, and what was expected
  static List<Schema> shipped() {
    List<Schema> schemas = new ArrayList<>();
    try {
      for (ResourceFolder.File file :
          ResourceFolder.files(Schemas.class.getClassLoader(), SHIPPED_FOLDER, ENDING)) {
        schemas.add(SchemaFile.read(file.name(), false, JsonValue.read(file.path(), file.bytes())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the schemas cannot be read: " + e, e);
    }
    return schemas;
  }

  /// Writes a guess as a schema file of the user's own, readable by nobody else; one of the same
  /// title is replaced.
  ///
  /// @return the file
  /// @throws StoreException if it cannot be written: why, and what to do
  public Path keep(SchemaGuess guess) {
    Path into =
        folder.orElseThrow(
            () ->
                new StoreException(
                    "there is no home folder to keep a schema in; set XDG_CONFIG_HOME", null));
    String name = guess.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    Path file = into.resolve((name.startsWith(".") ? "schema" : "") + name + ENDING);
    try {
      OwnFiles.makeFolders(into);
      OwnFiles.replace(file, guess.json().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return file;
    } catch (IOException e) {
      throw new StoreException(
          file + " cannot be written (" + e + "); see that there is room, and that it is yours", e);
    }
  }
}
