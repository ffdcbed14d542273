package weir.settings;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import weir.settings.Settings.Capture;
import weir.settings.Settings.Place;
import weir.settings.Settings.Ports;
import weir.settings.Settings.Recent;
import weir.settings.Settings.RecordTables;
import weir.store.Remote;
import weir.store.Remote.Trust;
import weir.store.ServerAddress;

/// [Settings] as JSON:
///
/// ```json
/// {"format": 1, "theme": "dark", "zoom": 100, "zone": "UTC", "view": "overview",
///  "window": {"x": 0, "y": 0, "width": 1480, "height": 920, "maximized": false},
///  "listening": {"datagrams": ["2055"], "messages": [], "streams": [], "allowed": [],
///    "forward": ["192.0.2.9:2055"], "elements": "", "routes": []},
///  "capture": {"adapters": ["eth0"], "filter": "tcp port 443", "own_packets": false,
///    "snap_octets": 256, "buffer_mib": 64, "one_in": 1, "programs": true,
///    "packets_mib": 0},
///  "recent": [{"path": "/home/me/router.pcap", "data_set": false}],
///  "remotes": [{"name": "Backbone", "address": "https://viewer@ch1.example/netmeta",
///    "verified": true, "authorities": "/home/me/ca.pem", "certificate": "", "key": ""}],
///  "export_folder": "/home/me/pictures",
///  "filters": {"saved": [{"name": "Web", "filter": "port in [80, 443]"}], "recent": ["tcp"]},
///  "records": {"columns": ["time_received_ns", "src_addr"], "widths": {"src_addr": 140}},
///  "statements": ["FROM flows LIMIT 10"], "name_server": "192.0.2.53"}
/// ```
///
/// Members that are not known stay as they are; a known one of the wrong kind counts as left out.
/// Read and written value by value, for a start does not wait for more.
final class SettingsJson {
  static final int FORMAT = 1;

  private static final JsonFactory JSON = new JsonFactory();

  /// A file's members, also those that are not known.
  private final Map<String, @Nullable Object> members;

  private SettingsJson(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /// What is there is no settings.
  static final class Damaged extends Exception {
    Damaged(String message) {
      super(message);
    }
  }

  static SettingsJson empty() {
    return new SettingsJson(new LinkedHashMap<>());
  }

  static SettingsJson parse(byte[] bytes) throws Damaged {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Damaged("it is no JSON object");
      }
      SettingsJson read = new SettingsJson(object(parser));
      if (parser.nextToken() != null) {
        throw new Damaged("there is more after its end");
      }
      if (read.format() < 1) {
        throw new Damaged("it has no format number");
      }
      return read;
    } catch (JacksonException e) {
      throw new Damaged(
          "it is no JSON from line %d, column %d on"
              .formatted(e.getLocation().getLineNr(), Math.max(1, e.getLocation().getColumnNr())));
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  int format() {
    return (int) number(members, "format", 0);
  }

  Settings settings() {
    Settings otherwise = Settings.DEFAULT;
    Map<?, ?> window = map(members.get("window"));
    Map<?, ?> listening = map(members.get("listening"));
    List<Recent> recent = new ArrayList<>();
    for (Object one : list(members.get("recent"))) {
      String path = text(map(one), "path", "");
      if (!path.isEmpty()) {
        recent.add(new Recent(path, flag(map(one), "data_set")));
      }
    }
    return new Settings(
        one(Settings.Mode.values(), text(members, "theme", ""), otherwise.theme()),
        one(Settings.Colours.values(), text(members, "colours", ""), otherwise.colours()),
        (int) number(members, "zoom", otherwise.zoomPercent()),
        text(members, "zone", otherwise.zone()),
        text(members, "view", otherwise.view()),
        number(window, "width", 0) > 0 && number(window, "height", 0) > 0
            ? Optional.of(
                new Place(
                    number(window, "x", 0),
                    number(window, "y", 0),
                    number(window, "width", 0),
                    number(window, "height", 0),
                    flag(window, "maximized")))
            : Optional.empty(),
        listening.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Ports(
                    texts(listening.get("datagrams")),
                    texts(listening.get("messages")),
                    texts(listening.get("streams")),
                    texts(listening.get("allowed")),
                    texts(listening.get("forward")),
                    text(listening, "elements", ""),
                    texts(listening.get("routes")),
                    texts(listening.get("filters")))),
        recent,
        capture(map(members.get("capture"))),
        remotes(),
        text(members, "export_folder", ""),
        filters(),
        records(map(members.get("records"))),
        texts(members.get("statements")),
        first(map(members.get("first")), otherwise.first()),
        text(members, "name_server", ""),
        keep(map(members.get("keep"))));
  }

  /// The constant that is written so.
  private static <E extends Enum<E>> E one(E[] all, String text, E otherwise) {
    return Arrays.stream(all).filter(one -> word(one).equals(text)).findFirst().orElse(otherwise);
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  private static Settings.First first(Map<?, ?> first, Settings.First otherwise) {
    return new Settings.First(
        text(first, "unit", otherwise.unit()), !Boolean.FALSE.equals(first.get("scaled")));
  }

  private static Settings.Keep keep(Map<?, ?> keep) {
    return new Settings.Keep(text(keep, "age", ""), text(keep, "size", ""), text(keep, "free", ""));
  }

  private static RecordTables records(Map<?, ?> records) {
    Map<String, Integer> widths = new TreeMap<>();
    Map<?, ?> kept = map(records.get("widths"));
    kept.keySet().stream()
        .map(String::valueOf)
        .filter(name -> number(kept, name, 0) > 0)
        .forEach(name -> widths.put(name, (int) number(kept, name, 0)));
    return new RecordTables(texts(records.get("columns")), widths);
  }

  private static Optional<Capture> capture(Map<?, ?> capture) {
    return capture.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Capture(
                texts(capture.get("adapters")),
                text(capture, "filter", ""),
                flag(capture, "own_packets"),
                (int) number(capture, "snap_octets", 0),
                (int) number(capture, "buffer_mib", 0),
                (int) number(capture, "one_in", 0),
                !Boolean.FALSE.equals(capture.get("programs")),
                (int) number(capture, "packets_mib", 0)));
  }

  private Settings.Filters filters() {
    Map<?, ?> filters = map(members.get("filters"));
    List<Settings.Named> saved = new ArrayList<>();
    for (Object one : list(filters.get("saved"))) {
      String name = text(map(one), "name", "");
      if (!name.isEmpty()) {
        saved.add(new Settings.Named(name, text(map(one), "filter", "")));
      }
    }
    return new Settings.Filters(saved, texts(filters.get("recent")));
  }

  private List<Remote> remotes() {
    return list(members.get("remotes")).stream().flatMap(one -> remote(map(one)).stream()).toList();
  }

  /// What is left out, in a sentence; it stays in the file.
  Optional<String> leftOut() {
    for (Object one : list(members.get("remotes"))) {
      try {
        var _ = parse(map(one));
      } catch (IllegalArgumentException e) {
        return Optional.of(
            "the connection '%s' is left out: %s"
                .formatted(text(map(one), "name", ""), e.getMessage()));
      }
    }
    return Optional.empty();
  }

  /// Empty where it is damaged.
  private static Optional<Remote> remote(Map<?, ?> remote) {
    try {
      return Optional.of(parse(remote));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// @throws IllegalArgumentException if it is damaged
  private static Remote parse(Map<?, ?> remote) {
    return new Remote(
        text(remote, "name", ""),
        ServerAddress.parse(text(remote, "address", "")),
        new Trust(
            !Boolean.FALSE.equals(remote.get("verified")),
            file(remote, "authorities"),
            file(remote, "certificate"),
            file(remote, "key")));
  }

  /// Connections as they are now, and those that are damaged, unless one of their names is there.
  private List<Object> json(List<Remote> remotes) {
    List<Object> all = new ArrayList<>();
    remotes.forEach(remote -> all.add(json(remote)));
    Set<String> names = remotes.stream().map(Remote::name).collect(Collectors.toSet());
    for (Object one : list(members.get("remotes"))) {
      if (!names.contains(text(map(one), "name", "")) && remote(map(one)).isEmpty()) {
        all.add(one);
      }
    }
    return all;
  }

  /// @throws IllegalArgumentException if it cannot be the path of a file
  private static Optional<Path> file(Map<?, ?> object, String name) {
    String path = text(object, name, "");
    return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
  }

  private static Map<String, Object> json(Remote remote) {
    Trust trust = remote.trust();
    return new TreeMap<>(
        Map.of(
            "name", remote.name(),
            "address", remote.address().text(),
            "verified", trust.verified(),
            "authorities", trust.authorities().map(Path::toString).orElse(""),
            "certificate", trust.certificate().map(Path::toString).orElse(""),
            "key", trust.key().map(Path::toString).orElse("")));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static List<String> texts(@Nullable Object value) {
    return list(value).stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }

  private static String text(Map<?, ?> object, String name, String otherwise) {
    return object.get(name) instanceof String text ? text : otherwise;
  }

  private static double number(Map<?, ?> object, String name, double otherwise) {
    return object.get(name) instanceof Number number && Double.isFinite(number.doubleValue())
        ? number.doubleValue()
        : otherwise;
  }

  private static boolean flag(Map<?, ?> object, String name) {
    return Boolean.TRUE.equals(object.get(name));
  }

  /// The same with other settings; what is not known stays.
  SettingsJson with(Settings settings) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(members);
    all.put("format", FORMAT);
    all.put("theme", word(settings.theme()));
    if (settings.colours() != Settings.DEFAULT.colours() || members.containsKey("colours")) {
      all.put("colours", word(settings.colours()));
    }
    if (!settings.first().equals(Settings.DEFAULT.first()) || members.containsKey("first")) {
      put(
          all,
          "first",
          new TreeMap<>(
              Map.of("unit", settings.first().unit(), "scaled", settings.first().scaled())));
    }
    if (!settings.keep().equals(Settings.DEFAULT.keep()) || members.containsKey("keep")) {
      put(
          all,
          "keep",
          new TreeMap<>(
              Map.of(
                  "age", settings.keep().age(),
                  "size", settings.keep().size(),
                  "free", settings.keep().free())));
    }
    if (!settings.nameServer().isEmpty() || members.containsKey("name_server")) {
      all.put("name_server", settings.nameServer());
    }
    all.put("zoom", settings.zoomPercent());
    all.put("zone", settings.zone());
    all.put("view", settings.view());
    settings
        .window()
        .ifPresent(
            place ->
                put(
                    all,
                    "window",
                    new TreeMap<>(
                        Map.of(
                            "x", Math.round(place.x()),
                            "y", Math.round(place.y()),
                            "width", Math.round(place.width()),
                            "height", Math.round(place.height()),
                            "maximized", place.maximized()))));
    if (settings.listening().isEmpty()) {
      all.remove("listening");
    }
    if (settings.capture().isEmpty()) {
      all.remove("capture");
    }
    settings
        .listening()
        .ifPresent(
            ports ->
                put(
                    all,
                    "listening",
                    new TreeMap<>(
                        Map.of(
                            "datagrams", ports.datagrams(),
                            "messages", ports.messages(),
                            "streams", ports.streams(),
                            "allowed", ports.allowed(),
                            "forward", ports.forward(),
                            "elements", ports.elements(),
                            "routes", ports.routes(),
                            "filters", ports.filters()))));
    settings
        .capture()
        .ifPresent(
            capture ->
                put(
                    all,
                    "capture",
                    new TreeMap<>(
                        Map.of(
                            "adapters", capture.adapters(),
                            "filter", capture.filter(),
                            "own_packets", capture.ownPackets(),
                            "snap_octets", capture.snapOctets(),
                            "buffer_mib", capture.bufferMebibytes(),
                            "one_in", capture.oneIn(),
                            "programs", capture.programs(),
                            "packets_mib", capture.packetMebibytes()))));
    all.put(
        "recent",
        settings.recent().stream()
            .map(one -> new TreeMap<>(Map.of("path", one.path(), "data_set", one.dataSet())))
            .toList());
    all.put("remotes", json(settings.remotes()));
    if (!settings.records().equals(Settings.DEFAULT.records())) {
      all.put(
          "records",
          new TreeMap<>(
              Map.of(
                  "columns",
                  settings.records().columns(),
                  "widths",
                  new TreeMap<>(settings.records().widths()))));
    }
    if (!settings.exportFolder().isEmpty() || members.containsKey("export_folder")) {
      all.put("export_folder", settings.exportFolder());
    }
    if (!settings.filters().equals(Settings.DEFAULT.filters()) || members.containsKey("filters")) {
      put(
          all,
          "filters",
          new TreeMap<>(
              Map.of(
                  "saved",
                  settings.filters().saved().stream()
                      .map(one -> new TreeMap<>(Map.of("name", one.name(), "filter", one.text())))
                      .toList(),
                  "recent",
                  settings.filters().recent())));
    }
    if (!settings.statements().isEmpty() || members.containsKey("statements")) {
      all.put("statements", settings.statements());
    }
    return new SettingsJson(all);
  }

  /// Into an object that may have members of its own.
  private static void put(
      Map<String, @Nullable Object> all, String name, Map<String, Object> values) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    map(all.get(name)).forEach((key, value) -> object.put(String.valueOf(key), value));
    object.putAll(values);
    all.put(name, object);
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      write(json, members);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach(
            (name, member) -> {
              json.writeName(String.valueOf(name));
              write(json, member);
            });
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(element -> write(json, element));
        json.writeEndArray();
      }
      case Boolean flag -> json.writeBoolean(flag);
      case Number number -> json.writeNumber(number.toString());
      default -> json.writeString(value.toString());
    }
  }
}
