package weir.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.json.JsonValue;

/// The views there are: every file `weir/views/*.json` on the class path is one, and each of the
/// user's own, in the order that the files give. One of the user's takes the place of one of the
/// same id. They are read when first asked for, which costs commands that need none nothing.
public final class Views {
  private static final String FOLDER = "weir/views";

  private final ClassLoader loader;
  private final OwnViews own;

  /// Those on the class path.
  private @Nullable List<View> builtIn;

  private @Nullable List<View> views;
  private OwnViews.Read kept = new OwnViews.Read(List.of(), List.of());

  /// @param loader of the files
  public Views(ClassLoader loader) {
    this(loader, OwnViews.NONE);
  }

  /// @param loader of the files
  /// @param own the user's
  public Views(ClassLoader loader, OwnViews own) {
    this.loader = loader;
    this.own = own;
  }

  /// Those that come with Weir.
  public static Views builtIn() {
    return new Views(Views.class.getClassLoader());
  }

  /// Those that come with Weir, and the user's.
  public static Views with(OwnViews own) {
    return new Views(Views.class.getClassLoader(), own);
  }

  /// @throws IllegalArgumentException if a file on the class path is wrong: which, where, and what
  ///   was expected
  public synchronized List<View> all() {
    if (views == null) {
      builtIn = read();
      kept = own.read();
      views = together(builtIn, kept.views());
    }
    return views;
  }

  private static List<View> together(List<View> builtIn, List<View> own) {
    Map<String, View> byId = new LinkedHashMap<>();
    builtIn.forEach(view -> byId.put(view.id(), view));
    for (View view : own) {
      boolean taken =
          byId.values().stream()
              .anyMatch(other -> !other.id().equals(view.id()) && other.key().equals(view.key()));
      byId.put(view.id(), taken ? view.withoutKey() : view);
    }
    return sorted(byId);
  }

  private static List<View> sorted(Map<String, View> byId) {
    return byId.values().stream()
        .sorted(Comparator.comparingInt(View::order).thenComparing(View::id))
        .toList();
  }

  /// What is wrong with the user's own, a sentence each.
  public synchronized List<String> problems() {
    var _ = all();
    return kept.problems();
  }

  /// Whether it is the user's, be it a changed one of Weir's.
  public synchronized boolean isOwn(String id) {
    var _ = all();
    return kept.views().stream().anyMatch(view -> view.id().equals(id));
  }

  /// The view of that id as it came with Weir.
  public synchronized Optional<View> asItCame(String id) {
    var _ = all();
    return builtIn == null
        ? Optional.empty()
        : builtIn.stream().filter(view -> view.id().equals(id)).findFirst();
  }

  /// An id that no view has, made of a title.
  public String freeId(String title) {
    String plain =
        title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String begin = plain.isEmpty() ? "view" : plain.substring(0, Math.min(60, plain.length()));
    String id = begin;
    for (int number = 2; has(id); number++) {
      id = begin + "-" + number;
    }
    return id;
  }

  private boolean has(String id) {
    return all().stream().anyMatch(view -> view.id().equals(id));
  }

  /// Keeps one as the user's; not on a thread that must not wait.
  public void save(View view) throws IOException {
    own.save(view);
    again();
  }

  /// Keeps one of the user's no longer: where it has changed one of Weir's, that is back.
  public void delete(String id) throws IOException {
    own.delete(id);
    again();
  }

  private synchronized void again() {
    views = null;
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
    return sorted(byId);
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
                    "there is no view '"
                        + id
                        + "'; there are "
                        + names()
                        + problems().stream()
                            .map(sentence -> ". " + sentence)
                            .collect(Collectors.joining())));
  }
}
