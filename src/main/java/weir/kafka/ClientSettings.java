package weir.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/// What clients of Kafka are told: TLS, accounts and the like, as the user wrote it in a file.
public final class ClientSettings {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /// The library tells each failed connection with its log, several times a second; Weir says it in
  /// a sentence. Held, for a logger that nobody holds forgets its level.
  private static final Logger LIBRARY = Logger.getLogger("org.apache.kafka");

  static {
    if (LIBRARY.getLevel() == null) {
      LIBRARY.setLevel(Level.OFF);
    }
  }

  /// Without encryption and account.
  public static final ClientSettings NONE = new ClientSettings(Map.of());

  private final Map<String, String> own;

  private ClientSettings(Map<String, String> own) {
    this.own = Map.copyOf(own);
  }

  /// Reads a properties file of Kafka's clients (`security.protocol=SASL_SSL`, …).
  ///
  /// @throws IOException if it cannot be read, or others than its owner may: it may hold passwords
  public static ClientSettings read(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && view.readAttributes().permissions().stream().anyMatch(OTHERS::contains)) {
      throw new IOException(
          file + " may hold passwords, and others than its owner may read it: chmod 600 " + file);
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no properties file: " + e.getMessage(), e);
    }
    Map<String, String> read = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
    return new ClientSettings(read);
  }

  /// The user's, on top of those that are good as a rule; `fixed` ones stay.
  Map<String, Object> over(Map<String, Object> usual, Map<String, Object> fixed) {
    Map<String, Object> all = new HashMap<>(usual);
    all.putAll(own);
    all.putAll(fixed);
    return all;
  }

  /// Whether a client is connected to no broker.
  static boolean isAlone(Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("connection-count"))
        .filter(metric -> metric.getKey().group().matches("(consumer|producer)-metrics"))
        .allMatch(metric -> metric.getValue().metricValue() instanceof Double n && n < 1);
  }

  /// What a failure of the library says, without its classes' names.
  static String words(Throwable failure) {
    Throwable said = failure;
    while (said.getCause() != null && said.getCause().getMessage() != null) {
      said = said.getCause();
    }
    String message = said.getMessage();
    return message == null ? said.getClass().getSimpleName() : message;
  }
}
