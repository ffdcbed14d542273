package weir.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/// What made a file.
public final class Versions {
  private Versions() {}

  /// "Weir 1.0", as the build wrote it into `weir/version.properties`.
  public static String weir() {
    Properties properties = new Properties();
    try (InputStream file = Versions.class.getResourceAsStream("/weir/version.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      // it is inside Weir; without it the version is not known
    }
    return "Weir " + properties.getProperty("version", "unknown");
  }

  /// "Java 25.0.1+8".
  public static String java() {
    return "Java " + Runtime.version();
  }
}
