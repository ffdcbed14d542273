package weir.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import weir.snmp.SnmpFailed.Reason;
import weir.snmp.Walked.Interface;

class InterfaceWalkTest {
  private static final Access KNOWN = new Access.Community(SmallAgent.COMMUNITY);

  @Test
  void bothTablesAreWalkedAndWhatIsLackingIsTakenFromTheOther() throws IOException {
    try (SmallAgent agent = new SmallAgent().withTwo()) {
      Walked walked = InterfaceWalk.of(agent.agent(), KNOWN, _ -> true);
      assertEquals("edge-1", walked.name());
      assertEquals("Rack\ufffd7", walked.location());
      assertTrue(walked.whole());
      assertEquals(
          List.of(
              new Interface(3, "xe-0/0/3", "Ethernet 3", "to the exchange", 6, 10_000_000_000L),
              new Interface(7, "FastEthernet0/7", "FastEthernet0/7", "", 6, 100_000_000L)),
          walked.interfaces());
      assertEquals("to the exchange", walked.interfaces().getFirst().description());
      assertEquals("", walked.interfaces().getLast().description());
    }
  }

  @Test
  void manyTakeManyMessagesAndSayHowFarTheyAre() throws IOException {
    try (SmallAgent agent = new SmallAgent()) {
      for (int i = 1; i <= 300; i++) {
        agent.with(i * 5L, "port " + i, i % 2 == 0 ? "p" + i : "", "", 1000, 0);
      }
      AtomicInteger most = new AtomicInteger();
      Walked walked =
          InterfaceWalk.of(agent.agent(), KNOWN, n -> most.accumulateAndGet(n, Math::max) >= 0);
      assertEquals(300, walked.interfaces().size());
      assertEquals("p300", walked.interfaces().getLast().name());
      assertEquals("port 299", walked.interfaces().get(298).name());
      assertTrue(most.get() >= 100, "told " + most);
    }
  }

  @Test
  void whoIsAskedInVainIsSaidInASentence() throws IOException {
    try (SmallAgent agent = new SmallAgent()) {
      assertEquals(Reason.NO_ANSWER, reason(agent.agent(), new Access.Community("wrong")));
      assertEquals(
          Reason.NOT_AUTHORISED, reason(agent.agent(), KNOWN, PDU.authorizationError, agent));
      assertEquals(Reason.OTHER, reason(agent.agent(), KNOWN, PDU.genErr, agent));
    }
  }

  private static Reason reason(Agent agent, Access access) {
    SnmpFailed failed =
        assertThrows(SnmpFailed.class, () -> InterfaceWalk.of(agent, access, _ -> true));
    assertTrue(
        String.valueOf(failed.getMessage()).startsWith("no answer from ")
            || String.valueOf(failed.getMessage()).startsWith("127.0.0.1, UDP "),
        failed.getMessage());
    assertFalse(String.valueOf(failed.getMessage()).contains(SmallAgent.COMMUNITY));
    return failed.reason();
  }

  private static Reason reason(Agent agent, Access access, int error, SmallAgent refusing) {
    refusing.refuse(error);
    return reason(agent, access);
  }

  @Test
  void oneIsTakenBackWhileItWaits() throws IOException {
    try (SmallAgent agent = new SmallAgent()) {
      Agent patient =
          new Agent(InetAddress.getLoopbackAddress(), agent.port(), Duration.ofSeconds(60), 9);
      AtomicInteger looks = new AtomicInteger();
      SnmpFailed failed =
          assertThrows(
              SnmpFailed.class,
              () ->
                  InterfaceWalk.of(
                      patient, new Access.Community("wrong"), _ -> looks.incrementAndGet() < 3));
      assertEquals(Reason.CANCELLED, failed.reason());
    }
  }

  @Test
  void speedsAreExactWhereTheyCanBe() {
    assertEquals(100_000_000, InterfaceWalk.speed(100_000_000, 100));
    assertEquals(400_000_000_000L, InterfaceWalk.speed(0xffff_ffffL, 400_000));
    assertEquals(10_000_000_000L, InterfaceWalk.speed(0, 10_000));
    assertEquals(0, InterfaceWalk.speed(0, 0));
  }

  @Test
  void secretsAreInNoText() {
    assertFalse(KNOWN.toString().contains(SmallAgent.COMMUNITY));
    Access.User user =
        new Access.User(
            "reader", Access.Proof.SHA256, "proofproof", Access.Privacy.AES, "hiddenhidden");
    assertFalse(user.toString().contains("proof") || user.toString().contains("hidden"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Access.User("reader", Access.Proof.SHA, "short", Access.Privacy.NONE, ""));
  }
}
