package weir.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.ingest.LiveInput;
import weir.ingest.TopicInput;
import weir.kafka.ClientSettings;
import weir.kafka.Topic;

/// `--kafka-from` and what clients of Kafka are told.
final class TopicOptions {
  @Option(
      names = "--kafka-from",
      paramLabel = "BROKER[,…]/TOPIC",
      description =
          "Take flows out of a topic of Kafka: goflow2's FlowMessages, with or without their"
              + " length. No UDP port is listened on then unless --port is given.")
  @Example("broker1.example:9092/flows")
  private @Nullable String from;

  @Option(
      names = "--kafka-group",
      paramLabel = "NAME",
      description =
          "The group that reads the topic: its members share the work, and the brokers keep how far"
              + " it is (default: weir).")
  @Example("weir")
  private String group = "weir";

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description =
          "What Kafka's clients are told for TLS, SASL and the like (security.protocol=SASL_SSL,"
              + " …), in a file that only its owner may read.")
  @Example("/etc/weir/kafka.properties")
  private @Nullable Path properties;

  boolean reads() {
    return from != null;
  }

  /// The topic that flows come by, if any.
  ///
  /// @throws CommandFailed if it is none
  /// @throws IOException if the file of settings cannot be used
  List<LiveInput.Opening> inputs() throws IOException {
    return from == null
        ? List.of()
        : List.of(TopicInput.of(topic("--kafka-from", from), group, settings()));
  }

  /// @throws CommandFailed if what flows come by is no topic
  void check() {
    if (from != null) {
      topic("--kafka-from", from);
    }
  }

  ClientSettings settings() throws IOException {
    return properties == null ? ClientSettings.NONE : ClientSettings.read(properties);
  }

  /// @throws CommandFailed if it is none
  static Topic topic(String option, String text) {
    try {
      return Topic.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(option + ": " + e.getMessage(), e);
    }
  }
}
