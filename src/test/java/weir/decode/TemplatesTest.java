package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.exporter.TemplateStatus;
import weir.flow.FlowField;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireWriter;

/// Which templates are taken in, and what is kept of them.
class TemplatesTest {
  private static final int NETFLOW = 9;
  private static final int IPFIX = 10;

  private final Decoding decoding = new Decoding();

  private int decode(int version, WireWriter sets) {
    return decoding.decode(
        version == IPFIX ? IpfixTest.message(sets) : NetFlowV9Test.datagram(1, sets));
  }

  private static WireWriter set(int id, WireWriter body) {
    return new WireWriter().set(id, body);
  }

  /// Specifiers of so many fields of a byte that nobody knows.
  private static WireWriter fields(int count) {
    WireWriter fields = new WireWriter();
    for (int i = 0; i < count; i++) {
      fields.u16(20_000 + i, 1);
    }
    return fields;
  }

  private List<TemplateStatus> templates() {
    return decoding.decoder.memories().getFirst().templates();
  }

  /// @param told what is known then: id, scopes and fields
  private record Case(int version, int setId, WireWriter set, String told) {}

  static Stream<Case> templateSets() {
    return Stream.of(
        new Case(NETFLOW, 0, new WireWriter().u16(256, 1024).bytes(fields(1024)), "256: 0 of 1024"),
        new Case(NETFLOW, 0, new WireWriter().u16(256, 1025).bytes(fields(1025)), "refused"),
        new Case(NETFLOW, 0, new WireWriter().u16(256, 0), "refused"),
        new Case(NETFLOW, 0, new WireWriter().u16(255, 1, 1, 4), "refused"),
        new Case(NETFLOW, 0, new WireWriter().u16(256, 1, 1, 4, 0, 0), "256: 0 of 1"),
        new Case(NETFLOW, 1, new WireWriter().u16(256, 8, 400).bytes(fields(102)), "256: 2 of 102"),
        new Case(NETFLOW, 1, new WireWriter().u16(256, 0, 4).bytes(fields(1)), "256: 0 of 1"),
        new Case(NETFLOW, 1, new WireWriter().u16(256, 2052, 2052).bytes(fields(1026)), "refused"),
        new Case(NETFLOW, 1, new WireWriter().u16(256, 0, 0), "refused"),
        new Case(NETFLOW, 1, new WireWriter().u16(255, 4, 4).bytes(fields(2)), "refused"),
        new Case(NETFLOW, 1, new WireWriter().u16(256, 4, 6).bytes(fields(3)), "refused"),
        new Case(
            NETFLOW, 1, new WireWriter().u16(256, 4, 4).bytes(fields(2)).zeros(8), "256: 1 of 2"),
        new Case(IPFIX, 2, new WireWriter().u16(256, 1024).bytes(fields(1024)), "256: 0 of 1024"),
        new Case(IPFIX, 2, new WireWriter().u16(256, 1025).bytes(fields(1025)), "refused"),
        new Case(IPFIX, 2, new WireWriter().u16(255, 1, 1, 4), "refused"),
        new Case(IPFIX, 2, new WireWriter().u16(255, 0), "refused"),
        new Case(IPFIX, 2, new WireWriter().u16(256, 2, 1, 65_000, 2, 535), "256: 0 of 2"),
        new Case(IPFIX, 2, new WireWriter().u16(256, 2, 1, 65_000, 2, 536), "refused"),
        new Case(IPFIX, 3, new WireWriter().u16(256, 2, 2).bytes(fields(2)), "256: 2 of 2"),
        new Case(IPFIX, 3, new WireWriter().u16(256, 2, 3).bytes(fields(2)), "refused"),
        new Case(IPFIX, 3, new WireWriter().u16(256, 2, 0).bytes(fields(2)), "refused"),
        new Case(IPFIX, 3, new WireWriter().u16(255, 2, 1).bytes(fields(2)), "refused"),
        new Case(IPFIX, 3, new WireWriter().u16(255, 0), "refused"),
        new Case(IPFIX, 3, new WireWriter().u16(256, 1025, 1).bytes(fields(1025)), "refused"));
  }

  @ParameterizedTest
  @MethodSource("templateSets")
  void templatesAreTakenInOrRefused(Case one) {
    decode(one.version, set(one.setId, one.set));
    String told =
        templates().stream()
            .map(known -> known.id() + ": " + known.scopes() + " of " + known.fields().size())
            .collect(Collectors.joining());
    boolean refused =
        decoding.decoder.counters().malformed().equals(Map.of(Reason.BAD_TEMPLATE, 1L));
    assertEquals(one.told, told + (refused ? "refused" : ""));
  }

  /// Options 300 and 301 and flows 256, of which some are taken back.
  @ParameterizedTest
  @MethodSource("withdrawals")
  void aWithdrawalTakesBackItsOwnOnly(WireWriter withdrawal, String left) {
    decode(IPFIX, set(3, new WireWriter().u16(300, 1, 1, 34, 4, 301, 1, 1, 34, 4)));
    decode(IPFIX, set(2, new WireWriter().u16(256, 1, 1, 4)));
    decode(IPFIX, withdrawal);
    assertEquals(
        left,
        templates().stream()
            .map(known -> Integer.toString(known.id()))
            .collect(Collectors.joining(" ")));
    assertEquals(Map.of(), decoding.decoder.counters().malformed());
  }

  static Stream<Arguments> withdrawals() {
    return Stream.of(
        arguments(set(3, new WireWriter().u16(300, 0)), "256 301"),
        arguments(set(3, new WireWriter().u16(3, 0)), "256"),
        arguments(set(2, new WireWriter().u16(2, 0)), "300 301"));
  }

  @Test
  void itIsKnownWhatIsDoneWithAField() {
    decode(IPFIX, set(2, new WireWriter().u16(256, 4, 1, 4, 999, 2, 12, 4, 4, 9)));
    assertEquals(
        List.of(true, false, true, false),
        templates().getFirst().fields().stream().map(TemplateStatus.Field::kept).toList());
  }

  /// A template of one field of four bytes.
  private record OneField(int version, int domain, int id, int element, FlowField field) {
    private byte[] message(WireWriter sets) {
      WireWriter header =
          version == IPFIX
              ? new WireWriter().u16(10, sets.size() + 16).u32(1_700_000_000L, 1, domain)
              : new WireWriter().u16(9, 1).u32(0, 1_700_000_000L, 1, domain);
      return header.bytes(sets).toBytes();
    }
  }

  /// Of one exporter, and such as a cache by id and domain could mistake for each other.
  @Test
  void templatesOfOtherIdsDomainsAndProtocolsAreOthers() {
    List<OneField> templates =
        List.of(
            new OneField(IPFIX, 1, 256, 1, FlowField.BYTES),
            new OneField(IPFIX, 1, 320, 2, FlowField.PACKETS),
            new OneField(IPFIX, 65, 256, 10, FlowField.IN_INTERFACE),
            new OneField(NETFLOW, 1, 256, 14, FlowField.OUT_INTERFACE));
    for (OneField one : templates) {
      WireWriter template = new WireWriter().u16(one.id, 1, one.element, 4);
      int setId = one.version == IPFIX ? 2 : 0;
      decoding.decode(Decoding.EXPORTER, one.message(set(setId, template)));
    }
    for (OneField before : templates) {
      for (OneField one : templates) {
        for (OneField each : List.of(before, one)) {
          byte[] data = each.message(set(each.id, new WireWriter().u32(9)));
          assertEquals(1, decoding.decode(Decoding.EXPORTER, data));
          assertEquals(9, decoding.last(each.field), each + " after " + before);
        }
      }
    }
  }
}
