package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.ingest.Listener;
import weir.ingest.Listener.Takes;
import weir.ingest.Listening;
import weir.query.Dimensions;

class PortEntryTest {
  private static String parsed(Takes takes, String address, String port) {
    return new PortEntry(takes, address, port).parse().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "DATAGRAMS, '', 2055, 2055",
    "DATAGRAMS, ' 127.0.0.1 ', ' 2055 ', 127.0.0.1:2055",
    "DATAGRAMS, ::1, 2055, [::1]:2055",
    "DATAGRAMS, [::1], 65535, [::1]:65535",
    "DATAGRAMS, 0.0.0.0, 2055, 0.0.0.0:2055",
    "STREAMS, '', 0, 127.0.0.1:0",
    "STREAMS, ::, 2057, 2057"
  })
  void whatIsTypedIsRead(Takes takes, String address, String port, String expected) {
    assertEquals(expected, parsed(takes, address, port));
    PortEntry again =
        PortEntry.of(takes, new PortEntry(takes, address, port).parse()); // and shown as it is
    assertEquals(expected, again.parse().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 2055, names are not looked up",
    "10.0.0.0/8, 2055, is no address",
    "'', '', 'Give a port, as 2055'",
    "'', 65536, a port is 1 to 65535",
    "'', -1, a port is 1 to 65535",
    "'', x, a port is 1 to 65535"
  })
  void whatCannotBeSaysWhatIsExpected(String address, String port, String sentence) {
    PortEntry entry = new PortEntry(Takes.DATAGRAMS, address, port);
    String said =
        String.valueOf(assertThrows(IllegalArgumentException.class, entry::parse).getMessage());
    assertTrue(said.contains(sentence), said);
    assertEquals(List.of(Optional.of(said)), problems(entry));
  }

  @Test
  void theUsualAddressIsLeftEmpty() {
    assertEquals(
        List.of(
            new PortEntry(Takes.DATAGRAMS, "", "2055"),
            new PortEntry(Takes.DATAGRAMS, "127.0.0.1", "2056"),
            new PortEntry(Takes.STREAMS, "", "2057")),
        PortEntry.of(
            new Listening(
                List.of(
                    new ListenAddress(ListenAddress.EVERYWHERE, 2055),
                    new ListenAddress(ListenAddress.LOOPBACK, 2056)),
                List.of(new ListenAddress(ListenAddress.LOOPBACK, 2057)),
                Prefixes.ALL),
            Map.of()));
  }

  private static List<Optional<String>> problems(PortEntry... entries) {
    return PortEntry.problems(List.of(entries), Dimensions.BUILT_IN);
  }

  @Test
  void tagAndFilterAreAPortsAndWhatIsWrongWithThemIsSaid() {
    PortEntry edge = new PortEntry(Takes.DATAGRAMS, "", "2055", " edge ", " proto 17");
    PortEntry same = new PortEntry(Takes.MESSAGES, "", "2055", " edge ", " proto 17");
    assertEquals(List.of(Optional.empty(), Optional.empty()), problems(edge, same));
    assertEquals(Map.of(2055, "edge"), PortEntry.tags(List.of(edge, same)));
    Listening where = PortEntry.listening(List.of(edge, same), Prefixes.ALL);
    assertEquals("proto 17", where.terms(2055).filter());
    List<PortEntry> again = PortEntry.of(where, Map.of(2055, "edge"));
    assertEquals(
        List.of(
            new PortEntry(Takes.DATAGRAMS, "", "2055", "edge", "proto 17"),
            new PortEntry(Takes.MESSAGES, "", "2055", "edge", "proto 17")),
        again);
    assertEquals(
        Optional.of("Port 2055 has one tag and one filter, by whatever its flows come"),
        problems(edge, same.endpoint()).getLast());
    assertEquals(
        Optional.of("Tag: a tag has no quotation marks"),
        problems(new PortEntry(Takes.DATAGRAMS, "", "1", "\"x", "")).getFirst());
    assertTrue(problems(new PortEntry(Takes.DATAGRAMS, "", "0", "x", "")).getFirst().isPresent());
    assertTrue(
        problems(new PortEntry(Takes.DATAGRAMS, "", "1", "", "tcp and bytse 3"))
            .getFirst()
            .orElse("")
            .startsWith("Filter, column 9"));
    assertEquals(
        "listening · 7 datagrams · 12,300 flows not stored by its filter",
        PortRow.words(
            new Listener(
                Takes.DATAGRAMS,
                new ListenAddress(ListenAddress.LOOPBACK, 6343),
                new ListenAddress(ListenAddress.LOOPBACK, 6343),
                Optional.empty(),
                7,
                where.terms(2055),
                Optional.empty(),
                12_300,
                0)));
  }

  @Test
  void aPortThatIsThereTwiceIsSaidOnce() {
    PortEntry one = new PortEntry(Takes.DATAGRAMS, "", "2055");
    PortEntry other = new PortEntry(Takes.STREAMS, "::", "2055");
    PortEntry any = new PortEntry(Takes.DATAGRAMS, "", "0");
    assertEquals(
        List.of(
            Optional.empty(),
            Optional.empty(),
            Optional.of("UDP 2055 is there already"),
            Optional.empty(),
            Optional.empty()),
        problems(one, other, one, any, any));
  }

  @Test
  void aPortSaysHowItIsDoing() {
    ListenAddress asked = new ListenAddress(ListenAddress.LOOPBACK, 0);
    assertEquals(
        "listening on 4711, nothing yet",
        PortRow.words(
            new Listener(Takes.DATAGRAMS, asked, asked.withPort(4711), Optional.empty(), 0)));
    ListenAddress given = asked.withPort(4711);
    assertEquals(
        "listening · 1,204 datagrams",
        PortRow.words(new Listener(Takes.DATAGRAMS, given, given, Optional.empty(), 1204)));
    assertEquals(
        "listening · 2 streams",
        PortRow.words(new Listener(Takes.STREAMS, given, given, Optional.empty(), 2)));
    assertEquals(
        "taken by another program",
        PortRow.words(
            new Listener(
                Takes.DATAGRAMS,
                given,
                null,
                Optional.of(new Listener.Problem("taken by another program", "")),
                0)));
  }
}
