package weir.screen;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.enrich.Anonymiser;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.exporter.ToldName.About;
import weir.flow.ForeignText;
import weir.flow.IpAddress;
import weir.json.JsonValue;

/// What exporters and their interfaces are called in a workspace, and at which rates they sample.
///
/// @param said by people
/// @param told by the exporters themselves: names of interfaces, applications and VRFs
public record Names(Overrides said, Labels told) {
  public static final Names NONE = new Names(Overrides.NONE, Labels.NONE);

  private static final int MOST_EXPORTERS = 20_000;
  private static final int MOST_INTERFACES = 200_000;
  private static final int MOST_NUMBERS = 20_000;

  /// For people.
  public Labels labels() {
    return said.labels().over(told);
  }

  /// Without names, and of nobody.
  public Names anonymous(Anonymiser anonymiser) {
    Map<IpAddress, Labels.Exporter> silent = new HashMap<>();
    told.heard().forEach(address -> silent.put(anonymiser.exporter(address), nothing()));
    return new Names(anonymiser.names(said), new Labels(silent, silent.keySet()));
  }

  private static Labels.Exporter nothing() {
    return new Labels.Exporter("", Map.of());
  }

  Map<String, Object> members() {
    List<Map<String, Object>> people = new ArrayList<>();
    said.exporters().forEach((address, one) -> people.add(members(address, one)));
    List<Map<String, Object>> exporters = new ArrayList<>();
    for (IpAddress address : told.heard()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("address", address.toString());
      Labels.Exporter named = told.exporters().getOrDefault(address, nothing());
      List<Map<String, Object>> interfaces = new ArrayList<>();
      named
          .interfaces()
          .forEach((index, name) -> interfaces.add(Map.of("index", index, "name", name)));
      put(members, "interfaces", interfaces);
      List<Map<String, Object>> numbers = new ArrayList<>();
      named
          .numbers()
          .forEach(
              (about, names) ->
                  names.forEach(
                      (number, name) ->
                          numbers.add(
                              Map.of(
                                  "about", about.name(),
                                  "number", Long.toUnsignedString(number),
                                  "name", name))));
      put(members, "numbers", numbers);
      exporters.add(members);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("said", people);
    members.put("told", exporters);
    return members;
  }

  private static Map<String, Object> members(IpAddress address, Overrides.Exporter said) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("address", address.toString());
    put(members, "name", said.name());
    put(members, "site", said.site());
    put(members, "sampling_rate", said.samplingRate());
    List<Map<String, Object>> interfaces = new ArrayList<>();
    said.interfaces()
        .forEach(
            (index, one) -> {
              Map<String, Object> of = new LinkedHashMap<>();
              of.put("index", index);
              put(of, "name", one.name());
              put(of, "sampling_rate", one.samplingRate());
              interfaces.add(of);
            });
    put(members, "interfaces", interfaces);
    return members;
  }

  private static void put(Map<String, Object> members, String name, Object value) {
    if (!value.equals("") && !value.equals(0L) && !value.equals(List.of())) {
      members.put(name, value);
    }
  }

  /// @param lacking gets what is not known
  static Names read(JsonValue json, Unknown lacking) {
    lacking.of(json, "said", "told");
    Map<IpAddress, Overrides.Exporter> said = new HashMap<>();
    for (JsonValue one : list(json, "said", MOST_EXPORTERS)) {
      lacking.of(one, "address", "name", "site", "sampling_rate", "interfaces");
      said.put(address(one), exporter(one, lacking));
    }
    Map<IpAddress, Labels.Exporter> told = new HashMap<>();
    for (JsonValue one : list(json, "told", MOST_EXPORTERS)) {
      lacking.of(one, "address", "interfaces", "numbers");
      Map<Long, String> interfaces = new HashMap<>();
      for (JsonValue face : list(one, "interfaces", MOST_INTERFACES)) {
        lacking.of(face, "index", "name");
        interfaces.put(index(face), ForeignText.clean(text(face, "name")));
      }
      told.put(address(one), new Labels.Exporter("", interfaces, numbers(one, lacking)));
    }
    return new Names(new Overrides(said), new Labels(told, Set.copyOf(told.keySet())));
  }

  private static Map<About, Map<Long, String>> numbers(JsonValue one, Unknown lacking) {
    Map<About, Map<Long, String>> numbers = new EnumMap<>(About.class);
    for (JsonValue number : list(one, "numbers", MOST_NUMBERS)) {
      lacking.of(number, "about", "number", "name");
      About about = checked(number, () -> About.valueOf(text(number, "about")));
      long key = checked(number, () -> Long.parseUnsignedLong(text(number, "number")));
      numbers
          .computeIfAbsent(about, _ -> new HashMap<>())
          .put(key, ForeignText.clean(text(number, "name")));
    }
    return numbers;
  }

  private static Overrides.Exporter exporter(JsonValue one, Unknown lacking) {
    Map<Long, Overrides.Interface> interfaces = new HashMap<>();
    for (JsonValue face : list(one, "interfaces", MOST_INTERFACES)) {
      lacking.of(face, "index", "name", "sampling_rate");
      interfaces.put(
          index(face),
          checked(face, () -> new Overrides.Interface(text(face, "name"), rate(face))));
    }
    return checked(
        one,
        () -> new Overrides.Exporter(text(one, "name"), rate(one), interfaces, text(one, "site")));
  }

  private static <T> T checked(JsonValue place, java.util.function.Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw place.wrong("is wrong: " + e.getMessage());
    }
  }

  private static IpAddress address(JsonValue one) {
    JsonValue address = one.get("address");
    return checked(address, () -> IpAddress.parse(address.text()));
  }

  private static long index(JsonValue face) {
    return face.get("index").longNumber(0, 0xffff_ffffL);
  }

  private static long rate(JsonValue one) {
    return one.find("sampling_rate")
        .map(rate -> rate.longNumber(0, Overrides.MOST_RATE))
        .orElse(0L);
  }

  private static String text(JsonValue one, String name) {
    return one.find(name).map(JsonValue::text).orElse("");
  }

  private static List<JsonValue> list(JsonValue one, String name, int most) {
    List<JsonValue> list = one.find(name).map(JsonValue::list).orElse(List.of());
    if (list.size() > most) {
      throw one.get(name).wrong("has " + list.size() + ", and " + most + " at most are read");
    }
    return list;
  }
}
