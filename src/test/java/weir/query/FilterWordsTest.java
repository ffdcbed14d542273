package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.exporter.Labels;
import weir.flow.IpAddress;

/// Filters for who does not know their language.
class FilterWordsTest {
  private static final Labels NAMED =
      new Labels(
          Map.of(IpAddress.parse("192.0.2.1"), new Labels.Exporter("edge-1", Map.of(3L, "uplink"))),
          Set.of());

  private static List<String> words(String filter) throws FilterSyntaxException {
    return FilterWords.of(FilterParser.parse(filter), NAMED);
  }

  @Test
  void eachPartIsASentence() throws FilterSyntaxException {
    assertEquals(List.of(), words(""));
    assertEquals(
        List.of("Protocol is TCP (6)", "Destination port is 443 https"),
        words("tcp and dst port 443"));
    assertEquals(
        List.of("Source is in 10.0.0.0/8", "Destination is 2001:db8::1"),
        words("src net 10.0.0.0/8 and dst ip 2001:db8::1"));
    assertEquals(
        List.of("Destination port is one of 80 http, 443 https"), words("dst port in [80, 443]"));
    assertEquals(
        List.of("Bytes is above 1000", "Packets is at most 5"),
        words("bytes > 1000 and packets <= 5"));
  }

  @Test
  void alternativesAndOppositesAreSaid() throws FilterSyntaxException {
    assertEquals(
        List.of("Source port is 53 domain, or Destination port is 53 domain"), words("port 53"));
    assertEquals(List.of("not: Protocol is UDP (17)"), words("not udp"));
    assertEquals(
        List.of("(Protocol is TCP (6), and Source port is 1), or Protocol is UDP (17)"),
        words("(tcp and src port 1) or udp"));
  }

  @Test
  void exportersAndInterfacesHaveTheirNames() throws FilterSyntaxException {
    assertEquals(
        List.of("Exporter is edge-1 (192.0.2.1)", "Ingress interface is uplink (3)"),
        words("exporter 192.0.2.1 and in if 3"));
  }

  @Test
  void flagsAreNamed() throws FilterSyntaxException {
    assertEquals(List.of("TCP flags have SYN (2) and ACK (16)"), words("flags SA"));
    assertEquals(List.of("TCP flags are exactly SYN (2)"), words("flags = S"));
  }

  @Test
  void namesOfDimensionsAreWords() throws FilterSyntaxException {
    assertEquals(List.of("Destination service is https"), words("dst_service https"));
  }
}
