package weir.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.capture.CaptureFile;
import weir.decode.DatagramDecoder;
import weir.ingest.CaptureRemarks;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// `weir decode FILE`: every flow of a capture file on standard output.
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    description = "Print the flows of a capture file (pcap, pcapng), in goflow2's field names.")
final class DecodeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A capture of NetFlow, IPFIX or sFlow datagrams.")
  private Path file;

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES} (default: json, one object a line)")
  private FlowFormat format = FlowFormat.JSON;

  @Mixin private Inside inside = new Inside();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  DecodeCommand() {}

  @Override
  public Integer call() throws IOException {
    DatagramDecoder decoder = new DatagramDecoder();
    var bytes = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
    try (CaptureFile capture = CaptureFile.open(file);
        FlowPrinter printer = format.printer(new BufferedWriter(bytes, 1 << 16))) {
      CaptureFile.Summary summary =
          capture.read(new Decoding(decoder, new FlowOutput(printer, inside.directions())));
      CaptureRemarks.of(summary)
          .ifPresent(remark -> spec.commandLine().getErr().println("weir: " + remark));
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

  /// Decodes each datagram into one batch and prints it.
  record Decoding(DatagramDecoder decoder, FlowOutput output) implements DatagramHandler {
    @Override
    public void handle(Datagram datagram, WireReader payload) {
      decoder.decode(datagram, payload, output.batch());
      output.flush();
    }
  }
}
