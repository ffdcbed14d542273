package weir.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import weir.exporter.Labels;
import weir.flow.IpAddress;
import weir.query.Dimensions;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;

class TranslationTest {
  private static final Labels LABELS =
      new Labels(
          Map.of(
              IpAddress.parse("192.0.2.1"), new Labels.Exporter("edge-1", Map.of()),
              IpAddress.parse("192.0.2.2"), new Labels.Exporter("edge-2", Map.of()),
              IpAddress.parse("192.0.2.3"), new Labels.Exporter("core", Map.of())),
          Set.of());

  private static Translation read(String text) throws FilterSyntaxException {
    return Translation.read(text, Dimensions.BUILT_IN, LABELS);
  }

  private static void is(Language language, String text, String ours) throws Exception {
    Translation read = read(text);
    assertEquals(ours, read.ours());
    assertEquals(Optional.of(language), read.from());
    assertEquals(read.filter(), FilterParser.parse(ours));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "ip.src == 10.0.0.0/8 && tcp.port == 443 ; src ip 10.0.0.0/8 and proto tcp and port 443",
        "!(ip.addr == 10.0.0.1) ; not ip 10.0.0.1",
        "ip.dst != 10.0.0.1 ; ipv4 and not dst ip 10.0.0.1",
        "ipv6.dst eq 2001:db8::/32 ; dst ip 2001:db8::/32",
        "tcp.port in {80 443} ; proto tcp and port in [80, 443]",
        "tcp.dstport in {80, 8000..8100} ; proto tcp and dst port in [80, 8000-8100]",
        "udp.dstport not in {53} ; proto udp and not dst port in [53]",
        "tcp.port != 443 ; proto tcp and not port 443",
        "tcp.srcport gt 1023 or udp ; (proto tcp and src port > 1023) or proto udp",
        "tcp.srcport == tcp.dstport ; proto tcp and src port = dst port",
        "tcp.flags.syn == 1 && tcp.flags.ack == 0 ; flags S and proto tcp and not flags A",
        "tcp.flags.reset == True ; flags R",
        "tcp.flags.syn != 1 ; proto tcp and not flags S",
        "tcp.flags == 0x12 ; proto tcp and flags = SA",
        "tcp.flags & 0x02 ; flags S",
        "tcp.flags & 0x12 == 0x12 ; flags SA",
        "tcp.flags & 0x04 == 0 ; proto tcp and not flags R",
        "tcp.flags.syn ; proto tcp",
        "icmp.type == 8 ; proto icmp and icmp_type 8",
        "eth.addr == 02:00:00:00:00:01 ; mac 02:00:00:00:00:01",
        "eth.src == 02-00-00-00-00-01 ; src_mac 02:00:00:00:00:01",
        "eth.type == 0x0800 ; ipv4",
        "vlan.id == 7 ; vlan 7",
        "ip.version == 6 ; ipv6",
        "ip.ttl < 5 ; ipv4 and ttl < 5",
        "mpls.label > 16 ; mpls_label > 16",
        "ip and !udp.port == 53 ; ipv4 and not (proto udp and port 53)",
        "ipv6 && arp ; ipv6 and etype 0x0806",
      })
  void readsWireshark(String text, String ours) throws Exception {
    is(Language.WIRESHARK, text, ours);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "SrcAS = AS65000 AND DstPort = 443 ; src as 65000 and dst port 443",
        "DstAddr << 192.0.2.0/24 ; dst ip 192.0.2.0/24",
        "DstAddr !<< 192.0.2.0/24 ; not dst ip 192.0.2.0/24",
        "srcaddr = 10.0.0.1 OR NOT dstaddr != 10.0.0.2 ; src ip 10.0.0.1 or dst ip 10.0.0.2",
        "SrcPort IN (80, 443) ; src port in [80, 443]",
        "SrcAS NOTIN (AS65000, 65001) ; not src as in [65000, 65001]",
        "DstAS NOT IN (65000) ; not dst as in [65000]",
        "Proto = \"TCP\" ; proto tcp",
        "EType = IPv6 ; ipv6",
        "SrcPort < DstPort ; src port < dst port",
        "PacketSize > 1000 ; octets_per_packet 1001+",
        "ExporterName = \"core\" ; exporter 192.0.2.3",
        "ExporterName LIKE 'edge%' ; exporter in [192.0.2.1, 192.0.2.2]",
        "ExporterName UNLIKE 'edge%' ; not exporter in [192.0.2.1, 192.0.2.2]",
        "ExporterName ILIKE 'CO_E' ; exporter 192.0.2.3",
        "ExporterName IUNLIKE 'CO%' ; not exporter 192.0.2.3",
        "ExporterSite LIKE 'no%' ; site \"no site\"",
        "DstCommunities = 65000:100 ; bgp_communities 4259840100",
        "TCPFlags = 2 -- only SYN ; flags = S",
        "ICMPv6Type = 128 /* echo */ ; proto icmpv6 and icmp_type 128",
        "FlowDirection = ingress ; flow_direction 0",
        "Bytes >= 1000 ; bytes >= 1000",
      })
  void readsAkvorado(String text, String ours) throws Exception {
    if (text.startsWith("Bytes") || text.startsWith("Proto")) { // which is ours too
      assertEquals(Optional.empty(), read(text).from());
    } else {
      is(Language.AKVORADO, text, ours);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "tcp port 80 ; proto tcp and port 80",
        "tcp port 80 or 443 ; (proto tcp and port 80) or (proto tcp and port 443)",
        "udp dst port domain ; proto udp and dst port 53",
        "ip host 10.0.0.1 ; ip 10.0.0.1",
        "ip6 net 2001:db8::/32 ; ipv6 and ip 2001:db8::/32",
        "src or dst port 80 ; port 80",
        "src and dst net 10 ; src ip 10.0.0.0/8 and dst ip 10.0.0.0/8",
        "net 192.168 ; ip 192.168.0.0/16",
        "net 10.0.0.0 mask 255.0.0.0 ; ip 10.0.0.0/8",
        "portrange 8000-8100 ; port 8000-8100",
        "tcp src portrange 1-1023 ; proto tcp and src port 1-1023",
        "ether host 02:00:00:00:00:01 ; mac 02:00:00:00:00:01",
        "ether src 02:00:00:00:00:01 ; src_mac 02:00:00:00:00:01",
        "ether proto 0x86dd ; ipv6",
        "ip proto 47 ; ipv4 and proto gre",
        "ip proto \\tcp ; ipv4 and proto tcp",
        "src 10.0.0.1 ; src ip 10.0.0.1",
        "not host 10.0.0.1 and ip6 ; not ip 10.0.0.1 and ipv6",
        "ip6 or tcp and udp ; (ipv6 or proto tcp) and proto udp",
        "port (80 or 443) ; port 80 or port 443",
        "tcp[tcpflags] & (tcp-syn|tcp-ack) != 0 ; flags S or flags A",
        "tcp[tcpflags] & (tcp-syn|tcp-ack) = tcp-syn ; flags S and not flags A",
        "tcp[13] & 2 != 0 ; flags S",
        "tcp[tcpflags] & tcp-rst == 0 ; proto tcp and not flags R",
        "tcp[13] = 18 ; proto tcp and flags = SA",
        "ip multicast ; dst ip 224.0.0.0/4",
        "ether broadcast ; dst_mac ff:ff:ff:ff:ff:ff",
        "vlan 7 and ip6 ; vlan 7 and ipv6",
        "arp or rarp ; etype 0x0806 or etype 0x8035",
      })
  void readsBpf(String text, String ours) throws Exception {
    is(Language.BPF, text, ours);
  }

  /// Left the text, then where it stops and a part of the sentence.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "ip.src == 10.0.0.0/8 && frame.len > 100 ; 24 ; octets_per_packet",
        "frame.len > 100 ; 0 ; octets_per_packet",
        "http.host contains \"x\" ; 0 ; expected a condition",
        "tcp.port == htps ; 12 ; expected a port",
        "ip.src == ::1 ; 10 ; expected an address of IPv4",
        "ipv6.src == 10.0.0.1 ; 12 ; expected an address of IPv6",
        "tcp.port == 80 || tcp contains 5 ; 22 ; no contents",
        "eth.src[0:3] == 02:00:00 ; 7 ; no octets",
        "tcp.port === 80 ; 9 ; write == and &&",
        "tcp.port == 80 && ip.host == x ; 18 ; not looked up",
        "tcp.port == ; 11 ; expected a value",
        "tcp.flags & 0x12 ; 12 ; write what the bits are to be",
        "tcp.flags & 0x12 == 0x02 ; 20 ; cannot be asked for at once",
        "tcp.flags.syn == 7 ; 17 ; expected '== 1'",
        "tcp.port in {80 443 ; 19 ; expected a value",
        "(tcp.port == 80 ; 15 ; expected ')'",
        "SrcAS = AS65000 AND InIfBoundary = external ; 20 ; direction in",
        "SrcCountry = DE ; 0 ; no places",
        "SrcAS = AS65000 AND Nonsense = 1 ; 20 ; is no field of Akvorado's",
        "ExporterName = \"nobody\" ; 15 ; no exporter is called",
        "SrcAddr LIKE '10%' ; 13 ; a pattern cannot be asked for",
        "SrcPort IN (80 443) ; 15 ; expected ',' or ')'",
        "SrcAS ; 5 ; expected a comparison",
        "SrcAS > DstPort ; 8 ; not of one kind",
        "SrcPort = 70000 ; 10 ; larger than",
        "tcp port 80 and greater 100 ; 16 ; octets_per_packet",
        "tcp port htps ; 9 ; expected a port",
        "ip6 and host example.org ; 13 ; not looked up",
        "ip[8] < 5 ; 2 ; no octets",
        "ip6 and udp[4:2] > 5 ; 8 ; only the flags",
        "tcp portrange 80 ; 14 ; expected ports",
        "net 10.0.0.0 mask 255.0.255.0 ; 18 ; mask with holes",
        "frobnicate 5 ; 0 ; expected a condition such as",
        "port htps ; 5 ; expected a port such as 443 or https, found 'htps'",
      })
  void whatCannotBeTranslatedSaysWhereAndWhy(String text, int position, String reason) {
    FilterSyntaxException error = assertThrows(FilterSyntaxException.class, () -> read(text), text);
    assertTrue(error.sentence().contains(reason), error.sentence());
    assertEquals(position, error.position(), error.sentence());
  }

  @Test
  void ourOwnWins() throws Exception {
    for (String text : List.of("tcp and port 80", "proto = tcp", "ip 10.0.0.1", "")) {
      assertEquals(Optional.empty(), read(text).from());
      assertEquals(FilterParser.parse(text), read(text).filter());
      assertEquals("", read(text).sentence());
    }
    assertEquals("Read as BPF (tcpdump)'s: proto tcp and port 80", read("tcp port 80").sentence());
  }

  /// Each word of a table is one of ours, or there is a reason.
  @ParameterizedTest
  @EnumSource(names = {"WIRESHARK", "AKVORADO", "BPF"})
  void everyRowMeansSomething(Language language) throws Exception {
    for (Map.Entry<String, Words.Word> row : new Words(language).all().entrySet()) {
      Words.Word word = row.getValue();
      switch (word.how()) {
        case ALONE, BIT -> FilterParser.parse(word.ours());
        case EXPORTER -> assertEquals("exporter", word.ours());
        case NONE -> assertTrue(word.ours().length() > 10, row.getKey());
        case FIELD -> {
          String value =
              word.ours().endsWith("ip")
                      || word.ours().equals("exporter")
                      || word.ours().contains("addr")
                  ? "10.0.0.1"
                  : word.ours().contains("mac")
                      ? "02:00:00:00:00:01"
                      : word.ours().equals("site") ? "\"no site\"" : "5";
          FilterParser.parse(word.ours() + " = " + value);
          FilterParser.parse(word.ours() + " in [" + value + "]");
        }
      }
      FilterParser.parse(word.implied());
      for (String ours : word.values().values()) {
        FilterParser.parse(word.ours() + " = " + ours);
      }
    }
  }

  @Test
  void noTextThrowsAnythingElse() {
    Random random = new Random(7);
    List<String> words =
        Arrays.asList(
            ("ip.src == 10.0.0.0/8 && || ! ( ) { } [ ] , & | tcp.port tcp.flags 0x12 in 80 .. 80..90"
                    + " SrcAS = AS5 AND OR NOT LIKE 'a%' NOTIN << !<< tcp port src dst or net 10 mask"
                    + " tcpflags tcp-syn tcp[13] != 0 host portrange 1-2 ether \" ' -- /* */ < >")
                .split(" "));
    for (int i = 0; i < 30_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(10); n > 0; n--) {
        text.append(words.get(random.nextInt(words.size())))
            .append(random.nextBoolean() ? " " : "");
      }
      try {
        Translation read = read(text.toString());
        assertEquals(read.filter(), FilterParser.parse(read.ours()), text.toString());
      } catch (FilterSyntaxException e) {
        assertTrue(e.position() >= 0 && e.position() <= text.length(), text.toString());
      }
    }
  }

  @Test
  void deepNestingIsRefusedWithoutOverflow() {
    for (String piece : List.of("(", "not ", "!(")) {
      assertThrows(FilterSyntaxException.class, () -> read(piece.repeat(2000) + "tcp.port == 80"));
    }
  }
}
