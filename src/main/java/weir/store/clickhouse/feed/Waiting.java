package weir.store.clickhouse.feed;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A block that waits in a file. The file's name has all that is to be known of it without reading
/// it: its place in the order, its rows, its token, and the node that may have it already.
///
/// Guarded by its [Spool].
final class Waiting {
  private static final Pattern NAME =
      Pattern.compile("(\\d{19})-(\\d{1,9})-([0-9a-f-]{36})(?:@([\\w.-]+))?\\.block");

  final long number;
  final int rows;
  final String token;
  final long octets;

  /// Where it was sent to, for all that is known it may be there; null while it is nowhere.
  @Nullable String node;

  boolean underWay;
  int refusals;

  Waiting(long number, int rows, String token, long octets, @Nullable String node) {
    this.number = number;
    this.rows = rows;
    this.token = token;
    this.octets = octets;
    this.node = node;
  }

  /// Of a file that is there; empty for one of another kind.
  static Optional<Waiting> of(Path file, long octets) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches()
        ? Optional.of(
            new Waiting(
                Long.parseLong(name.group(1)),
                Integer.parseInt(name.group(2)),
                name.group(3),
                octets,
                name.group(4)))
        : Optional.empty();
  }

  String fileName() {
    return "%019d-%d-%s%s.block".formatted(number, rows, token, node == null ? "" : "@" + node);
  }

  /// A node as names of files have it.
  static String nodeName(URI node) {
    return (node.getHost() + "_" + node.getPort()).replaceAll("[^\\w.-]", "_");
  }
}
