package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.app.Stop;
import weir.capture.live.Adapter;
import weir.capture.live.CaptureOptions;
import weir.capture.live.Doctor;
import weir.capture.live.LivePackets;
import weir.capture.programs.Programs;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
import weir.export.FlowFormat;
import weir.export.FlowPrinter;
import weir.flow.FlowBatch;
import weir.flow.IpAddress;
import weir.flow.Prefixes;
import weir.ingest.AdapterInput;
import weir.ingest.FlowSink;
import weir.ingest.IngestStatus;
import weir.ingest.LiveInput;
import weir.ingest.LiveSource;
import weir.ingest.WarmUp;
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
  private static final int MOST_ONE_IN = 1_000_000;

  @Option(
      names = {"-i", "--adapter"},
      split = ",",
      paramLabel = "ADAPTER",
      description = "Which ones: eth0, any. Repeat or separate by commas.")
  private List<String> adapters = List.of();

  @Option(names = "--list", description = "Show the adapters that there are, and nothing else.")
  private boolean list;

  @Option(
      names = "--doctor",
      description = "Say what this machine and account lack for capturing, and what mends it.")
  private boolean doctor;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Only such packets, in tcpdump's language: 'tcp port 443'.")
  private String filter = "";

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Take one packet of N, at random; sums are multiplied by it (default: all).")
  private int oneIn = 1;

  @Option(
      names = "--snap",
      paramLabel = "OCTETS",
      description = "Octets kept of each packet; headers are enough (default: 256).")
  private int snapOctets = CaptureOptions.HEADERS;

  @Option(
      names = "--buffer",
      paramLabel = "MIB",
      description = "Room in the kernel for packets that wait (default: 64).")
  private int bufferMebibytes = CaptureOptions.USUAL.bufferMebibytes();

  @Option(
      names = "--own-packets",
      description = "Only packets from and to this machine: adapters stay out of promiscuous mode.")
  private boolean ownPackets;

  @Option(
      names = "--no-programs",
      description =
          "Do not look up which programs of this machine flows belong to, and how it translates"
              + " them.")
  private boolean noPrograms;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Store the flows in this data set instead of printing them.")
  private @Nullable Path data;

  @Option(
      names = "--print",
      description = "${COMPLETION-CANDIDATES} (default: json, one object a line)")
  private FlowFormat format = FlowFormat.JSON;

  @Option(
      names = "--inside",
      split = ",",
      paramLabel = "PREFIX",
      description =
          "Your own networks, from which in and out are told (default: the adapters' own"
              + " addresses).")
  private @Nullable List<String> inside;

  @Mixin private Keep keep = new Keep();
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
    check();
    return data == null ? print() : store(data);
  }

  private void check() {
    if (adapters.isEmpty()) {
      throw new CommandFailed("which adapter? name one with -i; weir capture --list shows them");
    }
    if (oneIn < 1 || oneIn > MOST_ONE_IN) {
      throw new CommandFailed("--sample " + oneIn + ": take one packet of 1 to 1000000");
    }
    if (snapOctets < 64 || snapOctets > 262_144) {
      throw new CommandFailed("--snap " + snapOctets + ": keep 64 to 262144 octets");
    }
    if (bufferMebibytes < 1 || bufferMebibytes > 2_000) {
      throw new CommandFailed("--buffer " + bufferMebibytes + ": from 1 to 2000 MiB");
    }
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

  private List<AdapterInput> open() throws IOException {
    CaptureOptions options = new CaptureOptions(!ownPackets, filter, snapOctets, bufferMebibytes);
    Optional<Programs> programs = noPrograms ? Optional.empty() : Programs.ofThisMachine();
    List<AdapterInput> inputs = new ArrayList<>();
    try {
      for (String adapter : adapters) {
        inputs.add(AdapterInput.open(adapter, options, oneIn, programs));
      }
    } catch (IOException e) {
      inputs.forEach(input -> input.close(Duration.ofSeconds(1)));
      throw e;
    }
    return inputs;
  }

  private Directions directions(List<AdapterInput> inputs) {
    List<String> own =
        inside != null
            ? inside
            : inputs.stream()
                .flatMap(input -> input.adapter().addresses().stream())
                .map(IpAddress::toString)
                .toList();
    try {
      return Directions.inside(own.isEmpty() ? Directions.PRIVATE : own);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--inside: " + e.getMessage(), e);
    }
  }

  private int store(Path folder) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Stop stop = Stop.onSignal();
    List<AdapterInput> inputs = open();
    List<LiveInput.Opening> openings =
        inputs.stream().<LiveInput.Opening>map(input -> _ -> input).toList();
    LiveSource source =
        LiveSource.open(
            "capture",
            openings,
            Prefixes.ALL,
            directions(inputs),
            DataSets.write(folder, keep.retention()),
            folder,
            WarmUp.NONE);
    stop.ending(
        new Stop.Ending(
            within -> source.close(within).stream().toList(),
            () -> source.unsettled().stream().toList()));
    err.println("weir: storing in " + folder + ", " + source.status().message());
    IngestStatus before = source.status();
    Set<String> said = new HashSet<>();
    while (!stop.await(LOOK_MILLIS)) {
      IngestStatus status = source.status();
      status.advice().stream()
          .filter(said::add)
          .forEach(sentence -> err.println("weir: " + sentence));
      if (!status.equals(before)) {
        err.println("weir: " + line(status) + KeptText.of(source.store().status(), Instant.now()));
        before = status;
      }
    }
    int exitStatus = stop.awaitEnd();
    err.println("weir: stopped; " + line(source.status()));
    return exitStatus;
  }

  private static String line(IngestStatus status) {
    Map<String, Long> drops = new TreeMap<>(status.drops());
    return String.format(
        Locale.ROOT,
        "%,d flows, %,d stored, %s",
        status.flows(),
        status.storedFlows(),
        drops.isEmpty() ? "nothing lost" : "lost " + drops);
  }

  private int print() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Stop stop =
        Stop.onSignal("standard output takes nothing any more: what was captured last is missing");
    List<AdapterInput> inputs = open();
    FlowPrinter printer = FlowOutput.printer(format);
    Printing printing =
        new Printing(
            new FlowOutput(new DatagramDecoder(), printer, directions(inputs)), printer, stop);
    inputs.forEach(input -> input.start(printing));
    inputs.forEach(input -> err.println("weir: listening " + input.where()));
    while (!stop.await(LOOK_MILLIS)
        && inputs.stream().anyMatch(input -> !input.where().isEmpty())) {
      // prints
    }
    inputs.forEach(input -> input.close(Duration.ofSeconds(2)));
    printer.close();
    Map<String, Long> drops = new TreeMap<>();
    inputs.forEach(input -> drops.putAll(input.drops()));
    inputs.stream()
        .flatMap(input -> input.advice().stream())
        .distinct()
        .forEach(sentence -> err.println("weir: " + sentence));
    if (!drops.isEmpty()) {
      err.println("weir: lost " + drops);
    }
    return inputs.stream().allMatch(input -> input.where().isEmpty()) ? 1 : 0;
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
