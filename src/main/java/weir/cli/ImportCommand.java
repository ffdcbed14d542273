package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.app.Stop;
import weir.decode.DatagramDecoder;
import weir.enrich.Enrichment;
import weir.flow.Admission;
import weir.ingest.ExporterFile;
import weir.ingest.FileMark;
import weir.ingest.FileSource;
import weir.ingest.InputFile;
import weir.ingest.Reading;
import weir.store.FlowArchive;
import weir.store.Retention;

/// `weir import FILE… --data DIR`: files into a data set. What is interrupted, even by kill -9,
/// goes on where it was when the same command is given again.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Import captures of NetFlow, IPFIX or sFlow datagrams, or files of flows, into a data set,"
            + " on their own clock. An import that was interrupted goes on when the same command is"
            + " given again; files that are there already are passed over.")
final class ImportCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Captures (pcap, pcapng), nfcapd files, streams of protobuf flows, logs of flows (AWS,"
              + " Google Cloud, Azure; Parquet too) or of web servers; - is any of them but Parquet"
              + " on standard input. Neither that nor a pipe can be gone on with.")
  private List<Path> files;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The data set's folder.")
  private Path data;

  @Option(names = "--again", description = "Import files once more that are there already.")
  private boolean again;

  @Mixin private ReadingChoice reading = new ReadingChoice();
  @Mixin private Filling filling = new Filling();
  @Mixin private ElementsOption own = new ElementsOption();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  ImportCommand() {}

  @Override
  public Integer call() throws Exception {
    for (Path file : files) {
      if (!file.equals(InputFile.STANDARD_INPUT) && !Files.isReadable(file)) {
        throw new CommandFailed("cannot read " + file + "; nothing was imported");
      }
    }
    Enrichment enrichment = filling.once();
    PrintWriter err = spec.commandLine().getErr();
    Stop stop =
        Stop.onSignal("the import was cut short; the same command goes on from what is stored");
    boolean failed = false;
    DatagramDecoder decoder = new DatagramDecoder(Admission.everybody(), own.elements());
    try (FlowArchive store = DataSets.write(data, Retention.EVERYTHING)) {
      filling.tell(store);
      new KeptText(sentence -> err.println("weir: " + sentence)).problems(store.status());
      for (Path file : files) {
        try (FileSource source = read(file, decoder, enrichment, store)) {
          new ImportProgress(file, source, err).follow(stop);
          failed |= !source.isWhole() || source.failed();
        }
        if (stop.isTold()) {
          break;
        }
      }
    }
    new ExporterFile(data).merge(decoder);
    return failed ? 1 : 0;
  }

  private FileSource read(
      Path file, DatagramDecoder decoder, Enrichment enrichment, FlowArchive store)
      throws IOException {
    Instant now = Instant.now();
    boolean stream = file.equals(InputFile.STANDARD_INPUT);
    Reading as = reading.reading();
    FileMark mark = stream ? FileMark.none(now) : FileMark.of(file, as, store, again, now);
    InputFile input = InputFile.open(file, file.toString(), as, DataSets.tables());
    return FileSource.into(file.toString(), input, decoder, enrichment, store, mark);
  }
}
