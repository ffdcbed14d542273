package weir.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir private Path folder;

  @Test
  void aTopicIsNamedBehindItsBrokers() {
    Topic topic = Topic.parse("kafka1.example,10.0.0.2:9093,[2001:db8::9]:9094/flow-messages");
    assertEquals("flow-messages", topic.name());
    assertEquals("kafka1.example:9092,10.0.0.2:9093,[2001:db8::9]:9094", topic.servers());
    assertEquals(topic, Topic.parse(topic.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "flows", "/flows", "kafka1:9092", "kafka1/", "kafka1/a b", "k,/flows"})
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Topic.parse(text));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void passwordsAreReadFromAFileOfTheUserAlone() throws Exception {
    Path file = folder.resolve("client.properties");
    Files.writeString(file, "security.protocol=SASL_SSL\nbootstrap.servers=elsewhere:1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    IOException refused = assertThrows(IOException.class, () -> ClientSettings.read(file));
    assertTrue(String.valueOf(refused.getMessage()).endsWith("chmod 600 " + file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertEquals(
        Map.of("security.protocol", "SASL_SSL", "linger.ms", "20", "bootstrap.servers", "here:1"),
        ClientSettings.read(file)
            .over(
                Map.of("security.protocol", "PLAINTEXT", "linger.ms", "20"),
                Map.of("bootstrap.servers", "here:1")));
  }

  @Test
  void whatCannotBeUsedIsSaidInASentence() {
    IOException unknown =
        assertThrows(
            IOException.class,
            () -> TopicWriter.open(Topic.parse("no-such-host.invalid/flows"), ClientSettings.NONE));
    assertTrue(
        String.valueOf(unknown.getMessage())
            .startsWith("no-such-host.invalid:9092/flows cannot be written to: "),
        unknown.getMessage());
  }
}
