package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlagMixTest {
  private static String said(long syn, long synAck, long rst, long other) {
    return String.join(" ", new FlagMix(syn, synAck, rst, other).sentences());
  }

  @Test
  void theNumbersAreTheEvidence() {
    assertEquals("1,204 SYN : 31 SYN-ACK : 0 RST", new FlagMix(1204, 31, 0, 9).ratio());
  }

  @Test
  void triesWithoutAnswersAreAFloodOrAScan() {
    assertTrue(said(3000, 1000, 0, 5000).startsWith("Most connections that are tried are not"));
    assertTrue(said(3000, 1000, 0, 5000).contains("3.0 SYN for each SYN-ACK"));
    assertTrue(said(3000, 0, 0, 0).contains("no SYN-ACK at all"));
    assertTrue(said(2999, 1000, 0, 5000).startsWith("Connections that are tried are answered"));
  }

  @Test
  void answersWithoutTriesAreSaid() {
    assertTrue(said(1000, 3000, 0, 2999).startsWith("More is answered than is tried: 3.0"));
    assertTrue(said(0, 3000, 0, 10).contains("3,000 SYN-ACK, no SYN that was left without"));
  }

  @Test
  void manyResetsAreSaidBesides() {
    String said = said(1000, 1000, 1000, 1000);
    assertTrue(said.contains("1.00 SYN-ACK for each SYN"), said);
    assertTrue(said.contains("1,000 RST, 25.0 % of all TCP flows"), said);
    assertTrue(!said(1000, 1000, 999, 1000).contains("RST"));
  }

  @Test
  void fewSayNothing() {
    assertEquals(List.of("There is no TCP in this range."), new FlagMix(0, 0, 0, 0).sentences());
    assertTrue(said(10, 5, 4, 100).startsWith("Too few connections begin or end here"));
    assertTrue(said(10, 5, 4, 100).contains("19 of 119 TCP flows"));
  }
}
