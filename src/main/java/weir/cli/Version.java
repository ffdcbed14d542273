package weir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into `weir/version.properties`, and Java's.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("/weir/version.properties")) {
      if (file != null) {
        properties.load(file);
      }
    }
    return new String[] {
      "Weir " + properties.getProperty("version", "unknown"), "Java " + Runtime.version()
    };
  }
}
