package weir.cli;

import java.io.IOException;
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
import weir.decode.DatagramDecoder;
import weir.flowfile.ProtobufFile;
import weir.ingest.ExporterFile;
import weir.ingest.FileSource;
import weir.ingest.IngestStatus;
import weir.ingest.InputFile;
import weir.store.FlowStore;
import weir.store.duckdb.DuckDbStore;

/// `weir import FILE… --data DIR`: capture files into a data set.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Import captures of NetFlow, IPFIX or sFlow datagrams, or files of flows, into a data set, on"
            + " their own clock.")
final class ImportCommand implements Callable<Integer> {
  private static final long PROGRESS_MILLIS = 1000;
  private static final Path STDIN = Path.of("-");

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Captures (pcap, pcapng), nfcapd files, streams of protobuf flows; - is such a stream on"
              + " standard input.")
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
      if (!file.equals(STDIN) && !Files.isReadable(file)) {
        throw new CommandFailed("cannot read " + file + "; nothing was imported");
      }
    }
    PrintWriter err = spec.commandLine().getErr();
    boolean failed = false;
    DatagramDecoder decoder = new DatagramDecoder();
    try (FlowStore store = DuckDbStore.open(data)) {
      for (Path file : files) {
        String name = file.toString();
        try (FileSource source =
            FileSource.into(name, open(file), decoder, inside.directions(), store)) {
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
    new ExporterFile(data).merge(decoder);
    return failed ? 1 : 0;
  }

  private static InputFile open(Path file) throws IOException {
    return file.equals(STDIN)
        ? InputFile.of(ProtobufFile.stream("standard input", System.in))
        : InputFile.open(file);
  }
}
