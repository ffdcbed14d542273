package weir.about;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// What the build wrote down of itself, beside the classes. What is missing there, as in a build
/// without Maven, is empty or unknown.
public final class About {
  private static final String FOLDER = "/weir/parts/";
  private static final String JAVA_TEXT = "java/GPL-2.0-with-classpath-exception.txt";
  private static final String UNKNOWN = "unknown";

  private About() {}

  /// As "0.1.0".
  public static String version() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(resource("/weir/version.properties").orElse("")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", UNKNOWN);
  }

  /// Of the sources; says so where they were changed since.
  public static String commit() {
    return resource(FOLDER + "commit.txt")
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .orElse(UNKNOWN);
  }

  /// Weir, the Java that runs it, then its libraries by name.
  public static List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    resource(FOLDER + "parts.tsv").orElse("").lines().skip(1).map(About::part).forEach(parts::add);
    Part java =
        new Part(
            "Java (" + System.getProperty("java.vendor") + ")",
            Runtime.version().toString(),
            "GPL-2.0-with-classpath-exception",
            List.of(JAVA_TEXT));
    parts.add(Math.min(1, parts.size()), java);
    return parts;
  }

  private static Part part(String line) {
    String[] columns = line.split("\t", -1);
    return new Part(columns[0], columns[1], columns[2], Arrays.asList(columns[3].split(" ")));
  }

  /// A text of [Part#texts()].
  ///
  /// @throws IllegalArgumentException if there is none of that name
  public static String text(String name) {
    return resource(FOLDER + name)
        .orElseThrow(() -> new IllegalArgumentException("there is no text '" + name + "'"));
  }

  /// What a report of a defect needs, a line each. The user's own folder is `~`: its name is nobody
  /// else's business.
  ///
  /// @param data where flows are kept that are listened for; empty if nowhere
  /// @param settings where what the user set is kept; empty where the account has no home
  public static List<String> details(Optional<Path> data, Optional<Path> settings) {
    return List.of(
        "Weir " + version() + ", commit " + commit(),
        "Java " + Runtime.version() + ", " + System.getProperty("java.vendor"),
        "JavaFX " + versionOf("javafx-base"),
        "DuckDB " + versionOf("duckdb_jdbc"),
        "System " + property("os.name") + " " + property("os.version") + ", " + property("os.arch"),
        "Data " + place(data),
        "Settings " + place(settings));
  }

  private static String property(String name) {
    return System.getProperty(name, UNKNOWN);
  }

  private static String versionOf(String part) {
    return parts().stream()
        .filter(one -> one.name().equals(part))
        .map(Part::version)
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static String place(Optional<Path> folder) {
    return folder.map(at -> withoutHome(at, property("user.home"))).orElse("not kept");
  }

  static String withoutHome(Path place, String home) {
    Path whole = place.toAbsolutePath().normalize();
    Path own = Path.of(home);
    return own.isAbsolute() && own.getNameCount() > 0 && whole.startsWith(own)
        ? Path.of("~").resolve(own.relativize(whole)).toString()
        : whole.toString();
  }

  private static Optional<String> resource(String name) {
    try (InputStream in = About.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
