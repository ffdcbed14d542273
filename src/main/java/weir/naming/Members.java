package weir.naming;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.json.JsonValue;

/// Which members the objects of a names file have: what else is in one comes from a newer Weir. It
/// is passed over, and stays where it is when the file is written.
///
/// @param key tells the objects of a list apart; empty for the file itself
/// @param plain members that hold values, or maps of names by number
/// @param lists members that hold lists of objects
record Members(String key, List<String> plain, Map<String, Members> lists) {
  static final Members INTERFACE =
      of("index", "index", "name", "description", "speed", "side", "sampling_rate");

  static final Members EXPORTER =
      new Members(
          "address",
          List.of(
              "address",
              "name",
              "site",
              "role",
              "sampling_rate",
              "anonymise",
              "vlans",
              "vrfs",
              "hosts"),
          Map.of("interfaces", INTERFACE));

  static final Members FILE =
      new Members(
          "",
          List.of(
              "format",
              "hosts",
              "own_networks",
              "directions",
              "services",
              "protocols",
              "dscp",
              "ether_types",
              "listeners",
              "sets"),
          Map.of(
              "exporters", EXPORTER,
              "networks", of("prefix", "prefix", "name", "role", "site"),
              "systems", of("number", "number", "name", "country", "own"),
              "tables", of("file", "kind", "file")));

  private static Members of(String key, String... names) {
    return new Members(key, List.of(names), Map.of());
  }

  /// Sentences on what is not known, each with its place.
  List<String> unknown(JsonValue object) {
    List<String> sentences = new ArrayList<>();
    object
        .members()
        .forEach(
            (name, value) -> {
              Members below = lists.get(name);
              if (below != null && value.isList()) {
                value.list().stream()
                    .filter(JsonValue::isObject)
                    .forEach(one -> sentences.addAll(below.unknown(one)));
              } else if (below == null && !plain.contains(name)) {
                sentences.add(
                    value.place() + ": '" + name + "' is not known here; it is passed over");
              }
            });
    return sentences;
  }

  /// An object with what was unknown in an older one of the same key.
  Map<String, Object> carry(Map<String, Object> made, JsonValue old) {
    Map<String, Object> all = new LinkedHashMap<>(made);
    old.members()
        .forEach(
            (name, value) -> {
              Members below = lists.get(name);
              if (below == null && !plain.contains(name)) {
                all.put(name, value.plain());
              } else if (below != null
                  && value.isList()
                  && made.get(name) instanceof List<?> list) {
                all.put(name, below.carry(list, value.list()));
              }
            });
    return all;
  }

  private List<Object> carry(List<?> made, List<JsonValue> old) {
    Map<String, JsonValue> byKey = new LinkedHashMap<>();
    old.forEach(one -> keyOf(one).ifPresent(name -> byKey.put(name, one)));
    List<Object> all = new ArrayList<>();
    for (Object one : made) {
      JsonValue before =
          one instanceof Map<?, ?> map ? byKey.get(String.valueOf(map.get(key))) : null;
      all.add(before == null ? one : carry(copy((Map<?, ?>) one), before));
    }
    return all;
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((name, value) -> copy.put(String.valueOf(name), value));
    return copy;
  }

  private Optional<String> keyOf(JsonValue one) {
    return one.isObject()
        ? one.find(key).map(JsonValue::plain).map(String::valueOf)
        : Optional.empty();
  }
}
