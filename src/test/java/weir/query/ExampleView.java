package weir.query;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/// A new view as anyone adds it: a file, and no line of Java. `examples/view` in the test's
/// resources holds it as `weir/views/ports.json`; it is put on the class path beside Weir's own.
public final class ExampleView {
  private static final Path ROOT = Path.of("src/test/resources/examples/view");

  private ExampleView() {}

  /// Those that come with Weir, and this one.
  public static Views views() {
    return in(ROOT);
  }

  /// Those that come with Weir, and those in a folder or jar.
  public static Views in(Path root) {
    try {
      URL[] beside = {root.toUri().toURL()};
      return new Views(new URLClassLoader(beside, Views.class.getClassLoader()));
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
