package weir.enrich.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.naming.Table;

/// A table that somebody gives away.
///
/// @param whose it is, and under which terms
/// @param address where it is; with times in braces, in UTC
/// @param file what it is called beside the names file: the same each time, so that a newer one
///   takes its place
/// @param hours between two of them that have their hour in their address; 0 for others
public record Offer(
    Table.Kind kind, String title, String whose, String address, String file, int hours) {
  private static final Pattern TIME = Pattern.compile("\\{([^}]+)\\}");

  /// What lies between the hour of a table and its being there.
  private static final Duration MAKING = Duration.ofHours(1);

  /// All that are known.
  public static List<Offer> all() {
    try (InputStream in = Offer.class.getResourceAsStream("/weir/names/downloads.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Offer::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Offer read(String line) {
    String[] columns = line.split("\t");
    return new Offer(
        Table.Kind.of(columns[0]).orElseThrow(),
        columns[1],
        columns[2],
        columns[3],
        columns[4],
        Integer.parseInt(columns[5]));
  }

  /// Where the newest is.
  public URI at(Instant now) {
    ZonedDateTime time = now.atZone(ZoneOffset.UTC);
    if (hours > 0) {
      ZonedDateTime made = time.minus(MAKING);
      time = made.withHour(made.getHour() / hours * hours);
    }
    Matcher braces = TIME.matcher(address);
    StringBuilder made = new StringBuilder();
    while (braces.find()) {
      String words = DateTimeFormatter.ofPattern(braces.group(1), Locale.ENGLISH).format(time);
      braces.appendReplacement(made, Matcher.quoteReplacement(words));
    }
    return URI.create(braces.appendTail(made).toString());
  }
}
