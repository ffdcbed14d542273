package weir.screen;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import weir.flow.ForeignText;
import weir.json.JsonValue;
import weir.query.Against;
import weir.query.Dimensions;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.TimeRange;
import weir.query.Timing;
import weir.query.Unit;
import weir.query.View;
import weir.query.ViewFile;
import weir.query.Views;

/// [Saved] as the entries of a file.
///
/// Of a version that is known, what is wrong is an error. A newer one of the same major version may
/// say more and otherwise: what is not understood of it is left out, and told.
final class SavedJson {
  private static final int MAJOR = 1;
  private static final int MINOR = 0;

  /// Characters.
  private static final int MOST_NOTES = 20_000;

  private static final int MOST_FILTER = 100_000;
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Views SHIPPED = Views.builtIn();

  private SavedJson() {}

  /// Of a major version that is not read.
  static final class Newer extends IOException {
    Newer(String version) {
      super(
          "it has version "
              + version
              + " of the format, and this Weir reads "
              + MAJOR
              + ".x; open it with a newer Weir");
    }
  }

  static byte[] view(View view) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", view.id());
    members.putAll(ViewFile.members(view));
    return JSON.writeValueAsBytes(members);
  }

  static byte[] names(Names names) {
    return JSON.writeValueAsBytes(names.members());
  }

  static byte[] workspace(Saved saved) {
    Screen screen = saved.screen();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("version", MAJOR + "." + MINOR);
    members.put("written", saved.written().toString());
    put(members, "by", saved.by());
    put(members, "source", saved.source());
    put(members, "filter", screen.filter());
    members.put("from", TimeRange.instant(screen.range().fromNanos()).toString());
    members.put("until", TimeRange.instant(screen.range().untilNanos()).toString());
    members.put("zone", Zones.name(screen.zone()));
    members.put("unit", word(screen.unit()));
    members.put("scaled", screen.scaled());
    Map<String, Object> charts = new LinkedHashMap<>();
    charts.put("legend", screen.charts().legend());
    charts.put("other_hidden", screen.charts().otherHidden());
    members.put("charts", charts);
    put(members, "compare", screen.compare());
    if (!screen.timing().equals(Timing.USUAL)) {
      members.put("timing", screen.timing().text());
    }
    put(members, "notes", saved.notes());
    saved
        .flows()
        .ifPresent(
            flows -> {
              Map<String, Object> of = new LinkedHashMap<>();
              of.put("rows", flows.rows());
              of.put("octets", flows.octets());
              put(of, "anonymised", flows.anonymised());
              members.put("flows", of);
            });
    return JSON.writeValueAsBytes(members);
  }

  private static void put(Map<String, Object> members, String name, String text) {
    if (!text.isBlank()) {
      members.put(name, text);
    }
  }

  private static String word(Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  /// @param entries of the file, by name
  /// @param unknown what was not known of the file so far
  /// @throws IllegalArgumentException with a sentence
  static Saved read(Map<String, byte[]> entries, Unknown unknown) throws IOException {
    JsonValue json = json(entries, WorkspaceFile.WORKSPACE);
    boolean newer = isNewer(json.get("version"));
    Reader reader = new Reader(newer, unknown);
    unknown.of(
        json, "version", "written", "by", "source", "filter", "from", "until", "zone", "unit",
        "scaled", "charts", "compare", "timing", "notes", "flows");
    Names names =
        reader.part(
            "names", Names.NONE, () -> Names.read(json(entries, WorkspaceFile.NAMES), unknown));
    View view = reader.part("view", SHIPPED.first(), () -> view(json(entries, WorkspaceFile.VIEW)));
    Screen screen =
        new Screen(
            view,
            reader.part("filter", "", () -> filter(json, names)),
            range(json),
            reader.part("zone", ZoneOffset.UTC, () -> zone(json)),
            reader.part("unit", Unit.BITS, () -> unit(json.get("unit"))),
            reader.part("scaled", true, () -> json.get("scaled").flag()),
            reader.part("charts", Screen.Charts.USUAL, () -> charts(json, unknown)),
            reader.part("compare", "", () -> compare(json, names)),
            reader.part("timing", Timing.USUAL, () -> timing(json)));
    return new Saved(
        newer,
        screen,
        names,
        reader.part("notes", "", () -> notes(json)),
        word(json, "source"),
        time(json.get("written")),
        word(json, "by"),
        json.find("flows").map(flows -> flows(flows, unknown)),
        unknown.sentences());
  }

  /// Of a newer version, what is wrong is not understood.
  private record Reader(boolean newer, Unknown unknown) {
    <T> T part(String what, T otherwise, Supplier<T> read) {
      try {
        return read.get();
      } catch (IllegalArgumentException e) {
        if (!newer) {
          throw e;
        }
        unknown.say("its " + what + " is not understood (" + e.getMessage() + ")");
        return otherwise;
      }
    }
  }

  private static JsonValue json(Map<String, byte[]> entries, String name) {
    byte[] content = entries.get(name);
    if (content == null) {
      throw new IllegalArgumentException("'" + name + "' is not in it");
    }
    return JsonValue.read(name, content);
  }

  private static boolean isNewer(JsonValue version) throws Newer {
    Matcher match = VERSION.matcher(version.text());
    if (!match.matches() || match.group(1).matches("0+")) {
      throw version.isNot("a version such as " + MAJOR + "." + MINOR);
    }
    if (Integer.parseInt(match.group(1)) > MAJOR) {
      throw new Newer(version.text());
    }
    return Integer.parseInt(match.group(2)) > MINOR;
  }

  /// The one that comes with Weir, where it is the same.
  private static View view(JsonValue json) {
    String id = json.get("id").text();
    View saved = ViewFile.view(id, json.without("id"));
    return SHIPPED.all().stream().filter(saved::equals).findFirst().orElse(saved);
  }

  private static String filter(JsonValue json, Names names) {
    Optional<JsonValue> filter = json.find("filter");
    if (filter.isEmpty()) {
      return "";
    }
    String text = bounded(filter.get(), MOST_FILTER);
    try {
      var _ = FilterParser.parse(text, Dimensions.of(names.said()));
    } catch (FilterSyntaxException e) {
      throw filter.get().wrong("is wrong: " + e.getMessage());
    }
    return text;
  }

  private static String compare(JsonValue json, Names names) {
    Optional<JsonValue> compare = json.find("compare");
    if (compare.isEmpty()) {
      return "";
    }
    String text = bounded(compare.get(), MOST_FILTER);
    try {
      var _ = Against.parse(text, Dimensions.of(names.said()));
    } catch (IllegalArgumentException e) {
      throw compare.get().wrong("is wrong: " + e.getMessage());
    }
    return text;
  }

  private static Timing timing(JsonValue json) {
    Optional<JsonValue> timing = json.find("timing");
    if (timing.isEmpty()) {
      return Timing.USUAL;
    }
    try {
      return Timing.parse(timing.get().text());
    } catch (IllegalArgumentException e) {
      throw timing.get().wrong("is wrong: " + e.getMessage());
    }
  }

  private static String bounded(JsonValue text, int most) {
    if (text.text().length() > most) {
      throw text.wrong("has more than the %,d characters that are read".formatted(most));
    }
    return text.text();
  }

  private static TimeRange range(JsonValue json) {
    Instant from = time(json.get("from"));
    Instant until = time(json.get("until"));
    if (until.isBefore(from) || from.getEpochSecond() < 0) {
      throw json.get("from").wrong("is to lie before 'until', and not before 1970");
    }
    return TimeRange.of(from, until);
  }

  private static Instant time(JsonValue text) {
    try {
      return Instant.parse(text.text());
    } catch (DateTimeException e) {
      throw text.isNot("a time such as 2026-11-21T10:00:00Z");
    }
  }

  private static ZoneId zone(JsonValue json) {
    JsonValue zone = json.get("zone");
    return Zones.named(zone.text()).orElseThrow(() -> zone.isNot("a time zone"));
  }

  private static Unit unit(JsonValue name) {
    return Arrays.stream(Unit.values())
        .filter(unit -> word(unit).equals(name.text()))
        .findFirst()
        .orElseThrow(() -> name.isNot("bits, packets or flows"));
  }

  private static Screen.Charts charts(JsonValue json, Unknown unknown) {
    JsonValue charts = json.get("charts");
    unknown.of(charts, "legend", "other_hidden");
    JsonValue legend = charts.get("legend");
    if (!List.of("average", "maximum", "last").contains(legend.text())) {
      throw legend.isNot("average, maximum or last");
    }
    return new Screen.Charts(legend.text(), charts.get("other_hidden").flag());
  }

  /// Lines of text that can be seen.
  private static String notes(JsonValue json) {
    return json.find("notes")
        .map(notes -> bounded(notes, MOST_NOTES))
        .map(SavedJson::lines)
        .orElse("");
  }

  private static String lines(String text) {
    StringBuilder clean = new StringBuilder();
    text.lines()
        .forEach(line -> clean.append(ForeignText.oneLine(line.replace('\t', ' '))).append('\n'));
    return clean.toString().strip();
  }

  private static String word(JsonValue json, String name) {
    return json.find(name).map(JsonValue::text).map(ForeignText::clean).orElse("");
  }

  private static Saved.Flows flows(JsonValue json, Unknown unknown) {
    unknown.of(json, "rows", "octets", "anonymised");
    return new Saved.Flows(
        json.get("rows").longNumber(0, WorkspaceFile.MOST_ROWS),
        json.get("octets").longNumber(0, WorkspaceFile.MOST_OCTETS),
        word(json, "anonymised"));
  }
}
