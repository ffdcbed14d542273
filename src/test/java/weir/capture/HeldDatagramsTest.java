package weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import weir.wire.Datagram;
import weir.wire.WireReader;

class HeldDatagramsTest {
  private static final long CAME = 1_700_000_000_000_000_000L;

  private final AtomicInteger full = new AtomicInteger();
  private final HeldDatagrams held = new HeldDatagrams(250, full::incrementAndGet);

  private void take(long after, int octets) {
    byte[] payload = new byte[octets];
    payload[0] = (byte) octets;
    held.handle(new Datagram(0, 1, 2, 3, CAME + after), new WireReader(payload));
  }

  private List<String> released() {
    List<String> released = new ArrayList<>();
    held.release(
        (datagram, payload) ->
            released.add(datagram.receivedNanos() - CAME + ": " + payload.remaining()));
    return released;
  }

  @Test
  void eachKeepsItsTimeAndItsPlace() {
    take(5, 10);
    take(6, 20);
    take(7, 1);
    assertEquals(List.of("5: 10", "6: 20", "7: 1"), released());
    assertEquals(List.of(), released());
  }

  @Test
  void saysWhenItHoldsEnoughAndLosesNothingThatStillComes() {
    take(1, 10);
    take(2, 10);
    assertEquals(0, full.get());
    take(3, 10);
    take(4, 10);
    assertEquals(2, full.get());
    assertEquals(4, released().size());
  }
}
