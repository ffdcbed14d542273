package weir.app;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.decode.file.ProtobufWriter;
import weir.export.AnswerFormat;
import weir.export.RecordColumns;
import weir.export.SheetPrinter;
import weir.export.Sheets;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.ingest.Packets;
import weir.ingest.Source;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.FlowStream;
import weir.store.OwnFiles;
import weir.store.StoreException;

/// Flows as they are, every one of a range that a filter lets through, into a file that is there
/// whole or not at all, or onto a stream. Takes no more memory for a billion than for a thousand.
///
/// @param source whose flows
/// @param range by time received
/// @param columns a field each, or a name made of fields
/// @param zone that times are written in, where they are written as text
/// @param told whether text begins with lines that say what it is about
public record FlowExport(
    Source source,
    TimeRange range,
    Filter filter,
    RecordColumns columns,
    ZoneId zone,
    boolean told) {
  /// What flows can be written as.
  public enum Format {
    CSV("csv", "CSV", AnswerFormat.CSV),
    TSV("tsv", "TSV", AnswerFormat.TSV),
    NDJSON("ndjson", "NDJSON, an object a line", AnswerFormat.NDJSON),
    PARQUET("parquet", "Parquet", null),
    /// A stream of goflow2's `FlowMessage`s, each behind its length.
    PROTOBUF("pb", "Protobuf, goflow2's messages", null),
    /// The packets of these flows, where they are kept.
    PCAPNG("pcapng", "Packets (pcapng)", null);

    private final String ending;
    private final String label;
    private final @Nullable AnswerFormat text;

    Format(String ending, String label, @Nullable AnswerFormat text) {
      this.ending = ending;
      this.label = label;
      this.text = text;
    }

    /// What names of such files end with: "csv".
    public String ending() {
      return ending;
    }

    /// For people.
    public String label() {
      return label;
    }

    /// Whether it is read by people, and says times in a zone of choice.
    public boolean isText() {
      return text != null;
    }

    /// Whether it has columns, so that names can stand beside numbers.
    public boolean isTable() {
      return isText() || this == PARQUET;
    }

    /// The format that a file's name asks for.
    ///
    /// @throws IllegalArgumentException with a sentence, if it does not say one
    public static Format of(Path file) {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      return Arrays.stream(values())
          .filter(format -> name.endsWith("." + format.ending))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "cannot tell from the name "
                          + file
                          + " what to write; let it end with "
                          + Arrays.stream(values())
                              .map(format -> "." + format.ending)
                              .collect(Collectors.joining(", "))));
    }
  }

  /// Hears how far it is.
  @FunctionalInterface
  public interface Progress {
    /// @param rows flows, or packets, written so far
    /// @param share of what there is to look at, about: 0 to 1
    void at(long rows, double share);
  }

  /// What was done.
  ///
  /// @param rows flows, or packets, written
  /// @param whole whether all could be read
  /// @param remarks what was lacking, in sentences
  public record Written(long rows, boolean whole, List<String> remarks) {
    public Written {
      remarks = List.copyOf(remarks);
    }
  }

  private interface Attempt {
    Written run() throws IOException;
  }

  /// Writes a file, in place of one that is there.
  ///
  /// @throws IOException if it cannot be written
  /// @throws StoreException if the flows or packets cannot be read; [StoreException#isCancelled] if
  ///   it was taken back
  public Written write(Format format, Path file, Cancel cancel, Progress progress)
      throws IOException {
    return repeated(
        () ->
            switch (format) {
              case CSV, TSV, NDJSON, PARQUET -> table(format, file, cancel, progress);
              case PROTOBUF, PCAPNG ->
                  OwnFiles.replace(file, out -> octets(format, out, cancel, progress));
            });
  }

  /// Writes onto a stream, which stays open. Parquet has to be a file.
  ///
  /// @throws IOException as [#write] does
  public Written print(Format format, OutputStream out, Cancel cancel, Progress progress)
      throws IOException {
    OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    AnswerFormat text = format.text;
    if (text == null) {
      Written written = octets(format, buffered, cancel, progress);
      buffered.flush();
      return written;
    }
    List<Written> done = new ArrayList<>();
    as(AnswerFile.printed(text))
        .print(
            about(),
            to -> done.add(rows(to, cancel, progress)),
            new BufferedWriter(new OutputStreamWriter(buffered, StandardCharsets.UTF_8)));
    return done.getFirst();
  }

  private AnswerFile as(AnswerFile file) {
    return (told ? file.telling() : file).in(zone);
  }

  private Map<String, String> about() {
    return About.flows(source.name(), range, filter, source.store().overrides(), zone);
  }

  /// Once more where a damaged file was found, which is left out then.
  private Written repeated(Attempt attempt) throws IOException {
    List<String> problems = source.store().status().problems();
    while (true) {
      try {
        return attempt.run();
      } catch (StoreException e) {
        List<String> now = source.store().status().problems();
        if (e.isCancelled() || now.equals(problems)) {
          throw e;
        }
        problems = now;
      }
    }
  }

  private Written table(Format format, Path file, Cancel cancel, Progress progress)
      throws IOException {
    List<Written> done = new ArrayList<>();
    AnswerFormat text = format.text;
    as(text == null ? AnswerFile.parquet(file) : AnswerFile.of(file, Optional.of(text), false))
        .write(about(), to -> done.add(rows(to, cancel, progress)));
    return done.getFirst();
  }

  private Written octets(Format format, OutputStream out, Cancel cancel, Progress progress)
      throws IOException {
    return switch (format) {
      case PROTOBUF -> messages(new ProtobufWriter(out), cancel, progress);
      case PCAPNG -> packets(out, cancel, progress);
      default -> throw new IllegalArgumentException(format + " is not written so");
    };
  }

  private interface Batches {
    void take(FlowBatch batch) throws IOException;
  }

  private FlowStream flows(Cancel cancel) {
    FlowReader store = source.store();
    return store.stream(range, filter, columns.fields(), cancel);
  }

  private static Written each(FlowStream flows, Progress progress, Batches to) throws IOException {
    long rows = 0;
    for (Optional<FlowBatch> next = flows.next(); next.isPresent(); next = flows.next()) {
      to.take(next.get());
      rows += next.get().rows();
      progress.at(rows, flows.share());
    }
    return new Written(rows, true, List.of());
  }

  private Written rows(SheetPrinter.Opening to, Cancel cancel, Progress progress)
      throws IOException {
    try (FlowStream flows = flows(cancel)) {
      List<Dimension> shown =
          columns.of(
              Dimension.of(FlowField.all().stream().filter(flows.fields()::contains).toList()));
      try (SheetPrinter printer = to.open(Sheets.columns(shown))) {
        return each(flows, progress, batch -> printer.print(Sheets.of(batch, shown)));
      }
    }
  }

  private Written messages(ProtobufWriter messages, Cancel cancel, Progress progress)
      throws IOException {
    try (FlowStream flows = flows(cancel)) {
      return each(
          flows,
          progress,
          batch -> {
            for (int row = 0; row < batch.rows(); row++) {
              messages.write(batch, row);
            }
          });
    }
  }

  private Written packets(OutputStream out, Cancel cancel, Progress progress) throws IOException {
    Packets packets = source.packets();
    String missing = packets.missing(filter);
    if (!missing.isEmpty()) {
      throw new StoreException(missing, null);
    }
    Packets.Written written =
        packets.write(
            filter,
            range,
            out,
            (share, count) -> {
              progress.at(count, share);
              return !cancel.isCancelled();
            });
    if (cancel.isCancelled()) {
      throw StoreException.cancelled();
    }
    return new Written(written.packets(), written.whole(), written.remarks());
  }
}
