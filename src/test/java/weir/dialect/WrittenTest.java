package weir.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.exporter.Labels;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;

class WrittenTest {
  private static String write(String ours, Language language) throws Exception {
    Written written = Written.of(FilterParser.parse(ours), language);
    assertEquals(written.text().isEmpty(), !written.reason().isEmpty());
    return written.text() + written.reason();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "src ip 10.0.0.1 and dst ip 2001:db8::/32 ; src ip 10.0.0.1 and dst net 2001:db8::/32",
        "port 443 ; src port 443 or dst port 443",
        "dst port in [80, 8000-8100] ; dst port 80 or (dst port >= 8000 and dst port <= 8100)",
        "not src port > 1023 ; not (src port > 1023)",
        "src as 64500 and dst as != 5 ; src as 64500 and not (dst as 5)",
        "tcp and (flags SA or udp) ; proto 6 and ((flags S and flags A) or proto 17)",
        "bytes > 1m and bpp >= 100 ; bytes > 1000000 and bpp >= 100",
        "exporter 192.0.2.1 and next ip 192.0.2.2 ; router ip 192.0.2.1 and next ip 192.0.2.2",
        "in if 5 and ipv6 and tos 46 ; in if 5 and ipv6 and tos 46",
        "any or tcp ; any or proto 6",
        "flags C ; nfdump has no word for this bit of TCP flags",
        "flags = S ; nfdump does not ask for exactly these TCP flags",
        "in if > 5 ; nfdump compares Ingress interface with '=' alone",
        "exporter 192.0.2.0/24 ; nfdump compares Exporter with whole addresses alone",
        "direction in ; nfdump has no word for Direction",
        "service https ; nfdump has no word for Service",
        "src as = dst as ; Source AS beside Destination AS: nfdump compares no fields of flows with"
            + " each other",
        "src ip :: ; nfdump does not ask for flows without Source",
      })
  void nfdump(String ours, String theirs) throws Exception {
    assertEquals(theirs, write(ours, Language.NFDUMP));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "src ip 10.0.0.0/8 ; src net 10.0.0.0/8",
        "dst port > 1023 ; dst portrange 1024-65535",
        "dst port < 1024 ; dst portrange 0-1023",
        "dst port > 65534 ; dst portrange 65535-65535",
        "dst port 8000-8100 and tcp ; dst portrange 8000-8100 and tcp",
        "ipv4 and proto gre ; ip and (ip proto 47 or ip6 proto 47)",
        "ttl < 5 ; (ip[8] < 5 or ip6[7] < 5)",
        "icmp and icmp_type 8 ; icmp and (icmp[0] = 8 or icmp6[0] = 8)",
        "flags S ; (tcp[13] & 0x2 != 0 or (ip6[6] = 6 and ip6[53] & 0x2 != 0))",
        "src_mac 02:00:00:00:00:01 ; ether src 02:00:00:00:00:01",
        "src as 5 ; BPF (tcpdump) has no word for Source AS",
        "bytes > 5 ; BPF (tcpdump) has no word for Bytes",
      })
  void bpf(String ours, String theirs) throws Exception {
    assertEquals(theirs, write(ours, Language.BPF));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "src ip 10.0.0.0/8 and not dst ip 2001:db8::1 ; ip.src == 10.0.0.0/8 && !(ipv6.dst =="
            + " 2001:db8::1)",
        "tcp and src port 443 ; tcp && (tcp.srcport == 443 || udp.srcport == 443 || sctp.srcport =="
            + " 443 || dccp.srcport == 443)",
        "flags SA ; tcp.flags.syn == 1 && tcp.flags.ack == 1",
        "flags = S ; tcp.flags == 0x2",
        "vlan_id 7 ; vlan.id == 7",
        "ipv6 or ttl >= 5 ; ipv6 || (ip.ttl >= 5 || ipv6.hlim >= 5)",
        "exporter 192.0.2.1 ; Wireshark has no word for Exporter",
        "program firefox ; Wireshark has no word for Program",
      })
  void wireshark(String ours, String theirs) throws Exception {
    assertEquals(theirs, write(ours, Language.WIRESHARK));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "src as = dst as ; src_as = dst_as",
        "dst port 443 and bytes > 5 ; (dst_port = 443) AND (bytes > 5)",
        "src ip = dst ip ; src_addr_hi = dst_addr_hi AND src_addr = dst_addr",
        "dst port 80-90 ; dst_port BETWEEN 80 AND 90",
        "any ; true",
      })
  void sql(String ours, String theirs) throws Exception {
    assertEquals(theirs, write(ours, Language.SQL));
  }

  @Test
  void aPrefixOfBothFamiliesIsRefused() throws Exception {
    for (Language language : List.of(Language.NFDUMP, Language.BPF, Language.WIRESHARK)) {
      assertEquals(
          "::/0 has IPv4's addresses in it here; write IPv6's alone",
          write("src ip ::/0", language));
    }
  }

  /// What is written is read as the same, where the language can be read.
  @Test
  void whatIsWrittenIsReadAsTheSame() throws Exception {
    for (String ours :
        List.of(
            "src ip 10.0.0.0/8 and dst ip 2001:db8::/32",
            "flags S and tcp",
            "vlan_id 7 or ipv6",
            "src_mac 02:00:00:00:00:01")) {
      for (Language language : List.of(Language.BPF, Language.WIRESHARK)) {
        Written written = Written.of(FilterParser.parse(ours), language);
        if (written.reason().isEmpty() && !written.text().contains("[")) {
          Filter back = Translation.read(written.text(), Dimensions.BUILT_IN, Labels.NONE).filter();
          assertFalse(back.isAll(), written.text());
          assertTrue(back.fields().containsAll(FilterParser.parse(ours).fields()), written.text());
        }
      }
    }
  }
}
