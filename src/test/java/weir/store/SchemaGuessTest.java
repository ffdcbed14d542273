package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.store.SchemaGuess.Choice;

/// What is guessed of tables that no schema fits.
class SchemaGuessTest {
  /// @param columns "name Type", with "!" before those that the table is sorted by
  static SchemaGuess guess(String... columns) {
    return SchemaGuess.of(
        new TableColumns(
            "own",
            "t",
            Arrays.stream(columns)
                .map(column -> column.split(" ", 2))
                .map(
                    words ->
                        new TableColumns.Column(
                            words[0].replace("!", ""), words[1], words[0].startsWith("!")))
                .toList()));
  }

  private static String choices(SchemaGuess guess) {
    return new TreeMap<>(guess.choices())
        .entrySet().stream()
            .map(one -> one.getKey().fieldName() + ": " + one.getValue())
            .collect(Collectors.joining("\n"));
  }

  @Test
  void ipfixcol2sExample() {
    SchemaGuess guess =
        guess(
            "!odid UInt32",
            "srcip IPv6",
            "dstip IPv6",
            "!flowstart DateTime64(9)",
            "flowend DateTime64(9)",
            "srcport UInt16",
            "dstport UInt16",
            "proto UInt8",
            "tcpflags UInt8",
            "bytes UInt64",
            "packets UInt64");
    assertEquals(
        """
        time_received_ns: flowstart (date and time)
        time_flow_start_ns: flowstart (date and time)
        time_flow_end_ns: flowend (date and time)
        observation_domain_id: odid (number)
        bytes: bytes (number)
        packets: packets (number)
        src_addr: srcip (address)
        dst_addr: dstip (address)
        proto: proto (number)
        src_port: srcport (number)
        dst_port: dstport (number)
        tcp_flags: tcpflags (number)\
        """,
        choices(guess));
    assertTrue(guess.looksLikeFlows());
  }

  @Test
  void namesOfIpfixElementsAndAddressesByFamily() {
    SchemaGuess guess =
        guess(
            "iana:sourceIPv4Address IPv4",
            "iana:sourceIPv6Address Nullable(IPv6)",
            "destinationIPv4Address UInt32",
            "destinationIPv6Address FixedString(16)",
            "octetDeltaCount UInt64",
            "flowEndMilliseconds UInt64",
            "flowStartSeconds UInt32",
            "sourceMacAddress FixedString(6)");
    assertEquals(
        """
        time_received_ns: flowEndMilliseconds (milliseconds since 1970)
        time_flow_start_ns: flowStartSeconds (seconds since 1970)
        time_flow_end_ns: flowEndMilliseconds (milliseconds since 1970)
        bytes: octetDeltaCount (number)
        src_addr: iana:sourceIPv4Address (IPv4 address), iana:sourceIPv6Address (address)
        dst_addr: destinationIPv4Address (IPv4 as a number), destinationIPv6Address (16 octets)
        src_mac: sourceMacAddress (6 octets)\
        """,
        choices(guess));
  }

  @Test
  void whatIsMissingIsSaidAndCanBeChosen() {
    SchemaGuess guess = guess("a LowCardinality(String)", "b String", "when DateTime", "n UInt64");
    assertFalse(guess.looksLikeFlows());
    assertEquals(
        Optional.of("choose columns for: Received, Source, Destination, Bytes or Packets"),
        guess.lacks());
    assertThrows(IllegalStateException.class, guess::json);
    assertEquals(
        List.of("a (address as text)", "b (address as text)", "n (IPv4 as a number)"),
        guess.possible(FlowField.SRC_ADDRESS).stream()
            .map(Choice::toString)
            .toList()
            .subList(0, 3));
    SchemaGuess chosen =
        guess
            .with(FlowField.SRC_ADDRESS, first(guess, FlowField.SRC_ADDRESS, "a "))
            .with(FlowField.DST_ADDRESS, first(guess, FlowField.DST_ADDRESS, "b "))
            .with(FlowField.TIME_RECEIVED, first(guess, FlowField.TIME_RECEIVED, "when "))
            .with(FlowField.PACKETS, first(guess, FlowField.PACKETS, "n "))
            .withTitle("My \"flows\"");
    assertEquals(Optional.empty(), chosen.lacks());
    assertEquals(
        """
        {
          "title": "My \\"flows\\"",
          "tells": ["when", "n", "a", "b"],
          "time": [{"column": "when", "nanos": "toUInt64(toUnixTimestamp($)) * 1000000000", "literal": "toDateTime($)", "unit": 1000000000}],
          "addresses": {
            "address_text": {
              "high": "toUInt64(bitShiftRight(toUInt128(toIPv6OrDefault(toString($1))), 64))",
              "low": "toUInt64(bitAnd(toUInt128(toIPv6OrDefault(toString($1))), 18446744073709551615))"
            }
          },
          "fields": {
            "packets": "toUInt64({n})",
            "src_addr": ["address_text", "{a}"],
            "dst_addr": ["address_text", "{b}"]
          }
        }
        """,
        chosen.json());
    assertEquals(
        Optional.of("choose columns for: Bytes or Packets"),
        chosen.with(FlowField.PACKETS, Optional.empty()).lacks());
  }

  static Optional<Choice> first(SchemaGuess guess, FlowField field, String start) {
    return guess.possible(field).stream()
        .filter(choice -> choice.toString().startsWith(start))
        .findFirst();
  }

  @Test
  void tablesOfOtherThingsAreLeftAlone() {
    assertFalse(guess("timestamp DateTime", "message String", "bytes UInt64").looksLikeFlows());
    assertFalse(
        guess("time DateTime", "src String", "dst String", "status UInt16").looksLikeFlows());
  }
}
