package weir.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weir.app.FlowExport;
import weir.app.FlowExport.Format;
import weir.export.RecordColumns;
import weir.ingest.Source;
import weir.query.Filter;
import weir.store.FlowReader;

/// `weir export`: flows as they are, into a file.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Write every flow of a data set, of a range or that a filter lets through, as it is: into a"
            + " file that is there whole or not at all, or as text onto standard output.")
final class ExportCommand implements Callable<Integer> {
  private static final String STDOUT = "-";

  @Mixin private DataChoice data = new DataChoice();

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Only these flows, such as 'tcp and dst port 443'.")
  private String filter = "";

  @Mixin private CountOnce once = new CountOnce();
  @Mixin private RangeOptions time = new RangeOptions();

  @Option(
      names = "--fields",
      split = ",",
      paramLabel = "FIELD",
      description =
          "Only these fields and names, in this order (default: all that any of the flows fills).")
  private List<String> fields = List.of();

  @Mixin private WithNames names = new WithNames();

  @Option(
      names = "--format",
      description =
          "${COMPLETION-CANDIDATES} (default: what the end of --out says: .csv, .tsv, .ndjson,"
              + " .parquet, .pb, .pcapng; csv without a file)")
  private @Nullable Format format;

  @Option(
      names = "--about",
      description =
          "Begin CSV and TSV with lines that say whose flows these are and which, in which units,"
              + " scaled or not, each led by #. Parquet says it anyway.")
  private boolean told;

  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where they go; - is standard output (default: -).")
  private String out = STDOUT;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  ExportCommand() {}

  @Override
  public Integer call() throws IOException {
    Format as = format();
    if ((told || zone.given()) && as != Format.CSV && as != Format.TSV) {
      throw usage(
          "--zone and --about go with CSV and TSV: other formats have times in UTC, and Parquet"
              + " says what it is about");
    }
    boolean named = names.wanted() || !fields.isEmpty();
    if (named && !as.isTable()) {
      throw usage(
          "--fields and --with-names go with tables: protobuf has goflow2's fields alone, and pcapng"
              + " packets");
    }
    try (Source source = data.open()) {
      FlowExport export =
          new FlowExport(
              source,
              time.range(source.store().status()),
              parse(source.store()),
              new RecordColumns(
                  FieldNames.columns("--fields", fields, source.store().dimensions()),
                  names.of(source.store().dimensions())),
              zone.zone(),
              told);
      FlowExport.Written written =
          ExportProgress.run(
              spec.commandLine().getErr(),
              (cancel, progress) ->
                  isStandardOutput()
                      ? export.print(as, System.out, cancel, progress)
                      : export.write(as, Path.of(out), cancel, progress));
      written.remarks().forEach(remark -> spec.commandLine().getErr().println("weir: " + remark));
      new KeptText(sentence -> spec.commandLine().getErr().println("weir: " + sentence))
          .problems(source.store().status());
      if (!isStandardOutput()) {
        spec.commandLine()
            .getErr()
            .printf(
                Locale.ROOT,
                "weir: %,d %s written to %s%n",
                written.rows(),
                as == Format.PCAPNG ? "packets" : "flows",
                out);
      }
      return written.whole() ? 0 : 1;
    } catch (IOException e) {
      throw new CommandFailed(
          (isStandardOutput() ? "standard output" : out) + " cannot be written: " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "its folder does not exist; make it first";
    }
    String reason = e instanceof FileSystemException known ? known.getReason() : null;
    return String.valueOf(reason == null ? e.getMessage() : reason);
  }

  private boolean isStandardOutput() {
    return out.equals(STDOUT);
  }

  private Format format() {
    if (isStandardOutput()) {
      Format as = format == null ? Format.CSV : format;
      if (as == Format.PARQUET) {
        throw usage("Parquet has to be a file: --out FILE.parquet");
      }
      return as;
    }
    try {
      return format == null ? Format.of(Path.of(out)) : format;
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--out: " + e.getMessage(), e);
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private Filter parse(FlowReader store) {
    return once.and(
        FilterOption.read(
            "--filter", filter, store.dimensions(), store.labels(), spec.commandLine().getErr()),
        store.dimensions());
  }
}
