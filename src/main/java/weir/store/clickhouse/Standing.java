package weir.store.clickhouse;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.store.Cancel;

/// What a node says of itself, and of what the account may do there and how its answers may be cut
/// short.
///
/// @param settings the account's, by name
record Standing(String version, String zone, Map<String, String> settings) {
  private static final String READONLY = "readonly";
  private static final String SECONDS = "max_execution_time";
  private static final String MEMORY = "max_memory_usage";
  private static final String SKIPPING = "skip_unavailable_shards";

  /// What an answer is cut short by without a word, and the limits that it is cut at.
  private static final List<Cut> CUTS =
      List.of(
          new Cut("timeout_overflow_mode", List.of(SECONDS)),
          new Cut("read_overflow_mode", List.of("max_rows_to_read", "max_bytes_to_read")),
          new Cut("result_overflow_mode", List.of("max_result_rows", "max_result_bytes")),
          new Cut("group_by_overflow_mode", List.of("max_rows_to_group_by")),
          new Cut("sort_overflow_mode", List.of("max_rows_to_sort", "max_bytes_to_sort")),
          new Cut("set_overflow_mode", List.of("max_rows_in_set", "max_bytes_in_set")));

  /// Cut by whatever mode.
  private static final List<String> LIMITS = List.of("limit", "offset");

  private record Cut(String mode, List<String> limits) {}

  Standing {
    settings = Map.copyOf(settings);
  }

  static Standing of(Server server) {
    return of(server.ask(sql()).rows().getFirst());
  }

  /// Of one node.
  static Standing of(Server server, URI node) {
    return of(server.ask(node, sql(), new Cancel()).rows().getFirst());
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(READONLY, MEMORY, SKIPPING));
    CUTS.forEach(
        cut -> {
          names.add(cut.mode());
          names.addAll(cut.limits());
        });
    names.addAll(LIMITS);
    return names;
  }

  /// Asks without making a setting.
  private static String sql() {
    return names().stream()
        .map(name -> "toString(getSetting('" + name + "'))")
        .collect(Collectors.joining(", ", "SELECT version(), timezone(), ", ""));
  }

  private static Standing of(String[] row) {
    Map<String, String> settings = new HashMap<>();
    List<String> names = names();
    for (int i = 0; i < names.size(); i++) {
      settings.put(names.get(i), row[2 + i]);
    }
    return new Standing(row[0], row[1], settings);
  }

  private String setting(String name) {
    return settings.getOrDefault(name, "");
  }

  private boolean isSet(String limit) {
    return !setting(limit).isEmpty() && Double.parseDouble(setting(limit)) != 0;
  }

  /// Whether shards that cannot be reached are left out without a word, unless the table says so
  /// itself.
  boolean skips() {
    return setting(SKIPPING).equals("true") || setting(SKIPPING).equals("1");
  }

  /// What the account may, in a sentence.
  String inWords() {
    StringBuilder words =
        new StringBuilder(
            switch (setting(READONLY)) {
              case "1" -> "may read only, and change no setting (readonly = 1): that is enough";
              case "2" -> "may read only (readonly = 2)";
              default ->
                  "may change more than Weir needs: one with readonly = 1 is enough for reading";
            });
    if (isSet(SECONDS)) {
      words.append("; a question may take ").append(setting(SECONDS)).append(" s");
    }
    if (isSet(MEMORY)) {
      words
          .append("; and ")
          .append(Long.parseUnsignedLong(setting(MEMORY)) >> 20)
          .append(" MiB of memory");
    }
    return words.toString();
  }

  /// What may make answers wrong without a word, in sentences.
  List<String> cautions() {
    List<String> cautions = new ArrayList<>();
    for (Cut cut : CUTS) {
      Optional<String> limit = cut.limits().stream().filter(this::isSet).findFirst();
      if (limit.isPresent() && !setting(cut.mode()).equals("throw")) {
        cautions.add(
            "the account's %s = %s cuts answers short at %s = %s without a word: ask an administrator for %s = throw"
                .formatted(
                    cut.mode(),
                    setting(cut.mode()),
                    limit.get(),
                    setting(limit.get()),
                    cut.mode()));
      }
    }
    for (String limit : LIMITS) {
      if (isSet(limit)) {
        cautions.add(
            "the account's setting %s = %s leaves out rows of answers without a word: ask an administrator to take it away"
                .formatted(limit, setting(limit)));
      }
    }
    return cautions;
  }
}
