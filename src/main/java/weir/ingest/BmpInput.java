package weir.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import weir.capture.PortState;
import weir.capture.StreamListener;
import weir.decode.bmp.Routers;
import weir.flow.Admission;
import weir.flow.ListenAddress;

/// Routes of routers, by BMP on TCP ports. No flows come by it: it fills those that come by others.
final class BmpInput implements LiveInput {
  private final StreamListener listener;
  private final Routers routers = new Routers();

  /// Listens nowhere yet.
  BmpInput(Admission admission) {
    this.listener = new StreamListener(admission, "--bmp");
  }

  /// Listens there from now on, as far as can be.
  void listen(List<ListenAddress> addresses) {
    listener.listen(addresses);
  }

  List<PortState> states() {
    return listener.states();
  }

  Routers routers() {
    return routers;
  }

  @Override
  public String where() {
    List<ListenAddress> addresses = listener.addresses();
    return addresses.isEmpty() ? "" : "for routes (BMP) on TCP " + Listening.text(addresses);
  }

  @Override
  public List<Integer> ports() {
    return listener.addresses().stream().map(ListenAddress::port).toList();
  }

  @Override
  public void start(FlowSink into) {
    listener.read(routers);
  }

  @Override
  public Map<String, Long> drops() {
    return listener.refused();
  }

  @Override
  public void close(Duration most) {
    listener.close(most);
  }
}
