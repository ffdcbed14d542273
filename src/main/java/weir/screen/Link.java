package weir.screen;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.flow.ForeignText;
import weir.query.Ask;
import weir.query.AskText;
import weir.query.TimeRange;
import weir.query.Timing;
import weir.query.Unit;
import weir.query.View;

/// What is to be looked at, as one line:
/// `weir:?view=overview&filter=tcp%20and%20dst%20port%20443&from=…&until=…&zone=UTC&unit=bits&sampling=raw`.
/// It names no source, so it opens none: it is of whatever is open. What is left out stays as it
/// is.
///
/// @param view name of one that there is
/// @param filter in the filter language; empty text for every flow
/// @param compare what it is compared with, as [weir.query.Against#text] has it; empty text for
///   nothing
/// @param timing how time is told
/// @param ask what a view asks whose question is put together, as [weir.query.AskText] has it
public record Link(
    Optional<String> view,
    Optional<String> filter,
    Optional<TimeRange> range,
    Optional<ZoneId> zone,
    Optional<Unit> unit,
    Optional<Boolean> scaled,
    Optional<String> compare,
    Optional<Timing> timing,
    Optional<String> ask) {
  /// Of a view that asks what it asks, with time as it is told already.
  public Link(
      Optional<String> view,
      Optional<String> filter,
      Optional<TimeRange> range,
      Optional<ZoneId> zone,
      Optional<Unit> unit,
      Optional<Boolean> scaled,
      Optional<String> compare) {
    this(view, filter, range, zone, unit, scaled, compare, Optional.empty(), Optional.empty());
  }

  /// What all of them begin with.
  public static final String SCHEME = "weir:";

  /// Characters of a link. Filters that people write are far shorter.
  public static final int MOST_CHARACTERS = 8_000;

  private static final List<String> PARTS =
      List.of(
          "view",
          "filter",
          "from",
          "until",
          "zone",
          "unit",
          "sampling",
          "compare",
          "timing",
          "ask");

  /// Whether it says all of a screen: what is compared with, and how time is told, is then as usual
  /// where it says nothing of them.
  public boolean isWhole() {
    return view.isPresent() && range.isPresent();
  }

  /// Whether it is meant to be one.
  public static boolean is(String text) {
    return text.strip().regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /// To what is shown.
  ///
  /// @throws IllegalArgumentException with a sentence, if that is too long for a link
  public static Link of(Screen screen) {
    Link link =
        new Link(
            Optional.of(screen.view().id()),
            Optional.of(screen.filter()),
            Optional.of(screen.range()),
            Optional.of(screen.zone()),
            Optional.of(screen.unit()),
            Optional.of(screen.scaled()),
            Optional.of(screen.compare()).filter(text -> !text.isEmpty()),
            Optional.of(screen.timing()).filter(timing -> !timing.equals(Timing.USUAL)),
            Optional.of(screen.view()).filter(View::asks).map(view -> AskText.of(Ask.of(view))));
    if (link.text().length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "the filter is too long for a link, which has at most "
              + MOST_CHARACTERS
              + " characters; save a workspace instead");
    }
    return link;
  }

  /// As [#parse] reads it.
  public String text() {
    Map<String, String> parts = new LinkedHashMap<>();
    view.ifPresent(name -> parts.put("view", name));
    filter.ifPresent(text -> parts.put("filter", text));
    range.ifPresent(
        between -> {
          parts.put("from", TimeRange.instant(between.fromNanos()).toString());
          parts.put("until", TimeRange.instant(between.untilNanos()).toString());
        });
    zone.ifPresent(id -> parts.put("zone", Zones.name(id)));
    unit.ifPresent(one -> parts.put("unit", one.name().toLowerCase(Locale.ROOT)));
    scaled.ifPresent(yes -> parts.put("sampling", yes ? "scaled" : "raw"));
    compare.ifPresent(text -> parts.put("compare", text));
    timing.ifPresent(how -> parts.put("timing", how.text()));
    ask.ifPresent(text -> parts.put("ask", text));
    return parts.entrySet().stream()
        .map(part -> part.getKey() + "=" + encoded(part.getValue()))
        .collect(Collectors.joining("&", SCHEME + "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%3A", ":")
        .replace("%2F", "/");
  }

  /// @throws IllegalArgumentException with a sentence that says what is wrong with it
  public static Link parse(String link) {
    String text = link.strip();
    if (!is(text)) {
      throw wrong("it does not begin with " + SCHEME);
    }
    if (text.length() > MOST_CHARACTERS) {
      throw wrong(
          "it has %,d characters, and %,d at most are read"
              .formatted(text.length(), MOST_CHARACTERS));
    }
    Map<String, String> parts = parts(text.substring(SCHEME.length()));
    return new Link(
        Optional.ofNullable(parts.get("view")).map(Link::view),
        Optional.ofNullable(parts.get("filter")),
        range(parts),
        Optional.ofNullable(parts.get("zone")).map(Link::zone),
        Optional.ofNullable(parts.get("unit")).map(Link::unit),
        Optional.ofNullable(parts.get("sampling")).map(Link::scaled),
        Optional.ofNullable(parts.get("compare")),
        Optional.ofNullable(parts.get("timing")).map(Link::timing),
        Optional.ofNullable(parts.get("ask")));
  }

  private static IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException("this is no link that Weir reads: " + why);
  }

  private static Map<String, String> parts(String rest) {
    if (!rest.startsWith("?")) {
      throw wrong("behind " + SCHEME + " there is no '?'");
    }
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : rest.substring(1).split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (equals < 0 || !PARTS.contains(name)) {
        throw wrong(
            "'"
                + ForeignText.clean(part)
                + "' is none of its parts, which are "
                + PARTS.stream().map(one -> one + "=").collect(Collectors.joining(", ")));
      }
      if (parts.put(name, decoded(name, part.substring(equals + 1))) != null) {
        throw wrong("it says " + name + " twice");
      }
    }
    return parts;
  }

  private static String decoded(String name, String text) {
    byte[] octets = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
        if (low < 0 || text.charAt(i + 1) > 'f' || text.charAt(i + 2) > 'f') {
          throw wrong("in " + name + " a % is not followed by two of 0 to 9 and A to F");
        }
        octets[length++] = (byte) (high << 4 | low);
        i += 2;
      } else if (c > ' ' && c < 0x7f) {
        octets[length++] = (byte) c;
      } else {
        throw wrong("in " + name + " there is a character that is not written with %");
      }
    }
    return read(name, ByteBuffer.wrap(octets, 0, length));
  }

  private static String read(String name, ByteBuffer octets) {
    try {
      String read =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(octets)
              .toString();
      if (read.codePoints().anyMatch(ForeignText::isHarmful)) {
        throw wrong(name + " has characters that cannot be seen");
      }
      return read;
    } catch (CharacterCodingException e) {
      throw wrong(name + " is no text in UTF-8");
    }
  }

  private static String view(String name) {
    if (!name.matches("[a-z0-9-]{1,64}")) {
      throw wrong("'" + ForeignText.clean(name) + "' is no name of a view");
    }
    return name;
  }

  private static Optional<TimeRange> range(Map<String, String> parts) {
    String from = parts.get("from");
    String until = parts.get("until");
    if (from == null && until == null) {
      return Optional.empty();
    }
    if (from == null || until == null) {
      throw wrong("from and until go together");
    }
    Instant first = time(from);
    Instant last = time(until);
    if (!first.isBefore(last) || first.getEpochSecond() < 0) {
      throw wrong("from is to lie before until, and not before 1970");
    }
    return Optional.of(TimeRange.of(first, last));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong("'" + ForeignText.clean(text) + "' is no time as 2026-11-21T10:00:00Z in UTC");
    }
  }

  private static ZoneId zone(String id) {
    return Zones.named(id)
        .orElseThrow(() -> wrong("'" + ForeignText.clean(id) + "' is no time zone"));
  }

  private static Timing timing(String text) {
    try {
      return Timing.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private static Unit unit(String name) {
    return Arrays.stream(Unit.values())
        .filter(unit -> unit.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> wrong("unit is bits, packets or flows"));
  }

  private static boolean scaled(String word) {
    return switch (word) {
      case "scaled" -> true;
      case "raw" -> false;
      default -> throw wrong("sampling is scaled or raw");
    };
  }
}
