package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.flow.ShortText;

class FilterParserTest {
  /// Left the text, right what [FilterText] makes of it: the canonical form.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "src ip 10.0.0.1 ; src ip 10.0.0.1",
        "ip 10.0.0.1 ; ip 10.0.0.1",
        "host 2001:DB8::1 ; ip 2001:db8::1",
        "src net 10.1.2.3/8 ; src ip 10.0.0.0/8",
        "dst net 2001:db8::/32 ; dst ip 2001:db8::/32",
        "net 0.0.0.0/0 ; ip 0.0.0.0/0",
        "ip ::/0 ; ip ::/0",
        "src ip in [10.0.0.1, 10.1.0.0/16] ; src ip in [10.0.0.1, 10.1.0.0/16]",
        "src ip 10.0.0.1 or src ip 10.1.0.0/16 ; src ip in [10.0.0.1, 10.1.0.0/16]",
        "not ip in [10.0.0.1, 10.0.0.2] ; not ip in [10.0.0.1, 10.0.0.2]",
        "src ip in [10.0.0.1, 10.0.0.2] or tcp ; src ip in [10.0.0.1, 10.0.0.2] or proto tcp",
        "src ip 10.0.0.1 or dst ip 10.0.0.2 ; src ip 10.0.0.1 or dst ip 10.0.0.2",
        "next ip in [10.0.0.1, ::2] ; next ip in [10.0.0.1, ::2]",
        "port in [80, 443] ; port in [80, 443]",
        "src port 80 or dst port 443 ; src port 80 or dst port 443",
        "port > 1023 ; port > 1023",
        "src port != 80 or dst port != 80 ; src port != 80 or dst port != 80",
        "mac 02:00:00:00:00:01 ; mac 02:00:00:00:00:01",
        "dst_service in [domain, ntp] ; dst_service in [domain, ntp]",
        "dst_service domain or src_service ntp ; dst_service domain or src_service ntp",
        "not src ip 10.0.0.1 ; not src ip 10.0.0.1",
        "src ip != 10.0.0.1 ; not src ip 10.0.0.1",
        "port 443 ; port 443",
        "port https ; port 443",
        "port != 80 ; not port 80",
        "dst port in [80, https, 8080] ; dst port in [80, 443, 8080]",
        "src port > 1023 ; src port > 1023",
        "tcp ; proto tcp",
        "UDP or icmp6 ; proto udp or proto icmpv6",
        "proto 253 ; proto 253",
        "flags S ; flags S",
        "flags sa and not flags = 2 ; flags SA and not flags = S",
        "tcp_flags = 18 ; flags = SA",
        "src as AS3320 ; src as 3320",
        "as 64500 ; as 64500",
        "in if 5 and out if 7 ; in if 5 and out if 7",
        "if 5 ; if 5",
        "vlan 7 ; vlan 7",
        "vlan_id 7 or src_vlan 7 ; vlan_id 7 or src_vlan 7",
        "bytes > 1m ; bytes > 1000000",
        "packets >= 10k ; packets >= 10000",
        "exporter 192.0.2.1 ; exporter 192.0.2.1",
        "router ip 192.0.2.1 ; exporter 192.0.2.1",
        "next ip 192.0.2.1 ; next ip 192.0.2.1",
        "next ip 0.0.0.0 ; next ip unknown",
        "next ip unknown ; next ip unknown",
        "not bgp_next_hop :: ; not bgp_next_hop unknown",
        "src ip 0.0.0.0 ; src ip ::",
        "src as 0 ; src as unknown",
        "as unknown ; as unknown",
        "dst as in [unknown, 64500] ; dst as in [unknown, 64500]",
        "dst as > 0 ; dst as > 0",
        "dst as != 0 ; dst as != unknown",
        "in if unknown or out if 7 ; in if unknown or out if 7",
        "if >= 0 ; if >= 0",
        "service https ; service https",
        "service = HTTPS ; service https",
        "service 443 ; service https",
        "service tcp/443 ; service tcp/443",
        "service = udp/https ; service udp/443",
        "service 50000 ; service 50000",
        "service sctp/300 ; service sctp/300",
        "service icmp ; service icmp",
        "service udp/0 ; service udp/0",
        "service != ssh ; not service ssh",
        "not service in [ssh, udp/53] ; not service in [ssh, udp/53]",
        "service tcp/http-alt ; service in [tcp/8000, tcp/8080]",
        "service http-alt ; service http-alt",
        "dst_service in [https, ssh] ; dst_service in [https, ssh]",
        "site = \"no site\" ; site \"no site\"",
        "direction in ; direction in",
        "ipv6 ; ipv6",
        "type = NetFlow_v9 ; type netflow_v9",
        "src_mac 02:00:00:00:00:ff ; src_mac 02:00:00:00:00:ff",
        "etype = 0x86dd ; ipv6",
        "sampling_rate in [100,200] ; sampling_rate in [100, 200]",
        "ip_flags has 2 ; ip_flags has 2",
        "src_as == dst_as ; src as = dst as",
        "src port > dst port ; src port > dst port",
        "dst as != src as ; dst as != src as",
        "src ip = dst ip ; src ip = dst ip",
        "src_addr != dst_addr ; not src ip = dst ip",
        "exporter = next ip ; exporter = next ip",
        "bytes >= packets ; bytes >= packets",
        "in if = out if ; in if = out if",
        "direction = in ; direction in",
        "dst port in [80, 443, 8000-8100] ; dst port in [80, 443, 8000-8100]",
        "dst port in [8000-8100, 80] ; dst port in [80, 8000-8100]",
        "dst port in [1-2 3-4] ; dst port in [1-2, 3-4]",
        "port in [ 80 443 8000-8100 ] ; port in [80, 443, 8000-8100]",
        "port 8000-8100 ; port 8000-8100",
        "src port != 1024+ ; not src port 1024+",
        "as 64512-65534 ; as 64512-65534",
        "as AS64512-AS65534 ; as 64512-65534",
        "dst port in [5-5] ; dst port 5",
        "bytes 1k-1.5m ; bytes 1000-1500000",
        "bytes > 1.5g ; bytes > 1500000000",
        "ip in [10.0.0.1 10.1.0.0/16] ; ip in [10.0.0.1, 10.1.0.0/16]",
        "tcp /* of the web */ and port 80 ; proto tcp and port 80",
        "tcp/*x*/and port/**/80 ; proto tcp and port 80",
        "bytes GT 10k and packets le 5 ; bytes > 10000 and packets <= 5",
        "icmp-type 8 and icmp-code = 0 ; icmp_type 8 and icmp_code 0",
        "octets_per_packet > 100 ; octets_per_packet 101+",
        "octets_per_packet <= 100 ; octets_per_packet 0-100",
        "bpp < 100 ; octets_per_packet 0-99",
        "tcp and (port 80 or port 443) ; proto tcp and (port 80 or port 443)",
        "tcp or udp and port 53 ; proto tcp or (proto udp and port 53)",
        "! (tcp && udp) || any ; not (proto tcp and proto udp) or any",
      })
  void readsAndWritesCanonically(String text, String canonical) throws Exception {
    Filter filter = FilterParser.parse(text);
    assertEquals(canonical, FilterText.of(filter));
    assertEquals(filter, FilterParser.parse(canonical));
  }

  @Test
  void nothingIsEveryFlow() throws Exception {
    assertEquals(Filter.all(), FilterParser.parse("  # only a comment\n"));
    assertEquals("", FilterText.of(Filter.all()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "src | 3 | After 'src': expected 'ip', 'port', 'as', 'if', 'mac' or 'vlan'",
        "src ip | 6 | After 'src ip': expected an address or prefix such as 10.0.0.0/8",
        "port 70000 | 5 | After 'port': '70000' is larger than Source port can be",
        "port htps | 5 | After 'port': expected a port such as 443 or https, found 'htps'",
        "src ip 10.0.0.0/33 | 7 | After 'src ip': '10.0.0.0/33': a prefix here is 0 to 32 bits"
            + " long",
        "program > firefox | 10 | After 'program >': names have no order; write '=' or '!='",
        "src ip > 10.0.0.1 | 9 | After 'src ip >': addresses have no order; write '=' or '!='",
        "port = src_port | 7 | After 'port =': one field is compared with another; write src or dst"
            + " before the first, too",
        "src_as = dst_port | 9 | After 'src_as =': Source AS and Destination port are not of one"
            + " kind",
        "src ip < dst ip | 9 | After 'src ip <': addresses have no order; write '=' or '!='",
        "src port > dst | 11 | After 'src port >': expected a port such as 443 or https, found"
            + " 'dst'",
        "dst port in [80, 90-80] | 17 | After 'port in [80,': '90-80': the larger number comes"
            + " second",
        "dst port 80-70000 | 12 | After 'dst port 80-': '70000' is larger than Destination port can be",
        "dst port > 80-90 | 11 | After 'dst port >': expected one number behind '>', found '80-90'",
        "as_path 5-9 | 8 | After 'as_path': AS path are lists, of which single numbers can be asked"
            + " for",
        "tcp /* and port | 4 | After 'tcp': a comment has no end; write */ behind it",
        "port in [80 and tcp | 12 | After 'port in [80': expected ']', found 'and'",
        "tcp port 80 | 4 | After 'tcp': expected 'and' or 'or', found 'port'",
        "(tcp | 4 | After '(tcp': expected ')'",
        "port in [80 | 11 | After 'port in [80': expected ']'",
        "frobnicate 5 | 0 | At the start: expected a condition such as 'src ip 10.0.0.0/8' or"
            + " 'tcp', found 'frobnicate'",
        "tcp and | 7 | After 'tcp and': expected a condition such as 'src ip 10.0.0.0/8' or 'tcp'",
        "udp or tcp and src ip x | 22 | After 'and src ip': expected an address or prefix such as"
            + " 10.0.0.0/8, found 'x'",
        "flags Q | 6 | After 'flags': expected flags such as SA (of F, S, R, P, A, U, E, C) or a"
            + " number, found 'q'",
        "bytes > 99999999t | 8 | After 'bytes >': expected a number such as 10, 0x0a or 10k, found"
            + " '99999999t'",
        "bytes has | 9 | After 'bytes has': expected bits as a number",
        "direction sideways | 10 | After 'direction': expected 'in', 'out', 'internal', 'transit' or"
            + " 'unknown', found 'sideways'",
        "dst_service x | 12 | After 'dst_service': expected a name such as afp, amqp, amqps,"
            + " auth, bfd-control, bgp, bittorrent, bootpc, found 'x'",
        "packet_size 7 | 12 | After 'packet_size': expected one of 0-64, 65-127, 128-255, 256-511,"
            + " 512-1023, 1024-1518, 1519+, found '7'",
        "octets_per_packet 9-8 | 18 | After 'octets_per_packet': expected a number such as 64, or"
            + " numbers: 64-127, 1500+, found '9-8'",
        "site \"New York | 5 | After 'site': a name in quotes has no end",
        "service tcp | 8 | After 'service': expected a service such as https, tcp/443, udp/51820 or"
            + " icmp, found 'tcp'",
        "not service in [https, 70000] | 23 | After 'service in [https,': expected a service such"
            + " as https, tcp/443, udp/51820 or icmp, found '70000'",
        "src ip unknown | 7 | After 'src ip': expected an address or prefix such as 10.0.0.0/8,"
            + " found 'unknown'",
        "port unknown | 5 | After 'port': expected a port such as 443 or https, found 'unknown'",
      })
  void errorsSayInWordsWhereWhatWasExpectedAndWhatFound(
      String text, int position, String sentence) {
    FilterSyntaxException error =
        assertThrows(FilterSyntaxException.class, () -> FilterParser.parse(text));
    assertEquals(sentence, error.sentence());
    assertEquals(position, error.position());
    String place = sentence.substring(0, sentence.indexOf(':')).toLowerCase(java.util.Locale.ROOT);
    String message = String.valueOf(error.getMessage());
    assertTrue(message.startsWith("column " + (position + 1) + ", " + place + ": "), message);
  }

  @Test
  void anErrorStaysShortWhateverStandsThere() {
    String word = "x".repeat(10_000);
    FilterSyntaxException error =
        assertThrows(
            FilterSyntaxException.class, () -> FilterParser.parse("port " + word + " and " + word));
    assertTrue(error.sentence().length() < 200, error.sentence());
    FilterSyntaxException behind =
        assertThrows(FilterSyntaxException.class, () -> FilterParser.parse(word + "\n" + word));
    assertTrue(behind.sentence().length() < 200, behind.sentence());
  }

  @Test
  void thereMayBeManyTerms() throws Exception {
    String terms = "tcp and ".repeat(500) + "(" + "udp or ".repeat(500) + "icmp)";
    assertEquals(501, FilterParser.parse(terms).conjuncts().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "not ", "! ", "tcp and ("})
  void deepNestingIsRefusedWithoutOverflow(String piece) {
    String text = piece.repeat(4000) + "tcp";
    assertThrows(FilterSyntaxException.class, () -> FilterParser.parse(text));
  }

  @Test
  void aFilterMayHaveHundredsOfTerms() throws Exception {
    for (String word : List.of(" or ", " and ")) {
      List<String> terms = IntStream.range(0, 500).mapToObj(port -> "dst port " + port).toList();
      Filter filter = FilterParser.parse(String.join(word, terms));
      int parts =
          switch (filter) {
            case Filter.Or or -> or.parts().size();
            case Filter.And and -> and.parts().size();
            default -> 1;
          };
      assertEquals(500, parts);
    }
    String list =
        IntStream.range(0, 500).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    assertEquals(
        "dst port in [" + list + "]",
        FilterText.of(FilterParser.parse("dst port in [" + list + "]")));
    List<String> nested = IntStream.range(0, 500).mapToObj(port -> "not (dst port 1)").toList();
    FilterParser.parse(String.join(" and ", nested));
  }

  @Test
  void ninetyNineParenthesesAreEnough() throws Exception {
    assertEquals(
        FilterParser.parse("tcp"), FilterParser.parse("(".repeat(99) + "tcp" + ")".repeat(99)));
    assertThrows(
        FilterSyntaxException.class,
        () -> FilterParser.parse("(".repeat(100) + "tcp" + ")".repeat(100)));
  }

  @Test
  void noTextThrowsAnythingElse() {
    Random random = new Random(7);
    List<String> words =
        List.of(
            "src",
            "ip",
            "10.0.0.0/8",
            "(",
            ")",
            "and",
            "or",
            "not",
            "port",
            "in",
            "[",
            "]",
            ",",
            "80",
            "flags",
            "S",
            "=",
            "<=",
            "bytes",
            "1k",
            "#",
            "::1",
            "type",
            "\n",
            "0x",
            "k",
            "as");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(words.get(random.nextInt(words.size())))
            .append(random.nextBoolean() ? " " : "");
      }
      try {
        FilterParser.parse(text.toString());
      } catch (FilterSyntaxException e) {
        assertTrue(e.position() >= 0 && e.position() <= text.length(), text.toString());
      }
    }
  }

  @Test
  void everyFilterReadsBackAsItself() throws Exception {
    Random random = new Random(20261121);
    for (int i = 0; i < 5000; i++) {
      Filter filter = random(random, 3);
      assertEquals(filter, FilterParser.parse(FilterText.of(filter)), FilterText.of(filter));
    }
  }

  private static final List<ShortText> NAMES =
      Stream.of(
              "",
              "firefox",
              "Web Content",
              "in",
              "(sd-pam)",
              "not",
              "a\"b",
              "!=",
              "#",
              "[",
              "0x10",
              "größer als sechzehn",
              "Unknown",
              "unknown",
              "a,b",
              "and",
              "日本語日本語")
          .map(ShortText::of)
          .toList();

  private static Filter fields(Random random, FlowField one) {
    List<FlowField> others =
        FlowField.all().stream()
            .filter(other -> Filter.Fields.comparable(FlowField.SRC_ADDRESS, other))
            .toList();
    FlowField address = others.get(random.nextInt(others.size()));
    return one.isList()
        ? new Filter.Fields(FlowField.DST_ADDRESS, Filter.Op.EQ, address)
        : new Filter.Fields(one, Filter.Op.values()[random.nextInt(6)], sameKind(random, one));
  }

  private static FlowField sameKind(Random random, FlowField one) {
    List<FlowField> others =
        FlowField.all().stream().filter(other -> Filter.Fields.comparable(one, other)).toList();
    return others.get(random.nextInt(others.size()));
  }

  private static Filter random(Random random, int depth) {
    int kind = depth == 0 ? random.nextInt(7) + 3 : random.nextInt(10);
    FlowField field = FlowField.all().get(random.nextInt(FlowField.all().size()));
    while (field.isWide() || field.kind() == Kind.TIME) {
      field = FlowField.all().get(random.nextInt(FlowField.all().size()));
    }
    ShortText name = NAMES.get(random.nextInt(NAMES.size()));
    return switch (kind) {
      case 0 -> new Filter.And(parts(random, depth));
      case 1 -> new Filter.Or(parts(random, depth));
      case 2 -> new Filter.Not(random(random, depth - 1));
      case 3 ->
          new Filter.Compare(field, Filter.Op.values()[random.nextInt(6)], value(random, field));
      case 4 -> new Filter.In(field, List.of(value(random, field), value(random, field)));
      case 5 -> new Filter.HasBits(FlowField.TCP_FLAGS, random.nextInt(256));
      case 8 -> fields(random, field);
      case 9 -> {
        List<FlowField> spanned =
            List.of(FlowField.DST_PORT, FlowField.SRC_AS, FlowField.BYTES, FlowField.IN_INTERFACE);
        yield new Filter.Between(
            Dimension.field(spanned.get(random.nextInt(4))),
            random.nextInt(1000),
            random.nextBoolean() ? Long.MAX_VALUE : 1001 + random.nextInt(1000));
      }
      case 6 -> Filter.equal(FlowField.PROGRAM, name.high(), name.low());
      default -> {
        boolean v4 = random.nextBoolean();
        yield v4
            ? new Filter.Within(
                FlowField.SRC_ADDRESS,
                new IpAddress(0, IpAddress.mapped(random.nextInt() | 0x01000000)),
                96 + 8 + random.nextInt(25))
            : new Filter.Within(
                FlowField.DST_ADDRESS,
                new IpAddress(random.nextLong() | (1L << 62), random.nextLong()),
                2 + random.nextInt(127));
      }
    };
  }

  private static List<Filter> parts(Random random, int depth) {
    List<Filter> parts = new ArrayList<>();
    for (int n = 2 + random.nextInt(2); n > 0; n--) {
      parts.add(random(random, depth - 1));
    }
    return parts;
  }

  private static long value(Random random, FlowField field) {
    long value = random.nextLong();
    return field.width() == 8
        ? field.kind() == Kind.MAC ? value & 0xffff_ffff_ffffL : value
        : value & ((1L << (8 * field.width())) - 1);
  }
}
