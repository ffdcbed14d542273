package weir.decode.log;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.decode.file.FlowFile;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// A log that flows are made of, packed by gzip or zstd or not: AWS's, Google Cloud's, Azure's, a
/// web server's. Records that cannot be understood are counted and passed over; what a log says
/// nothing about stays unknown, and is said.
public final class LogFile implements FlowFile {
  private static final int LOOKED_AT = LogPacking.START_BYTES;
  private static final int LINES_LOOKED_AT = 10;

  /// What every flow should say.
  private static final Set<FlowField> USUAL =
      EnumSet.of(
          FlowField.SRC_ADDRESS,
          FlowField.DST_ADDRESS,
          FlowField.SRC_PORT,
          FlowField.DST_PORT,
          FlowField.PROTOCOL,
          FlowField.BYTES,
          FlowField.PACKETS,
          FlowField.TIME_START,
          FlowField.TIME_END);

  private final String name;
  private final LogRecords records;
  private final long sizeBytes;
  private final DoubleSupplier readBytes;
  private final Set<FlowField> lacks = EnumSet.copyOf(USUAL);
  private long flows;
  private long bad;
  private String firstBad = "";
  private boolean brokenOff;

  private LogFile(String name, LogRecords records, long sizeBytes, DoubleSupplier readBytes) {
    this.name = name;
    this.records = records;
    this.sizeBytes = sizeBytes;
    this.readBytes = readBytes;
  }

  /// Whether a file that starts so may be one.
  public static boolean recognises(byte[] start) {
    return form(LogPacking.unpackedStart(start)) != null;
  }

  /// Whether more has to be read of what is packed to tell whether it is one.
  public static boolean isUndecided(byte[] start) {
    if (!LogPacking.isPacked(start)) {
      return false;
    }
    String text = LogPacking.unpackedStart(start);
    return text.length() < LOOKED_AT
        && text.codePoints().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))
        && form(text) == null;
  }

  /// @param name for messages
  public static LogFile open(Path file, String name) throws IOException {
    CountedInput in = new CountedInput(Files.newInputStream(file));
    return open(name, in, Files.size(file));
  }

  /// A stream that has no end that is known.
  ///
  /// @param name for messages
  public static LogFile stream(String name, InputStream in) throws IOException {
    return open(name, new CountedInput(in), 0);
  }

  private static LogFile open(String name, CountedInput in, long sizeBytes) throws IOException {
    try {
      BufferedInputStream text = new BufferedInputStream(LogPacking.unpack(in), 2 * LOOKED_AT);
      text.mark(LOOKED_AT);
      String start = new String(some(text), StandardCharsets.UTF_8);
      text.reset();
      Form form = form(start);
      return new LogFile(name, (form == null ? Form.TABLE : form).read(text), sizeBytes, in::count);
    } catch (IOException e) {
      in.close();
      throw new IOException(name + ", byte " + in.count() + ": " + e.getMessage(), e);
    }
  }

  /// No more than there is at the moment, once there is a whole line.
  private static byte[] some(InputStream in) throws IOException {
    byte[] start = new byte[LOOKED_AT];
    int length = 0;
    int more = 1;
    while (more > 0
        && length < LOOKED_AT
        && (in.available() > 0
            || form(new String(start, 0, length, StandardCharsets.UTF_8)) == null)) {
      more = in.read(start, length, LOOKED_AT - length);
      length += Math.max(0, more);
    }
    return Arrays.copyOf(start, length);
  }

  /// The rows of a file that only a store can read.
  ///
  /// @throws IOException if its columns are not those of a log of flows
  public static LogFile of(TableFile rows, String name, long sizeBytes) throws IOException {
    if (!LogTable.isHeading(rows.columns())) {
      rows.close();
      throw new IOException(
          name
              + " is Parquet, but its columns are not those of a cloud's log of flows (srcaddr,"
              + " dstaddr, …); it cannot be read");
    }
    return new LogFile(name, new TableRecords(rows), sizeBytes, () -> rows.progress() * sizeBytes);
  }

  /// How records are written.
  private enum Form {
    TABLE,
    JSON,
    ACCESS;

    LogRecords read(InputStream text) {
      return switch (this) {
        case TABLE -> new TextRecords(new LogLines(text));
        case JSON -> new JsonRecords(new JsonPieces(text));
        case ACCESS -> new AccessRecords(new LogLines(text));
      };
    }
  }

  /// Of a text that starts so; null for no log.
  private static @Nullable Form form(String start) {
    if (JsonRecords.recognises(start)) {
      return Form.JSON;
    }
    return start
        .lines()
        .limit(LINES_LOOKED_AT)
        .map(LogFile::formOfLine)
        .filter(form -> form != null)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Form formOfLine(String line) {
    return AccessRecords.recognises(line)
        ? Form.ACCESS
        : TextRecords.recognises(line) ? Form.TABLE : null;
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public long readBytes() {
    return (long) readBytes.getAsDouble();
  }

  /// Of a stream that has nothing more at the moment, gives what there is.
  @Override
  public boolean read(FlowBatch into) throws IOException {
    int before = into.rows();
    boolean more = true;
    while (more && !into.isFull() && (into.rows() == before || records.isMore())) {
      more = next(into);
    }
    flows += into.rows() - before;
    lacks.removeIf(into::uses);
    return more;
  }

  private boolean next(FlowBatch into) throws IOException {
    try {
      LogRecords.Outcome outcome = records.next(into);
      if (outcome == LogRecords.Outcome.FLOW) {
        into.endRow();
      }
      return outcome != LogRecords.Outcome.END;
    } catch (BadRecord e) {
      into.rollback(into.rows());
      bad++;
      if (bad == 1) {
        firstBad = records.place() + ": " + e.reason();
      }
      return true;
    } catch (EOFException e) {
      brokenOff = true; // what it is packed with ends too early
      return false;
    } catch (IOException e) {
      throw new IOException(
          name + ", byte " + readBytes() + ": " + e.getMessage() + "; what was before it was read",
          e);
    }
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (bad > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s: %,d %s passed over; the first is %s",
              name,
              bad,
              bad == 1 ? "record was" : "records were",
              firstBad));
    }
    if (records.leftOut() > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s: the cloud has left out flows of %,d %s (SKIPDATA)",
              name,
              records.leftOut(),
              records.leftOut() == 1 ? "interval" : "intervals"));
    }
    if (brokenOff) {
      remarks.add(name + " breaks off; all before its end was read");
    }
    if (flows > 0 && !records.unkept().isEmpty()) {
      remarks.add(name + ": left out, for no field holds it: " + records.unkept());
    }
    if (flows > 0 && !lacks.isEmpty()) {
      remarks.add(
          lacks.stream()
              .map(field -> field.label().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", ", name + ": no record says: ", "")));
    }
    return remarks;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
