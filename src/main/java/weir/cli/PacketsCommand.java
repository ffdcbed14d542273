package weir.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.exporter.Labels;
import weir.ingest.PacketFiles;
import weir.ingest.Packets;
import weir.ingest.StoredSource;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.TimeRange;

/// `weir packets`: the packets behind flows, as a capture file.
@Command(
    name = "packets",
    mixinStandardHelpOptions = true,
    description =
        "Write the packets whose flows match as a pcapng file: of what was kept while capturing"
            + " (--keep-packets), or of captures of traffic.")
final class PacketsCommand implements Callable<Integer> {
  private static final Path STDOUT = Path.of("-");

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Captures of traffic (pcap, pcapng), or folders of kept packets.")
  private List<Path> files = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A data set with kept packets in its folder.")
  private @Nullable Path data;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Only packets of these flows, in Weir's language: 'host 192.0.2.7 and tcp'.")
  private String filter = "";

  @Option(names = "--from", paramLabel = "TIME", description = "From then on (default: all).")
  private @Nullable String from;

  @Option(
      names = "--range",
      paramLabel = "RANGE",
      description = "In place of both: 'yesterday 14:00-15:00', 'last 90 min', today.")
  private @Nullable String span;

  @Option(names = "--to", paramLabel = "TIME", description = "Until then, exclusive.")
  private @Nullable String until;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "Where the packets go; - is standard output.")
  private Path out;

  @Mixin private Inside inside = new Inside();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  PacketsCommand() {}

  @Override
  public Integer call() throws IOException {
    Filter parsed = parse();
    TimeRange range = range();
    Packets packets = packets();
    Path set = data;
    if (set == null || packets.missing(parsed).isEmpty()) {
      return write(packets, parsed, range);
    }
    try (StoredSource flows = DataSets.ask(set)) {
      return write(flows.packets(), parsed, range);
    }
  }

  private int write(Packets packets, Filter parsed, TimeRange range) throws IOException {
    Packets.Written written;
    if (out.equals(STDOUT)) {
      written = packets.write(parsed, range, System.out, (_, _) -> true);
      System.out.flush();
    } else {
      String missing = packets.missing(parsed);
      if (!missing.isEmpty()) {
        throw new CommandFailed(missing);
      }
      try (OutputStream file = Files.newOutputStream(out)) {
        written = packets.write(parsed, range, file, (_, _) -> true);
      }
    }
    written.remarks().forEach(remark -> spec.commandLine().getErr().println("weir: " + remark));
    spec.commandLine()
        .getErr()
        .printf(
            Locale.ROOT,
            "weir: %,d of %,d packets written to %s%n",
            written.packets(),
            written.looked(),
            out.equals(STDOUT) ? "standard output" : out);
    return written.whole() ? 0 : 1;
  }

  private Packets packets() throws IOException {
    if ((data == null) == files.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "name a data set with --data DIR, or captures");
    }
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new CommandFailed("cannot read " + file + "; nothing was written");
      }
      if (Files.exists(out) && out.toRealPath().equals(file.toRealPath())) {
        throw new CommandFailed(out + " is what is read; write to another file");
      }
    }
    if (data == null) {
      return PacketFiles.of(files, inside.directions());
    }
    Path ring = data.resolve(PacketFiles.IN_DATA_SET);
    if (!Files.isDirectory(ring)) {
      throw new CommandFailed(
          "no packets are kept in " + data + "; capture with --keep-packets, or name their folder");
    }
    return PacketFiles.of(List.of(ring), inside.directions());
  }

  private Filter parse() {
    return FilterOption.read(
        "--filter", filter, Dimensions.BUILT_IN, Labels.NONE, spec.commandLine().getErr());
  }

  private TimeRange range() {
    if (span != null) {
      return RangeOptions.alone(span, from, until)
          .at(TimeRange.nanos(Instant.now()), 0, TimeRange.ALL.untilNanos() - 1);
    }
    Instant now = Instant.now();
    ZoneId zone = ZoneId.systemDefault();
    Instant first = from == null ? Instant.EPOCH : Times.instant(from, now, zone);
    Instant end =
        until == null
            ? TimeRange.instant(TimeRange.ALL.untilNanos())
            : Times.instant(until, now, zone);
    if (end.isBefore(first)) {
      throw new CommandFailed("--to lies before --from; swap them");
    }
    return TimeRange.of(first, end);
  }
}
