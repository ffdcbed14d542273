package weir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.app.EventLog;
import weir.app.Stop;
import weir.capture.IpfixListener;
import weir.capture.StreamListener;
import weir.capture.UdpListener;
import weir.decode.DatagramDecoder;
import weir.decode.bmp.Routers;
import weir.export.FlowFormat;
import weir.export.FlowPrinter;
import weir.flow.Admission;
import weir.store.PrivateFolder;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// `weir listen`: flows on standard output as they come.
@Command(
    name = "listen",
    mixinStandardHelpOptions = true,
    description = "Listen for flows and print them, until interrupted; nothing is stored.")
final class ListenCommand implements Callable<Integer> {
  private static final long LOOK_MILLIS = 60_000;
  private static final Duration DRAIN = Duration.ofSeconds(2);

  @Option(
      names = "--print",
      description = "${COMPLETION-CANDIDATES} (default: json, one object a line)")
  private FlowFormat format = FlowFormat.JSON;

  @Mixin private Ports ports = new Ports();
  @Mixin private TcpPorts tcpPorts = new TcpPorts();
  @Mixin private BmpPorts bmp = new BmpPorts();
  @Mixin private Allow allow = new Allow();
  @Mixin private Filling filling = new Filling();
  @Mixin private WithNames named = new WithNames();
  @Mixin private LogOption logging = new LogOption();
  @Mixin private ElementsOption own = new ElementsOption();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  ListenCommand() {}

  @Override
  public Integer call() throws Exception {
    EventLog log = logging.open(spec.commandLine().getErr());
    Stop stop =
        Stop.onSignal("standard output takes nothing any more: what was received last is missing");
    Admission admission = new Admission(allow.prefixes());
    Map<String, Long> ended;
    PrivateFolder.unpackInto("io.netty.native.workdir", "netty");
    FlowPrinter printer = FlowOutput.printer(format, named, filling);
    Routers routers = new Routers();
    Printing printing =
        new Printing(
            new FlowOutput(
                new DatagramDecoder(admission, own.elements()),
                printer,
                filling.once(),
                routers::fill),
            printer,
            stop);
    try (UdpListener listener = UdpListener.bind(ports.addresses(), admission);
        StreamListener routes = new StreamListener(admission, "--bmp");
        IpfixListener messages = new IpfixListener(listener, admission)) {
      routes.bind(bmp.addresses());
      routes.read(routers);
      messages.bind(tcpPorts.addresses());
      listener.read(printing);
      messages.read(printing);
      log.info("listening on UDP " + listener.addresses() + tcp(messages) + bmp(routes));
      listener.receiveBufferAdvice().ifPresent(log::warn);
      while (!stop.await(LOOK_MILLIS)) {
        // prints
      }
      messages.close(DRAIN);
      listener.close(DRAIN);
      ended = messages.ended();
    }
    printer.close();
    if (!ended.isEmpty()) {
      log.info("streams: " + ended);
    }
    if (!admission.refused().isEmpty()) {
      log.info("refused " + admission.refused());
    }
    return 0;
  }

  private static String tcp(IpfixListener messages) {
    return messages.addresses().isEmpty() ? "" : " and for IPFIX on TCP " + messages.addresses();
  }

  private static String bmp(StreamListener routes) {
    return routes.addresses().isEmpty() ? "" : " and for BMP on TCP " + routes.addresses();
  }

  /// Prints each datagram's flows; a reader that went away ends the command.
  private record Printing(FlowOutput output, FlowPrinter printer, Stop stop)
      implements DatagramHandler {
    @Override
    public void handle(Datagram datagram, WireReader payload) {
      try {
        output.handle(datagram, payload);
      } catch (UncheckedIOException e) {
        stop.now();
      }
    }

    @Override
    public void ended(Datagram last) {
      output.ended(last);
    }

    @Override
    public void idle() {
      try {
        printer.flush();
      } catch (IOException e) {
        stop.now();
      }
    }
  }
}
