package weir.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.capture.PortState;
import weir.capture.StreamListener;
import weir.decode.file.FlowStreams;
import weir.flow.Admission;
import weir.flow.ListenAddress;

/// Streams of flows in protobuf, on TCP ports. Their senders wait.
final class StreamInput implements LiveInput {
  private final StreamListener listener;
  private final Admission admission;
  private volatile @Nullable FlowStreams streams;

  /// Listens nowhere yet.
  StreamInput(Admission admission) {
    this.listener = new StreamListener(admission);
    this.admission = admission;
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
    return addresses.isEmpty() ? "" : "for protobuf flows on TCP " + Listening.text(addresses);
  }

  @Override
  public List<Integer> ports() {
    return listener.addresses().stream().map(ListenAddress::port).toList();
  }

  @Override
  public void start(FlowSink into) {
    FlowStreams taken = new FlowStreams(admission, into::by);
    streams = taken;
    listener.read(taken);
  }

  @Override
  public Map<String, Long> drops() {
    Map<String, Long> drops = new HashMap<>(listener.refused());
    FlowStreams taken = streams;
    if (taken != null) {
      drops.putAll(taken.refused());
    }
    return drops;
  }

  @Override
  public void close(Duration most) {
    listener.close(most);
    FlowStreams taken = streams;
    if (taken != null) {
      taken.close();
    }
  }
}
