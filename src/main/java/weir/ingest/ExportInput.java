package weir.ingest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.capture.ForwardState;
import weir.capture.IpfixListener;
import weir.capture.PortState;
import weir.capture.UdpListener;
import weir.flow.Admission;
import weir.flow.Destination;
import weir.flow.ListenAddress;

/// Datagrams of any protocol, on UDP ports, and IPFIX on TCP ports, on one thread. While a warm-up
/// lasts, datagrams are held, and senders of streams wait.
final class ExportInput implements LiveInput {
  private final UdpListener listener;
  private final IpfixListener messages;
  private @Nullable FlowSink into;

  /// Listens nowhere yet.
  ExportInput(Admission admission) {
    this.listener = new UdpListener(admission);
    this.messages = new IpfixListener(listener, admission);
  }

  static ExportInput open(List<ListenAddress> addresses, Admission admission) {
    ExportInput input = new ExportInput(admission);
    input.listen(addresses, List.of());
    return input;
  }

  /// Listens there from now on, as far as can be.
  ///
  /// @param tcp for IPFIX
  void listen(List<ListenAddress> udp, List<ListenAddress> tcp) {
    listener.listen(udp);
    messages.listen(tcp);
  }

  /// Sends copies on to these from now on, as far as can be.
  void forward(List<Destination> collectors) {
    listener.forward(collectors);
  }

  List<ForwardState> forwarded() {
    return listener.forwarded();
  }

  List<PortState> states() {
    return listener.states();
  }

  List<PortState> messageStates() {
    return messages.states();
  }

  @Override
  public String where() {
    String tcp = Listening.text(messages.addresses());
    return Stream.of(udp(), tcp.isEmpty() ? "" : "for IPFIX on TCP " + tcp)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" and "));
  }

  private String udp() {
    List<ListenAddress> addresses = listener.addresses();
    String to =
        listener.forwarded().stream()
            .filter(state -> state.problem().isEmpty())
            .map(state -> state.to().toString())
            .collect(Collectors.joining(", "));
    return addresses.isEmpty()
        ? ""
        : "on UDP "
            + Listening.text(addresses)
            + (to.isEmpty() ? "" : ", forwarding to " + to + sender());
  }

  private String sender() {
    return listener.forwardsAsItself().isPresent()
        ? " from this machine's address"
        : " under the exporters' addresses";
  }

  @Override
  public List<Integer> ports() {
    return Stream.concat(listener.addresses().stream(), messages.addresses().stream())
        .map(ListenAddress::port)
        .toList();
  }

  @Override
  public void start(FlowSink sink) {
    into = sink;
    listener.hold();
  }

  @Override
  public void release() {
    FlowSink sink = into;
    if (sink != null) {
      listener.read(sink);
      messages.read(sink);
    }
  }

  @Override
  public double fill() {
    return listener.fill();
  }

  @Override
  public Map<String, Long> drops() {
    Map<String, Long> drops = new LinkedHashMap<>();
    listener.socketDrops().forEach((socket, count) -> Ingest.put(drops, "socket " + socket, count));
    drops.putAll(messages.ended());
    Ingest.put(drops, Ingest.FAILED_INSIDE, listener.handlerErrors() + messages.handlerErrors());
    return drops;
  }

  @Override
  public List<String> advice() {
    Stream<String> forwards =
        listener.forwarded().stream()
            .flatMap(state -> state.problem().stream().map(p -> sentence(state, p)));
    Stream<String> sender =
        listener
            .forwardsAsItself()
            .map(
                why ->
                    "Collectors that datagrams are forwarded to see this machine as the sender: to"
                        + " keep the exporters' addresses, "
                        + why
                        + ".")
            .stream();
    return Stream.of(listener.receiveBufferAdvice().stream(), forwards, sender)
        .flatMap(sentences -> sentences)
        .toList();
  }

  private static String sentence(ForwardState state, ForwardState.Problem problem) {
    return "Nothing is forwarded to " + state.to() + ": " + problem.words() + ".";
  }

  @Override
  public void close(Duration most) {
    messages.close(most.dividedBy(4));
    listener.close(most.dividedBy(2)); // the rest is for counting what is left
  }
}
