package weir.ingest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.capture.PortState;
import weir.capture.UdpListener;
import weir.flow.Admission;
import weir.flow.ListenAddress;

/// Datagrams of any protocol, on UDP ports. They are held while a warm-up lasts.
final class UdpInput implements LiveInput {
  private final UdpListener listener;
  private @Nullable FlowSink into;

  /// Listens nowhere yet.
  UdpInput(Admission admission) {
    this.listener = new UdpListener(admission);
  }

  static UdpInput open(List<ListenAddress> addresses, Admission admission) {
    UdpInput input = new UdpInput(admission);
    input.listen(addresses);
    return input;
  }

  /// Listens there from now on, as far as can be.
  void listen(List<ListenAddress> addresses) {
    listener.listen(addresses);
  }

  List<PortState> states() {
    return listener.states();
  }

  @Override
  public String where() {
    List<ListenAddress> addresses = listener.addresses();
    return addresses.isEmpty() ? "" : "on UDP " + Listening.text(addresses);
  }

  @Override
  public List<Integer> ports() {
    return listener.ports();
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
    Ingest.put(drops, Ingest.FAILED_INSIDE, listener.handlerErrors());
    return drops;
  }

  @Override
  public List<String> advice() {
    return listener.receiveBufferAdvice().stream().toList();
  }

  @Override
  public void close(Duration most) {
    listener.close(most.multipliedBy(2).dividedBy(3)); // the rest is for counting what is left
  }
}
