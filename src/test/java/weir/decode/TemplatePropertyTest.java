package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireWriter;

/// Whatever a template says, records of it are as many as their lengths make them, and the decoder
/// comes to an end.
class TemplatePropertyTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int VARIABLE = 65_535;
  private static final int TEMPLATE = 256;
  private static final long REVERSE = 29_305;
  private static final int MAX_SET_BYTES = 65_000;
  private static final int CUT = -1;

  /// Elements whose values are taken apart: labels, lists, segments, packets, applications.
  private static final List<Integer> STRUCTURED =
      List.of(70, 71, 79, 95, 160, 200, 313, 315, 483, 485, 497, 512);

  /// A field specifier; without an enterprise number if that is 0.
  record Specifier(int element, int length, long enterprise) {
    WireWriter ipfix() {
      WireWriter specifier = new WireWriter();
      return enterprise == 0
          ? specifier.u16(element, length)
          : specifier.u16(element | 0x8000, length).u32(enterprise);
    }
  }

  @Provide
  Arbitrary<Specifier> specifiers() {
    return specifiers(Arbitraries.of(0L, 0L, 0L, 1L, 9L, 6876L, 0xffff_ffffL, 0x7fff_ffffL));
  }

  @Provide
  Arbitrary<Specifier> specifiersOfBothDirections() {
    return specifiers(Arbitraries.of(0L, 0L, 9L, REVERSE));
  }

  private static Arbitrary<Specifier> specifiers(Arbitrary<Long> enterprises) {
    return Combinators.combine(
            Arbitraries.oneOf(
                Arbitraries.integers().between(0, 500),
                Arbitraries.integers().between(0, 0x7fff),
                Arbitraries.of(STRUCTURED)),
            Arbitraries.oneOf(
                Arbitraries.of(0, 1, 2, 3, 4, 6, 8, 16, VARIABLE),
                Arbitraries.integers().between(0, 40),
                Arbitraries.integers().between(0, VARIABLE)),
            enterprises)
        .as(Specifier::new);
  }

  @Property
  void ipfixRecordsAreAsManyAsTheirLengthsMakeThem(
      @ForAll @Size(min = 1, max = 30) List<@From("specifiers") Specifier> fields,
      @ForAll Random random) {
    var decoding = new Decoding();
    decode(decoding, message(set(2, template(fields).bytes(specifiers(fields)))));
    Map<Reason, Long> refused = decoding.decoder.counters().malformed();
    if (minBytes(fields) == 0 || minBytes(fields) > 65_535) {
      assertEquals(Map.of(Reason.BAD_TEMPLATE, 1L), refused);
      return;
    }
    assertEquals(Map.of(), refused);
    byte[] records = randomRecords(fields, random);
    int rows = decode(decoding, message(set(TEMPLATE, new WireWriter().bytes(records))));
    int expected = records(fields, records);
    assertRows(Math.max(0, expected), rows, fields);
    assertEquals(expected == CUT ? 1 : 0, decoding.decoder.counters().malformedDatagrams());
  }

  @Property
  void ipfixRecordsOfBothDirectionsAreUpToTwoRows(
      @ForAll @Size(min = 1, max = 30) List<@From("specifiersOfBothDirections") Specifier> fields,
      @ForAll Random random) {
    byte[] bytes = randomRecords(fields, random);
    var decoding = new Decoding();
    decode(decoding, message(set(2, template(fields).bytes(specifiers(fields)))));
    int rows = decode(decoding, message(set(TEMPLATE, new WireWriter().bytes(bytes))));
    boolean known = decoding.decoder.counters().malformed().get(Reason.BAD_TEMPLATE) == null;
    int records = known ? Math.max(0, records(fields, bytes)) : 0;
    assertTrue(records <= rows && rows <= 2 * records, records + " records, " + rows + " rows");
  }

  @Property
  void netFlowV9RecordsAreAsManyAsTheirLengthsMakeThem(
      @ForAll @Size(min = 1, max = 30) List<@From("specifiers") Specifier> fields,
      @ForAll @Size(max = 300) byte[] records) {
    var fixed = fields.stream().filter(field -> field.length() != VARIABLE).toList();
    var template = template(fixed);
    fixed.forEach(
        field ->
            template.u16(field.element() | (field.enterprise() == 0 ? 0 : 0x8000), field.length()));
    var decoding = new Decoding();
    decode(decoding, NetFlowV9Test.datagram(1, set(0, template)));
    boolean refused = decoding.decoder.counters().malformedDatagrams() > 0;
    assertEquals(minBytes(fixed) == 0 || minBytes(fixed) > 65_535, refused);
    var data = set(TEMPLATE, new WireWriter().bytes(records));
    int rows = decode(decoding, NetFlowV9Test.datagram(2, data));
    assertRows(refused ? 0 : records.length / minBytes(fixed), rows, fixed);
  }

  /// A record is a row; with what a responder has sent there may be a second one.
  private static void assertRows(int records, int rows, List<Specifier> fields) {
    boolean answered =
        fields.stream()
            .map(field -> field.element() & 0x7fff)
            .anyMatch(element -> element == 232 || element == 299 || element == 8337);
    int most = answered ? 2 * records : records;
    assertTrue(records <= rows && rows <= most, records + " records, " + rows + " rows");
  }

  @Property
  void optionsGiveNoRowsAndLeaveTheFlowsAlone(
      @ForAll @Size(min = 1, max = 30) List<@From("specifiers") Specifier> fields,
      @ForAll @IntRange(max = 40) int scopes,
      @ForAll @Size(max = 300) byte[] records) {
    var decoding = new Decoding();
    var options = template(fields).u16(scopes).bytes(specifiers(fields));
    decode(decoding, message(set(3, options)));
    boolean refused = decoding.decoder.counters().malformedDatagrams() > 0;
    boolean wrong =
        scopes == 0 || scopes > fields.size() || minBytes(fields) == 0 || minBytes(fields) > 65_535;
    assertEquals(wrong, refused);
    assertEquals(
        0, decode(decoding, message(set(TEMPLATE, new WireWriter().bytes(records)))), "rows");
    var flow = set(2, new WireWriter().u16(300, 1, 1, 4));
    flow.bytes(set(300, new WireWriter().u32(5)));
    assertEquals(1, decode(decoding, message(flow)));
  }

  private static WireWriter message(WireWriter sets) {
    return IpfixTest.message(sets);
  }

  private static WireWriter set(int id, WireWriter body) {
    return new WireWriter().set(id, body);
  }

  private static WireWriter template(List<Specifier> fields) {
    return new WireWriter().u16(TEMPLATE, fields.size());
  }

  private static WireWriter specifiers(List<Specifier> fields) {
    var all = new WireWriter();
    fields.forEach(field -> all.bytes(field.ipfix()));
    return all;
  }

  private static int decode(Decoding decoding, WireWriter datagram) {
    return assertTimeoutPreemptively(LONG, () -> decoding.decode(datagram));
  }

  private static int minBytes(List<Specifier> fields) {
    return fields.stream().mapToInt(field -> field.length() == VARIABLE ? 1 : field.length()).sum();
  }

  /// Records with lengths in both forms of RFC 7011 §7; half of the time the last is cut.
  private static byte[] randomRecords(List<Specifier> fields, Random random) {
    var records = new WireWriter();
    for (int n = random.nextInt(5); n > 0; n--) {
      for (Specifier field : fields) {
        int length = field.length();
        if (length == VARIABLE) {
          length = random.nextInt(random.nextInt(5) == 0 ? 600 : 20);
          if (length >= 255 || random.nextInt(3) == 0) {
            records.u8(255).u16(length);
          } else {
            records.u8(length);
          }
        }
        byte[] value = new byte[length];
        random.nextBytes(value);
        records.bytes(value);
      }
    }
    int longest = Math.min(records.size(), MAX_SET_BYTES);
    int size = random.nextBoolean() ? longest : random.nextInt(longest + 1);
    return Arrays.copyOf(records.toBytes(), size);
  }

  /// How many records there are by RFC 7011 §3.4.3 and §7, or [#CUT] if the last is not whole.
  private static int records(List<Specifier> fields, byte[] bytes) {
    int records = 0;
    int at = 0;
    while (bytes.length - at >= minBytes(fields)) {
      for (Specifier field : fields) {
        int length = field.length();
        if (length == VARIABLE) {
          length = at < bytes.length ? bytes[at] & 0xff : 0;
          at++;
          if (length == 255) {
            length = at + 1 < bytes.length ? (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff) : 0;
            at += 2;
          }
        }
        at += length;
        if (at > bytes.length) {
          return CUT;
        }
      }
      records++;
    }
    return records;
  }
}
