package weir.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The views there are: every file `weir/views/*.json` on the class path is one, in the order that
/// the files give. They are read when first asked for, which costs commands that need none nothing.
public final class Views {
  private static final String FOLDER = "weir/views";

  private final ClassLoader loader;
  private @Nullable List<View> views;

  /// @param loader of the files
  public Views(ClassLoader loader) {
    this.loader = loader;
  }

  /// Those that come with Weir.
  public static Views builtIn() {
    return new Views(Views.class.getClassLoader());
  }

  /// @throws IllegalArgumentException if a file is wrong: which, where, and what was expected
  public synchronized List<View> all() {
    if (views == null) {
      views = read();
    }
    return views;
  }

  private List<View> read() {
    Map<String, View> byId = new LinkedHashMap<>();
    Map<String, String> keys = new HashMap<>();
    try {
      for (ResourceFolder.File file : ResourceFolder.files(loader, FOLDER, ".json")) {
        JsonValue json = JsonValue.read(file.path(), file.bytes());
        View view = ViewFile.view(file.name(), json);
        if (byId.putIfAbsent(view.id(), view) == null && view.key().isPresent()) {
          String other = keys.put(view.key().get(), view.id());
          if (other != null) {
            throw json.get("key").wrong("is that of the view '" + other + "' already");
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the views cannot be read: " + e, e);
    }
    if (byId.isEmpty()) {
      throw new IllegalArgumentException("there is no view: the class path has no " + FOLDER);
    }
    return byId.values().stream()
        .sorted(Comparator.comparingInt(View::order).thenComparing(View::id))
        .toList();
  }

  /// What is shown where none was chosen.
  public View first() {
    return all().getFirst();
  }

  /// The ids of all views, for people.
  public String names() {
    return all().stream().map(View::id).collect(Collectors.joining(", "));
  }

  /// @throws IllegalArgumentException if there is none, with a sentence that names those there are
  public View named(String id) {
    return all().stream()
        .filter(view -> view.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no view '" + id + "'; there are " + names()));
  }
}
