package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTest {
  /// Left a flow's protocol and ports, right its service.
  @ParameterizedTest
  @CsvSource({
    "6, 51514, 443, tcp/443, TCP 443 https",
    "6, 443, 51514, tcp/443, TCP 443 https",
    "17, 443, 50000, udp/443, UDP 443 https",
    "6, 1024, 8443, tcp/8443, TCP 8443 https-alt", // the named one, though it is higher
    "6, 8443, 1024, tcp/8443, TCP 8443 https-alt",
    "6, 22, 443, tcp/22, TCP 22 ssh", // both: the lower
    "6, 443, 22, tcp/22, TCP 22 ssh",
    "17, 50001, 50000, udp/50000, UDP 50000", // neither: the lower
    "17, 50000, 50001, udp/50000, UDP 50000",
    "17, 0, 0, udp/0, UDP without a port", // a fragment
    "132, 443, 300, sctp/300, SCTP 300", // names are TCP's and UDP's
    "33, 300, 443, dccp/300, DCCP 300",
    "136, 5, 4, udplite/4, UDPLite 4",
    "132, 443, 443, sctp/443, SCTP 443",
    "1, 0, 2048, icmp, ICMP", // type and code, as NetFlow puts them
    "47, 0, 0, gre, GRE",
    "253, 7, 7, 253/0, protocol 253",
  })
  void isTheProtocolAndThePortThatHasAName(
      int protocol, int source, int destination, String word, String label) {
    Service service = Service.of(protocol, source, destination);
    assertEquals(word, service.toString());
    assertEquals(label, service.label());
    assertEquals(service, Service.of(service.number()));
    assertEquals(List.of(service), Service.named(word));
  }

  @Test
  void everyServiceIsNamedByItsOwnWord() {
    for (int protocol = 0; protocol < 256; protocol++) {
      for (int port : Service.hasPorts(protocol) ? new int[] {0, 1, 443, 65_535} : new int[1]) {
        Service service = new Service(protocol, port);
        assertEquals(List.of(service), Service.named(service.toString()), service.toString());
      }
    }
  }

  /// Right what it means, with spaces between.
  @ParameterizedTest
  @CsvSource({
    "https, tcp/443 udp/443",
    "HTTPS, tcp/443 udp/443",
    "443, tcp/443 udp/443",
    "http-alt, tcp/8000 udp/8000 tcp/8080 udp/8080",
    "tcp/https, tcp/443",
    "tcp/http-alt, tcp/8000 tcp/8080",
    "6/443, tcp/443",
    "sctp/443, sctp/443",
    "icmp/0, icmp",
    "l2tp, tcp/1701 udp/1701", // and not the protocol of that name
    "l2tp/0, l2tp/0",
    "115/0, l2tp/0",
    "icmp/8, ''",
    "tcp, ''",
    "nosuch, ''",
    "tcp/65536, ''",
    "256/1, ''",
    "tcp/, ''",
    "/443, ''",
    "-1, ''",
    "'', ''",
  })
  void aWordMeansServices(String word, String services) {
    assertEquals(
        services, String.join(" ", Service.named(word).stream().map(Service::toString).toList()));
  }

  @Test
  void everyWordForCompletionMeansSomething() {
    for (String word : Service.words()) {
      assertEquals(false, Service.named(word).isEmpty(), word);
    }
    assertEquals(true, Service.words().containsAll(List.of("https", "ICMP", "ESP")));
    assertEquals(false, Service.words().contains("TCP"));
  }
}
