package weir.kafka;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.flow.Destination;

/// A topic and where it is asked for: "kafka1.example:9092,kafka2.example:9092/flow-messages".
///
/// @param brokers some of the cluster's; it tells the others
public record Topic(List<Destination> brokers, String name) {
  private static final int USUAL_PORT = 9092;

  public Topic {
    brokers = List.copyOf(brokers);
  }

  /// @throws IllegalArgumentException if it is none; says what is expected
  public static Topic parse(String text) {
    int slash = text.indexOf('/');
    String name = text.substring(slash + 1);
    if (slash <= 0 || !name.matches("[\\w.-]{1,249}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no topic: write BROKER[:PORT][,BROKER…]/TOPIC, as kafka1:9092/flows");
    }
    return new Topic(
        Stream.of(text.substring(0, slash).split(",", -1)).map(Topic::broker).toList(), name);
  }

  private static Destination broker(String text) {
    boolean bare = text.endsWith("]") || !text.contains(":");
    return Destination.parse(bare ? text + ":" + USUAL_PORT : text);
  }

  /// "kafka1.example:9092,kafka2.example:9092".
  String servers() {
    return brokers.stream().map(Destination::toString).collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return servers() + "/" + name;
  }
}
