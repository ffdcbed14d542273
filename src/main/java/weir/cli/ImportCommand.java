package weir.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.ingest.FileSource;
import weir.ingest.IngestStatus;
import weir.store.FlowStore;
import weir.store.duckdb.DuckDbStore;

/// `weir import FILE… --data DIR`: capture files into a data set.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Import capture files of NetFlow, IPFIX or sFlow datagrams into a data set, on their own clock.")
final class ImportCommand implements Callable<Integer> {
  private static final long PROGRESS_MILLIS = 1000;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Capture files (pcap, pcapng).")
  private List<Path> files;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The data set's folder.")
  private Path data;

  @Mixin private Inside inside = new Inside();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  ImportCommand() {}

  @Override
  public Integer call() throws Exception {
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new CommandFailed("cannot read " + file + "; nothing was imported");
      }
    }
    PrintWriter err = spec.commandLine().getErr();
    boolean failed = false;
    try (FlowStore store = DuckDbStore.open(data)) {
      for (Path file : files) {
        try (FileSource source = FileSource.into(file, inside.directions(), store)) {
          while (!source.await(PROGRESS_MILLIS)) {
            IngestStatus now = source.status();
            err.printf(
                Locale.ROOT,
                "weir: %s %.0f %%, %,d flows%n",
                file,
                now.progress() * 100,
                now.flows());
          }
          IngestStatus end = source.status();
          String lost = end.drops().isEmpty() ? "" : "; lost " + end.drops();
          err.println("weir: " + file + ": " + end.message() + lost);
          failed |= end.state() == IngestStatus.State.FAILED;
        }
      }
    }
    return failed ? 1 : 0;
  }
}
