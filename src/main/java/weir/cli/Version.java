package weir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into `weir/version.properties`, and Java's.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {weir(), "Java " + Runtime.version()};
  }

  /// "Weir 1.0".
  static String weir() {
    Properties properties = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("/weir/version.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      // it is inside Weir; without it the version is not known
    }
    return "Weir " + properties.getProperty("version", "unknown");
  }
}
