package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.app.EventLog;
import weir.app.Stop;
import weir.capture.live.Adapter;
import weir.capture.live.Doctor;
import weir.capture.live.LivePackets;
import weir.capture.ring.PacketRing;
import weir.decode.DatagramDecoder;
import weir.enrich.Enrichment;
import weir.export.FlowFormat;
import weir.export.FlowPrinter;
import weir.flow.BurstBin;
import weir.flow.FlowBatch;
import weir.flow.IpAddress;
import weir.flow.Peaks;
import weir.flow.Prefixes;
import weir.ingest.AdapterInput;
import weir.ingest.FlowSink;
import weir.ingest.LiveInput;
import weir.ingest.LiveSource;
import weir.ingest.WarmUp;
import weir.store.FlowArchive;
import weir.wire.Datagram;
import weir.wire.WireReader;

/// `weir capture`: the packets of this machine's adapters as flows.
@Command(
    name = "capture",
    mixinStandardHelpOptions = true,
    description =
        "Capture the packets of network adapters and make flows of them, second by second, until"
            + " interrupted: printed, or stored with --data.")
final class CaptureCommand implements Callable<Integer> {
  private static final long LOOK_MILLIS = 10_000;
  private static final long ADVICE_MILLIS = 1_000;

  @Option(names = "--list", description = "Show the adapters that there are, and nothing else.")
  private boolean list;

  @Option(
      names = "--doctor",
      description = "Say what this machine and account lack for capturing, and what mends it.")
  private boolean doctor;

  @Option(
      names = "--bursts",
      description =
          "Print, second by second, the most octets and packets within 1, 10 and 100 ms instead of"
              + " flows; with --data beside storing them.")
  private boolean bursts;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Store the flows in this data set instead of printing them.")
  private @Nullable Path data;

  @Option(
      names = "--print",
      description = "${COMPLETION-CANDIDATES} (default: json, one object a line)")
  private FlowFormat format = FlowFormat.JSON;

  @Mixin private AdapterOptions capturing = new AdapterOptions();
  @Mixin private Filling filling = new Filling();
  @Mixin private Keep keep = new Keep();
  @Mixin private LogOption logging = new LogOption();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  CaptureCommand() {}

  @Override
  public Integer call() throws Exception {
    if (list) {
      return list(spec.commandLine().getOut());
    }
    if (doctor) {
      return examine(spec.commandLine().getOut());
    }
    if (!capturing.wanted()) {
      throw new CommandFailed("which adapter? name one with -i; weir capture --list shows them");
    }
    return data == null ? print() : store(data);
  }

  private static int list(PrintWriter out) throws IOException {
    for (Adapter adapter : LivePackets.adapters()) {
      String addresses =
          adapter.addresses().stream().map(IpAddress::toString).collect(Collectors.joining(", "));
      out.println(
          "%-16s %-5s %s%s"
              .formatted(
                  adapter.name(),
                  adapter.up() ? "up" : "down",
                  addresses,
                  adapter.description().isEmpty() ? "" : "  " + adapter.description())
              .stripTrailing());
    }
    out.flush();
    return 0;
  }

  private static int examine(PrintWriter out) {
    List<Doctor.Finding> findings = Doctor.examine();
    for (Doctor.Finding finding : findings) {
      out.println(
          "%-4s %-9s %s"
              .formatted(finding.good() ? "ok" : "no", finding.what(), finding.sentence()));
      if (!finding.remedy().isEmpty()) {
        out.println("               " + finding.remedy());
      }
    }
    out.flush();
    return findings.getLast().good() ? 0 : 1;
  }

  private int store(Path folder) throws Exception {
    EventLog log = logging.open(spec.commandLine().getErr());
    Stop stop = Stop.onSignal();
    List<AdapterInput> inputs = capturing.open();
    Filling.Live fills = filling.live(inputs, log);
    FlowArchive archive = DataSets.write(folder, keep.retention());
    filling.tell(archive);
    capturing.keep(inputs, fills.directions(), folder, keep.retention().freeShare(), archive);
    List<LiveInput.Opening> openings =
        inputs.stream().<LiveInput.Opening>map(input -> _ -> input).toList();
    LiveSource source =
        LiveSource.open(
            "capture", openings, Prefixes.ALL, fills.enrichment(), archive, folder, WarmUp.NONE);
    stop.ending(
        new Stop.Ending(
            within -> source.close(within).stream().toList(),
            () -> source.unsettled().stream().toList()));
    try (Filling.Live _ = fills;
        BurstLines _ = burstLines(source::bursts, stop)) {
      return new Following(source, log).until(stop, "storing in " + folder, LOOK_MILLIS);
    }
  }

  private BurstLines burstLines(Function<BurstBin, List<Peaks>> peaks, Stop stop) {
    BurstLines lines = new BurstLines(peaks, spec.commandLine().getOut(), stop::now);
    if (bursts) {
      lines.start();
    }
    return lines;
  }

  private int print() throws Exception {
    EventLog log = logging.open(spec.commandLine().getErr());
    Stop stop =
        Stop.onSignal("standard output takes nothing any more: what was captured last is missing");
    List<AdapterInput> inputs = capturing.open();
    Enrichment enrichment = filling.once(inputs);
    Optional<PacketRing> ring =
        capturing.keep(inputs, enrichment.directions(), null, keep.retention().freeShare());
    FlowPrinter printer = bursts ? FlowPrinter.NOTHING : FlowOutput.printer(format);
    Printing printing =
        new Printing(new FlowOutput(new DatagramDecoder(), printer, enrichment), printer, stop);
    inputs.forEach(input -> input.start(printing));
    BurstLines lines =
        burstLines(
            bin -> inputs.stream().flatMap(input -> input.bursts(bin).stream()).toList(), stop);
    inputs.forEach(input -> log.info("listening " + input.where()));
    Set<String> advised = new HashSet<>();
    while (!stop.await(ADVICE_MILLIS) && !haveEnded(inputs)) {
      advise(inputs, advised, log);
    }
    boolean ended = haveEnded(inputs);
    inputs.forEach(input -> input.close(Duration.ofSeconds(2)));
    ring.ifPresent(PacketRing::close);
    lines.close();
    printer.close();
    advise(inputs, advised, log);
    Map<String, Long> drops = new TreeMap<>();
    inputs.forEach(input -> drops.putAll(input.drops()));
    log.info("stopped; " + (drops.isEmpty() ? "nothing lost" : "lost " + drops));
    return ended ? 1 : 0;
  }

  /// Whether no more packets come, whatever is waited for.
  private static boolean haveEnded(List<AdapterInput> inputs) {
    return inputs.stream().allMatch(input -> input.where().isEmpty());
  }

  /// Says each sentence once.
  private static void advise(List<AdapterInput> inputs, Set<String> advised, EventLog log) {
    inputs.stream()
        .flatMap(input -> input.advice().stream())
        .filter(advised::add)
        .forEach(log::warn);
  }

  /// Prints each second's flows, of one adapter at a time; a reader that went away ends the
  /// command.
  private record Printing(FlowOutput output, FlowPrinter printer, Stop stop) implements FlowSink {
    @Override
    public void handle(Datagram datagram, WireReader payload) {
      throw new UnsupportedOperationException("adapters bring packets");
    }

    @Override
    public FlowBatch take() {
      synchronized (output) {
        return output.take();
      }
    }

    @Override
    public void give(FlowBatch filled) {
      synchronized (output) {
        try {
          output.give(filled);
          printer.flush();
        } catch (IOException | UncheckedIOException e) {
          stop.now();
        }
      }
    }
  }
}
