package weir.setup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How one kind of exporter is told to send its flows here: a text with holes. Its file begins with
/// lines of `title:`, `protocol:`, `port:`, `interface:`, `most-sampling:` where there is such a
/// limit, and any number of `note:`; the text comes after a line of three dashes.
///
/// @param id its file's name without the ending: "cisco-ios-xe"
/// @param protocol "NetFlow 9", "IPFIX", "sFlow"
/// @param port that is customary for it
/// @param link what an interface is called there
/// @param mostSampling the coarsest rate that it takes
/// @param notes sentences to mind
public record Snippet(
    String id,
    String title,
    String protocol,
    int port,
    String link,
    long mostSampling,
    List<String> notes,
    String text) {
  private static final Pattern HOLE = Pattern.compile("\\{\\{([a-z]+)}}");
  private static final String END = "---";

  public Snippet {
    notes = List.copyOf(notes);
  }

  /// What fills the holes.
  ///
  /// @param collector address of this machine
  /// @param port that is listened on
  /// @param exporter an address of the exporter itself
  /// @param link the interface that is metered; empty for the one of the snippet
  /// @param sampling one packet in so many is taken; 1 for all
  /// @param entries of the flow table
  public record Values(
      String collector, int port, String exporter, String link, long sampling, long entries) {}

  /// @throws IllegalArgumentException with a sentence, if it is none
  static Snippet parse(String id, String file) {
    Map<String, String> head = new HashMap<>();
    List<String> notes = new ArrayList<>();
    List<String> lines = file.lines().toList();
    int end = lines.indexOf(END);
    if (end < 0) {
      throw new IllegalArgumentException(id + ": there is no line of " + END + " above the text");
    }
    for (String line : lines.subList(0, end)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException(id + ": '" + line + "' has no colon");
      }
      String value = line.substring(colon + 1).strip();
      if (line.startsWith("note:")) {
        notes.add(value);
      } else {
        head.put(line.substring(0, colon).strip(), value);
      }
    }
    for (String needed : List.of("title", "protocol", "port", "interface")) {
      if (head.getOrDefault(needed, "").isEmpty()) {
        throw new IllegalArgumentException(id + ": " + needed + ": is missing above the text");
      }
    }
    Snippet read =
        new Snippet(
            id,
            head.getOrDefault("title", ""),
            head.getOrDefault("protocol", ""),
            port(id, head.getOrDefault("port", "")),
            head.getOrDefault("interface", ""),
            most(id, head.getOrDefault("most-sampling", "")),
            notes,
            String.join("\n", lines.subList(end + 1, lines.size())).strip());
    var _ = read.fill(new Values("192.0.2.1", 2055, "192.0.2.2", "", 1, 4096));
    return read;
  }

  private static int port(String id, String text) {
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(id + ": port: " + text + " is none");
    }
    return port;
  }

  private static long most(String id, String text) {
    if (text.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (!text.matches("[1-9]\\d{0,9}")) {
      throw new IllegalArgumentException(id + ": most-sampling: " + text + " is no number");
    }
    return Long.parseLong(text);
  }

  /// One packet in so many, as near to what is wanted as it can do: where it samples none, 1.
  public long sampling(long wanted) {
    return text.contains("{{sampling}}") ? Math.min(wanted, mostSampling) : 1;
  }

  /// Whether it counts in a flow table; sFlow has none.
  public boolean hasTable() {
    return !protocol.toLowerCase(Locale.ROOT).startsWith("sflow");
  }

  /// Whether the exporter's own address stands in it.
  public boolean namesExporter() {
    return text.contains("{{exporter}}");
  }

  /// The text without holes.
  ///
  /// @throws IllegalArgumentException if there is a hole that nothing fills
  public String fill(Values values) {
    Matcher hole = HOLE.matcher(text);
    return hole.replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), values)));
  }

  private String value(String hole, Values values) {
    return switch (hole) {
      case "collector" -> values.collector();
      case "endpoint" ->
          (values.collector().contains(":") ? "[" + values.collector() + "]" : values.collector())
              + ":"
              + values.port();
      case "port" -> Integer.toString(values.port());
      case "exporter" -> values.exporter();
      case "interface" -> values.link().isEmpty() ? link : values.link();
      case "sampling" -> Long.toString(values.sampling());
      case "entries" -> Long.toString(values.entries());
      case "active" -> Integer.toString(Link.ACTIVE_SECONDS);
      case "idle" -> Integer.toString(Link.IDLE_SECONDS);
      default -> throw new IllegalArgumentException(id + ": nothing fills {{" + hole + "}}");
    };
  }
}
