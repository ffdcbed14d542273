package weir.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import weir.store.FlowArchive;

/// How far a file has been imported into a data set. All that needs to be known is how many of its
/// rows are there, because they are stored in the file's order: whoever goes on decodes from the
/// start, as templates demand, and passes over that many.
///
/// The stores keep the numbers themselves, under a tally that tells the file by its name, its size
/// and its start, and says up to which date its flows are believed: a second attempt on a later day
/// must set the same flows apart.
///
/// @param tally empty for a file that nobody goes on with
/// @param stored rows that are in the data set
/// @param setApart rows that are in its quarantine
/// @param until flows that were received later are set apart
public record FileMark(String tally, long stored, long setApart, Instant until) {
  private static final int START_BYTES = 64 << 10;

  /// One attempt at a file: its number, the date, its tally.
  private record Attempt(int number, LocalDate until, String tally) {}

  /// Times of receipt that can be true. What is read once may go on for days, as a pipe does.
  ReceivedTimes believed() {
    return ReceivedTimes.upTo(tally.isEmpty() ? start(dayAfterTomorrow(Instant.now())) : until);
  }

  /// Of a file that is read once, into a store of its own.
  public static FileMark none(Instant now) {
    return new FileMark("", 0, 0, start(dayAfterTomorrow(now)));
  }

  /// What is known of a file in a data set. A pipe is read once, so nobody goes on with one.
  ///
  /// @param reading otherwise read, it has other rows
  /// @param again whether to begin anew, whatever is there
  /// @throws IOException if the file cannot be read
  public static FileMark of(
      Path file, Reading reading, FlowArchive store, boolean again, Instant now)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return none(now);
    }
    String prefix = print(file) + forced(reading) + " #";
    Map<String, Long> stored = store.tallies();
    Map<String, Long> setApart = store.apart().tallies();
    Attempt last =
        newest(prefix, stored, newest(prefix, setApart, attempt(prefix, 0, dayAfterTomorrow(now))));
    Attempt use =
        again || last.number() == 0
            ? attempt(prefix, last.number() + 1, dayAfterTomorrow(now))
            : last;
    return new FileMark(
        use.tally(),
        stored.getOrDefault(use.tally(), 0L),
        setApart.getOrDefault(use.tally(), 0L),
        start(use.until()));
  }

  private static String print(Path file) throws IOException {
    CRC32 start = new CRC32();
    try (InputStream in = Files.newInputStream(file)) {
      start.update(in.readNBytes(START_BYTES));
    }
    return file.getFileName() + " " + Files.size(file) + " " + Long.toHexString(start.getValue());
  }

  private static String forced(Reading reading) {
    return reading == Reading.BY_CONTENT ? "" : " as " + reading.name().toLowerCase(Locale.ROOT);
  }

  private static Attempt newest(String prefix, Map<String, Long> tallies, Attempt known) {
    Attempt newest = known;
    for (String tally : tallies.keySet()) {
      if (tally.startsWith(prefix)) {
        Attempt attempt = parse(prefix, tally);
        newest = attempt.number() > newest.number() ? attempt : newest;
      }
    }
    return newest;
  }

  private static Attempt attempt(String prefix, int number, LocalDate until) {
    return new Attempt(number, until, prefix + number + " until " + until);
  }

  private static Attempt parse(String prefix, String tally) {
    String[] words = tally.substring(prefix.length()).split(" ");
    try {
      return new Attempt(
          Integer.parseInt(words[0]), LocalDate.parse(words[words.length - 1]), tally);
    } catch (NumberFormatException | DateTimeParseException e) {
      return new Attempt(-1, LocalDate.EPOCH, tally); // a newer version's; not ours to go on with
    }
  }

  /// At least a day from now.
  private static LocalDate dayAfterTomorrow(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(2);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// Whether some of the file is there.
  public boolean isBegun() {
    return stored + setApart > 0;
  }
}
