package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import weir.exporter.Labels;
import weir.flow.IpAddress;
import weir.query.FilterCompletion.Offer;

/// Whatever is typed, wherever the caret is.
class FilterPropertyTest {
  private static final Labels LABELS =
      new Labels(
          Map.of(new IpAddress(0, 1), new Labels.Exporter("a \"b\" İ", Map.of())),
          Set.of(new IpAddress(0, 1)));

  /// Words of the language and whatever else a keyboard or a clipboard has.
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> words =
        Arbitraries.of(
            ("src dst ip net port as if mac vlan in out not and or && || ! ( ) [ ] , = == != < <= >"
                    + " >= has tcp udp proto site \" \"New # flags SA bytes 10k exporter 10.0.0.1"
                    + " 10.0.0.0/8 ::1 dst_service https src_addr/24 packet_size 0-64"
                    + " octets_per_packet 65-127 1500+ direction İ ß 💡 any type")
                .split(" "));
    return Arbitraries.oneOf(
            words, Arbitraries.of(" ", "\n", "\t"), Arbitraries.strings().ofMaxLength(4))
        .list()
        .ofMaxSize(14)
        .flatMap(parts -> Arbitraries.of(String.join("", parts), String.join(" ", parts)));
  }

  private static FilterCompletion complete(String text, int caret) {
    return FilterCompletion.at(text, caret, Dimensions.BUILT_IN, LABELS);
  }

  @Property(tries = 400)
  void completionNeverFails(@ForAll @From("texts") String text, @ForAll int caret) {
    for (int place : new int[] {caret, caret % (text.length() + 1), text.length()}) {
      FilterCompletion offered = complete(text, place);
      assertTrue(0 <= offered.from() && offered.from() <= offered.until());
      assertTrue(offered.until() <= text.length());
    }
  }

  /// A field tells of the new text while its caret is still where it was.
  @Property(tries = 300)
  void aSelectionMayBeReplaced(
      @ForAll @From("texts") String text,
      @ForAll @From("texts") String typed,
      @ForAll int a,
      @ForAll int b) {
    int one = Math.floorMod(a, text.length() + 1);
    int other = Math.floorMod(b, text.length() + 1);
    int from = Math.min(one, other);
    int until = Math.max(one, other);
    String replaced = text.substring(0, from) + typed + text.substring(until);
    for (int caret : new int[] {one, other, from + typed.length()}) {
      assertTrue(complete(replaced, caret).until() <= replaced.length());
    }
  }

  /// With an offer in its place, the text can be read up to its end, or would be if it went on.
  @Property(tries = 300)
  void whatIsOfferedMayStandThere(@ForAll @From("beginnings") String text) throws Exception {
    FilterCompletion offered = complete(text, text.length());
    for (Offer offer : offered.offers()) {
      String whole = text.substring(0, offered.from()) + offer.text();
      try {
        FilterParser.parse(whole);
      } catch (FilterSyntaxException e) {
        assertEquals(whole.length(), e.position(), whole + ": " + e.getMessage());
      }
    }
  }

  @Provide
  Arbitrary<String> beginnings() {
    Arbitrary<String> conditions =
        Arbitraries.of(
            "tcp",
            "src ip 10.0.0.1",
            "not port in [80, https]",
            "(udp or dst as != 5)",
            "site \"no site\"",
            "exporter ::1",
            "flags SA");
    Arbitrary<String> ends =
        Arbitraries.of(
            ("|s|sr|src |src p|dst port |dst port h|in |out i|not |(|bytes |bytes h|bytes > |port"
                    + " in [80, |proto |proto u|direction |type n|site |dst_service n|exporter"
                    + " |src_addr/24 |packet_size 1|flags |exporter ip |! |ip !|tcp |tcp a")
                .split("\\|"));
    return conditions
        .list()
        .ofMaxSize(3)
        .flatMap(
            before ->
                ends.map(
                    end -> String.join(" and ", before) + (before.isEmpty() ? "" : " or ") + end));
  }

  @Property(tries = 300)
  void aFilterIsReadOrRefusedWithAPlaceInIt(@ForAll @From("texts") String text) throws Exception {
    try {
      Filter filter = FilterParser.parse(text);
      String written = FilterText.of(filter);
      assertEquals(written, FilterText.of(FilterParser.parse(written)));
      List<Filter> parts = filter.conjuncts();
      for (int i = 0; i < parts.size(); i++) {
        List<Filter> rest = new ArrayList<>(parts);
        rest.remove(i);
        assertEquals(Filter.together(rest), filter.without(i));
        rest.add(i, parts.get(i).opposite());
        assertEquals(Filter.together(rest), filter.inverted(i));
      }
    } catch (FilterSyntaxException e) {
      assertTrue(e.position() >= 0 && e.position() <= text.length(), e.getMessage());
      assertTrue(e.sentence().length() < 300, e.sentence());
    }
  }
}
