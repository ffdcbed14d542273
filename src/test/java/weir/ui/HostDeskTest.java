package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;
import weir.enrich.hosts.SmallDns;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.naming.Origin;
import weir.settings.SettingsFile;

@ExtendWith(ApplicationExtension.class)
class HostDeskTest {
  private static final IpAddress WEB = IpAddress.parse("192.0.2.80");
  private static final IpAddress OWN = IpAddress.parse("192.0.2.81");

  private static final Labels SAID =
      Labels.of(Layers.of(Origin.FILE, Naming.NONE.withHosts(Map.of(OWN, "ours"))));

  private static String text(Labels labels, IpAddress address) {
    return labels.text(FlowField.SRC_ADDRESS, address.high(), address.low(), null);
  }

  private static <T> T onFx(java.util.concurrent.Callable<T> work) {
    return WaitForAsyncUtils.waitForAsyncFx(10_000, work);
  }

  @Test
  void namesComeWhileItIsOnForWhatIsLookedAtAndOwnOnesCountBefore() throws Exception {
    Semaphore news = new Semaphore(0);
    List<String> said = new ArrayList<>();
    try (SmallDns server =
        new SmallDns(
            Map.of("80.2.0.192.in-addr.arpa", "www", "81.2.0.192.in-addr.arpa", "theirs"))) {
      HostDesk desk =
          onFx(
              () ->
                  new HostDesk(
                      new FxTasks(), SettingsFile.none(), news::release, () -> {}, said::add));
      FlowBatch flow = new FlowBatch();
      flow.setAddress(FlowField.SRC_ADDRESS, WEB.high(), WEB.low());
      flow.setAddress(FlowField.DST_ADDRESS, OWN.high(), OWN.low());
      flow.endRow();
      String at = "127.0.0.1:" + server.address().getPort();
      assertEquals(
          "192.0.2.80",
          onFx(
              () -> {
                Labels before = desk.over(SAID);
                desk.at(flow, 0);
                assertFalse(desk.isOn(), "nobody is asked unasked");
                desk.use(at);
                desk.at(flow, 0);
                return text(before, WEB);
              }));
      assertTrue(news.tryAcquire(10, TimeUnit.SECONDS));
      Labels named = onFx(() -> desk.over(SAID));
      assertEquals("www.example (192.0.2.80)", text(named, WEB));
      assertEquals("ours (192.0.2.81)", text(named, OWN));
      assertEquals(
          "192.0.2.80",
          onFx(
              () -> {
                desk.turn();
                return text(desk.over(SAID), WEB);
              }));
      assertFalse(desk.isOn());
      assertEquals(
          at,
          onFx(
              () -> {
                desk.use("nowhere");
                return desk.server();
              }),
          "kept for the next time");
      assertTrue(said.getFirst().startsWith("No other name server is asked: "), said.toString());
      desk.close();
    }
  }

  /// One that does not answer is told of where names would be, and that they come again.
  @Test
  void aServerThatIsSilentIsToldOf() throws Exception {
    Semaphore news = new Semaphore(0);
    List<String> said = new ArrayList<>();
    String gone;
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      gone = "127.0.0.1:" + socket.getLocalPort();
    }
    HostDesk desk =
        onFx(
            () ->
                new HostDesk(
                    new FxTasks(), SettingsFile.none(), news::release, () -> {}, said::add));
    onFx(
        () -> {
          desk.use(gone);
          for (int i = 0; i < 3; i++) {
            desk.at(new IpAddress(WEB.high(), WEB.low() + i));
          }
          return desk;
        });
    assertTrue(news.tryAcquire(10, TimeUnit.SECONDS));
    String sentence = onFx(said::getFirst);
    assertTrue(
        sentence.startsWith("The name server " + gone + " does not say what hosts are called: "),
        sentence);
    desk.close();
  }
}
