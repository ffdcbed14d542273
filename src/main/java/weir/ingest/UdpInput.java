package weir.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.capture.UdpListener;
import weir.flow.Admission;
import weir.flow.ListenAddress;

/// Datagrams of any protocol, on UDP ports. They are held while a warm-up lasts.
final class UdpInput implements LiveInput {
  private final UdpListener listener;
  private final List<String> advice;
  private @Nullable FlowSink into;

  private UdpInput(UdpListener listener) {
    this.listener = listener;
    this.advice = listener.receiveBufferAdvice().stream().toList();
  }

  static LiveInput open(List<ListenAddress> addresses, Admission admission) throws IOException {
    return new UdpInput(UdpListener.bind(addresses, admission));
  }

  @Override
  public String where() {
    return "on UDP " + Listening.text(listener.addresses());
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
    return advice;
  }

  @Override
  public void close(Duration most) {
    listener.close(most.multipliedBy(2).dividedBy(3)); // the rest is for counting what is left
  }
}
