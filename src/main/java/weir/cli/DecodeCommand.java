package weir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.decode.DatagramDecoder;
import weir.export.FlowFormat;
import weir.export.FlowPrinter;
import weir.flow.Admission;
import weir.ingest.InputFile;
import weir.ingest.Reading;

/// `weir decode FILE`: every flow of a capture file on standard output.
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    description =
        "Print the flows that exporters sent (NetFlow, IPFIX, sFlow) of a capture (pcap, pcapng),"
            + " or those of an nfcapd file, a stream of protobuf flows, or a log of a cloud or a"
            + " web server, in goflow2's field names.")
final class DecodeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description =
          "A capture of NetFlow, IPFIX or sFlow exports, or a file of flows; - is standard input.")
  private Path file;

  @Option(
      names = "--format",
      description =
          "${COMPLETION-CANDIDATES} (default: json, one object a line; protobuf is a stream of"
              + " goflow2's FlowMessages, each behind its length)")
  private FlowFormat format = FlowFormat.JSON;

  @Mixin private ReadingChoice reading = new ReadingChoice();
  @Mixin private Filling filling = new Filling();
  @Mixin private ElementsOption own = new ElementsOption();
  @Mixin private WithNames named = new WithNames();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  DecodeCommand() {}

  @Override
  public Integer call() throws IOException {
    DatagramDecoder decoder = new DatagramDecoder(Admission.everybody(), own.elements());
    Reading as = reading.reading() == Reading.BY_CONTENT ? Reading.DATAGRAMS : reading.reading();
    try (InputFile input = InputFile.open(file, file.toString(), as, DataSets.tables());
        FlowPrinter printer = FlowOutput.printer(format, named, filling)) {
      input.read(new FlowOutput(decoder, printer, filling.once()));
      input
          .withoutExports()
          .ifPresent(
              what -> {
                throw new CommandFailed(file + " " + what);
              });
      input.remarks().forEach(remark -> spec.commandLine().getErr().println("weir: " + remark));
    } catch (UncheckedIOException e) {
      throw new CommandFailed("cannot write the flows: " + Cli.message(e), e);
    }
    var counters = decoder.counters();
    counters
        .malformed()
        .forEach(
            (reason, count) ->
                spec.commandLine()
                    .getErr()
                    .println("weir: " + count + " datagrams not decoded: each " + reason.words()));
    long withoutTemplate = counters.noTemplateSets() + counters.waitingSets();
    if (withoutTemplate > 0) {
      spec.commandLine()
          .getErr()
          .println("weir: " + withoutTemplate + " data sets came without their template");
    }
    return 0;
  }
}
