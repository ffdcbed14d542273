package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.exporter.ToldName;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.FilterCompletion.Offer;

class FilterCompletionTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");
  private static final IpAddress OTHER = IpAddress.parse("192.0.2.2");
  private static final Labels LABELS =
      new Labels(Map.of(EDGE, new Labels.Exporter("edge-1", Map.of())), Set.of(EDGE, OTHER));
  private static final Dimensions SITES =
      Dimensions.of(Overrides.NONE.with(EDGE, Overrides.Exporter.NOTHING.withSite("New York")));

  @Test
  void programsThatWereMetAreOffered() {
    Labels met =
        LABELS.withValues(
            Map.of(FlowField.PROGRAM, new TreeSet<>(Set.of("firefox", "Web Content", "ftp"))));
    assertEquals("ftp firefox", offered("program = f", met));
    assertEquals("\"Web Content\"", offered("program in [ftp, w", met));
    assertEquals("unknown", offered("container != u", met));
    assertEquals("ftp firefox unknown \"Web Content\"", offered("program != ", met));
  }

  @Test
  void namesOfApplicationsAndVrfsAndCodesAreOffered() {
    Labels told =
        new Labels(
            Map.of(
                EDGE,
                new Labels.Exporter(
                    "",
                    Map.of(),
                    Map.of(
                        ToldName.About.APPLICATION,
                            Map.of(13L << 56 | 431, "netflix", 3L << 56 | 80, "http"),
                        ToldName.About.VRF, Map.of(7L, "customer-a")))),
            Set.of(EDGE));
    assertEquals("13:431", offered("application_id = netf", told));
    assertEquals("3:80 13:431", offered("application_id = ", told));
    assertEquals("7", offered("ingress_vrf_id = cust", told));
    assertEquals("5", offered("flow_end_reason = lack", told));
    assertEquals(
        "12 16 17",
        offered("nat_event = port", told)
            .lines()
            .flatMap(l -> java.util.Arrays.stream(l.split(" ")))
            .sorted()
            .collect(Collectors.joining(" ")));
  }

  @Test
  void applicationsAreWrittenAsTheyAreShown() throws FilterSyntaxException {
    assertEquals(
        new Filter.Compare(FlowField.APPLICATION, Filter.Op.EQ, 13L << 56 | 431),
        FilterParser.parse("application_id = 13:431"));
    assertEquals(
        new Filter.Compare(FlowField.APPLICATION, Filter.Op.EQ, 0x0300_0000_0000_0050L),
        FilterParser.parse("application_id 0x0300000000000050"));
    assertThrows(FilterSyntaxException.class, () -> FilterParser.parse("application_id 256:1"));
    assertThrows(FilterSyntaxException.class, () -> FilterParser.parse("application_id 3:x"));
  }

  private static String offered(String text, Labels labels) {
    return FilterCompletion.at(text, text.length(), SITES, labels).offers().stream()
        .map(Offer::text)
        .collect(Collectors.joining(" "));
  }

  private static FilterCompletion at(String text) {
    return FilterCompletion.at(text, text.length(), SITES, LABELS);
  }

  private static String words(String text) {
    return at(text).offers().stream().map(Offer::text).collect(Collectors.joining(" "));
  }

  /// Left the text up to the caret, right the first words that are offered; `_` is a space, `^` is
  /// `_`.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "sr; src src^as src^mac src^net src^addr src^port",
        "SR; src src^as",
        "i; ip in if icmp icmpv6 ipv4",
        "t; tcp tos ttl type tcp^step",
        "ex; exporter",
        "src; src^as src^mac",
        "src p; port",
        "in_; if vlan",
        "in p; ''",
        "dst port ht; http https",
        "dst port = ht; http https",
        "dst port in [80, ht; http https",
        "proto u; udp udplite",
        "direction_; in out transit unknown internal = != in [",
        "direction in; internal",
        "type netflow^v; netflow^v1 netflow^v5",
        "tcp_; and or",
        "tcp a; and",
        "tcp o; or",
        "tcp and ds; dst dst^as",
        "(tcp or ds; dst dst^as",
        "not ds; dst dst^as",
        "tcp and (ud; udp",
        "site_; \"no site\" \"New York\" = != in [",
        "packet^size 1; 1519+ 128-255 1024-1518",
        "frobnicate and sr; src src^as",
        "# sr; ''",
        "10.0.0.1 sr; ''",
        "bytes_; = != in [ < <= > >= has",
        "src ip_; = != in [",
        "src ip =_; ''",
        "flags_; R S SA = != in [",
        "dst port in; in [",
        "dst port in_; [",
      })
  void offersWhatMayStandThere(String text, String first) {
    String words = words(text.replace('_', ' ').replace('^', '_'));
    assertTrue((words + " ").startsWith(first.replace('^', '_') + " "), words);
  }

  @Test
  void nothingThatCannotStandThereIsOffered() {
    assertEquals("and or", words("tcp "));
    assertEquals("= != in [", words("src ip "));
    assertEquals("ip net port as if mac vlan", words("src "));
  }

  @Test
  void notesSayWhatAWordMeans() {
    assertEquals(new Offer("src", "source"), at("sr").offers().getFirst());
    assertEquals(
        new Offer("https", "443"),
        at("port https").from() == 5 ? at("port http").offers().getFirst() : null);
    assertEquals(new Offer("gre", "47"), at("proto gr").offers().getFirst());
    assertTrue(at("src_a").offers().contains(new Offer("src_as", "Source AS")));
  }

  @Test
  void exportersAreFoundByNameAndAddress() {
    assertEquals(List.of(new Offer("192.0.2.1", "edge-1")), at("exporter ed").offers());
    assertEquals(
        List.of(new Offer("192.0.2.1", "edge-1"), new Offer("192.0.2.2", "")),
        at("exporter 192").offers());
    assertTrue(at("src ip 192").offers().isEmpty());
  }

  @Test
  void namesOfSeveralWordsAreQuoted() {
    assertEquals(List.of(new Offer("\"New York\"", "")), at("site new").offers());
    FilterCompletion open = at("tcp and site \"New Y");
    assertEquals(List.of(new Offer("\"New York\"", "")), open.offers());
    assertEquals(13, open.from());
    assertEquals(19, open.until());
  }

  @Test
  void theWordAroundTheCaretIsReplaced() {
    FilterCompletion middle = FilterCompletion.at("tcp and sxx and udp", 9, SITES, LABELS);
    assertEquals("src", middle.offers().getFirst().text());
    assertEquals(8, middle.from());
    assertEquals(11, middle.until());
    FilterCompletion next = FilterCompletion.at("tcp  udp", 4, SITES, LABELS);
    assertEquals(4, next.from());
    assertEquals(4, next.until());
    assertEquals(List.of("and", "or"), next.offers().stream().map(Offer::text).toList());
    FilterCompletion sign = FilterCompletion.at("tcp and(sr)", 10, SITES, LABELS);
    assertEquals("src", sign.offers().getFirst().text());
    assertEquals(8, sign.from());
    assertEquals(10, sign.until());
  }

  @Test
  void tabHasSomethingToCompleteOnlyWhereAWordIsBegun() {
    assertEquals("src", at("sr").best().orElseThrow().text());
    assertTrue(at("").best().isEmpty());
    assertTrue(at("tcp ").best().isEmpty());
    assertTrue(at("tcp").best().isEmpty(), "a whole word is no beginning of tcp_flags");
    assertTrue(at("src ip 10").best().isEmpty());
    assertFalse(at("tcp").offers().isEmpty());
  }

  @Test
  void whatIsNoWordIsSaid() {
    assertEquals("an address or prefix such as 10.0.0.0/8", at("src ip ").hint());
    assertEquals("a number such as 10, 0x0a or 10k", at("bytes > ").hint());
    assertEquals("a port such as 443 or https", at("dst port ").hint());
    assertEquals("", at("tcp ").hint());
    assertEquals("", at("direction ").hint(), "all that is possible is offered");
    assertEquals("", at("src ").hint());
  }

  @Test
  void theCaretMayBeAnywhere() {
    assertEquals("src", FilterCompletion.at("s", 100, SITES, LABELS).offers().getFirst().text());
    assertEquals(0, FilterCompletion.at("sr", -5, SITES, LABELS).from());
  }
}
