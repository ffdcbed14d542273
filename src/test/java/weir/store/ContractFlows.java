package weir.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import weir.capture.CaptureFile;
import weir.decode.DatagramDecoder;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.ShortText;
import weir.query.FlowQuery;
import weir.query.TimeRange;

/// Flows for the contract of a store: made up from a seed, and decoded from real exports. They come
/// in parts, which are written one after another.
final class ContractFlows {
  static final long SEED = Long.getLong("contract.seed", 20261128);

  /// 2026-11-21T10:00:00Z.
  static final long START_NANOS = 1_795_255_200L * FlowQuery.SECOND;

  static final long MINUTE = 60 * FlowQuery.SECOND;

  /// Every field at its edges, counters too: sums go beyond 64 bits.
  static final TimeRange EDGES = minutes(0, 5);

  /// Every field at its edges but for the counters, whose sums go beyond 64 bits only when they are
  /// multiplied by the sampling rates.
  static final TimeRange WIDE = minutes(10, 20);

  /// The fields that most exporters send, with small numbers.
  static final TimeRange EVERYDAY = minutes(20, 60);

  /// A few of the same kind, which reach beyond their end.
  static final TimeRange RECENT = minutes(58, 66);

  /// Those of [#everyday].
  static final List<IpAddress> EXPORTERS =
      List.of(IpAddress.parse("192.0.2.1"), IpAddress.parse("2001:db8::2"));

  private static final List<IpAddress> ADDRESSES =
      Stream.of(
              "::",
              "10.0.0.1",
              "10.0.0.2",
              "10.128.0.1",
              "192.0.2.1",
              "255.255.255.255",
              "0.0.0.1",
              "::1",
              "2001:db8::1",
              "2001:db8::8000:0:0:1",
              "2001:db8:1::",
              "8000::",
              "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
          .map(IpAddress::parse)
          .toList();

  private static final List<ShortText> TEXTS =
      Stream.of("", "curl", "Curl", "firefox", "Web Content", "sixteen-letters!", "größer")
          .map(ShortText::of)
          .toList();

  private final Random random;

  ContractFlows() {
    this.random = new Random(SEED);
  }

  private static TimeRange minutes(int from, int until) {
    return new TimeRange(START_NANOS + from * MINUTE, START_NANOS + until * MINUTE);
  }

  /// What the contract's questions are about.
  ///
  /// @param times how often a batch comes again in the larger parts: some stores keep sums only
  ///   where that saves them something
  List<List<FlowBatch>> parts(int times) {
    return List.of(
        List.of(edges(EDGES, 400, true)),
        repeated(edges(WIDE, 2000, false), times),
        repeated(everyday(EVERYDAY, 2000), times),
        List.of(everyday(RECENT, 300)),
        repeated(real(), times));
  }

  /// So many that no store answers in a moment, in parts that overlap.
  List<List<FlowBatch>> many() {
    return Stream.of(minutes(0, 30), minutes(20, 50), minutes(30, 60))
        .map(range -> repeated(everyday(range, 2000), 360))
        .toList();
  }

  private static List<FlowBatch> repeated(FlowBatch batch, int times) {
    return Collections.nCopies(times, batch);
  }

  /// Each field has one of a few values, which are those that may be mistaken for others.
  private FlowBatch edges(TimeRange range, int rows, boolean countersToo) {
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < rows; row++) {
      for (FlowField field : FlowField.all()) {
        switch (field.kind()) {
          case ADDRESS -> set(batch, field, ADDRESSES.get(random.nextInt(ADDRESSES.size())));
          case TEXT -> batch.setText(field, row, TEXTS.get(random.nextInt(TEXTS.size())));
          case NUMBERS -> addItems(batch, field, random.nextInt(4));
          case ADDRESSES -> addItems(batch, field, 4 * random.nextInt(3));
          case COUNT -> batch.set(field, countersToo ? edge(field) : random.nextLong(1L << 40));
          default -> batch.set(field, edge(field));
        }
      }
      batch.set(FlowField.TIME_RECEIVED, moment(range));
      batch.endRow();
    }
    return batch;
  }

  private long edge(FlowField field) {
    long most = field.width() == 8 ? -1 : (1L << (8 * field.width())) - 1;
    return switch (random.nextInt(7)) {
      case 0 -> 0;
      case 1 -> 1;
      case 2 -> most;
      case 3 -> most - 1;
      case 4 -> most >>> 1;
      case 5 -> (most >>> 1) + 1;
      default -> random.nextInt(64);
    };
  }

  private void addItems(FlowBatch batch, FlowField list, int count) {
    for (int i = 0; i < count; i++) {
      batch.add(list, random.nextInt(4) == 0 ? -1 - random.nextInt(2) : random.nextInt(5));
    }
  }

  /// Often the first or last nanosecond of a minute.
  private long moment(TimeRange range) {
    long minutes = random.nextLong(range.lengthNanos() / MINUTE) * MINUTE;
    long within =
        switch (random.nextInt(8)) {
          case 0 -> 0;
          case 1 -> MINUTE - 1;
          default -> random.nextLong(MINUTE);
        };
    return range.fromNanos() + minutes + within;
  }

  /// Some ends and ports have much more than others.
  private FlowBatch everyday(TimeRange range, int rows) {
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < rows; row++) {
      long received = moment(range);
      long ended = received - received % 1_000_000;
      batch.set(FlowField.TIME_RECEIVED, received);
      batch.set(FlowField.TIME_START, ended - few(60_000) * 1_000_000L);
      batch.set(FlowField.TIME_END, ended);
      batch.set(FlowField.TYPE, 3);
      batch.set(FlowField.SAMPLING_RATE, random.nextInt(3) * 500L);
      batch.set(FlowField.DIRECTION, random.nextInt(4));
      batch.set(FlowField.BYTES, 40 + few(100_000));
      batch.set(FlowField.PACKETS, 1 + few(100));
      batch.set(FlowField.ETHER_TYPE, random.nextInt(4) == 0 ? 0x86dd : 0x0800);
      batch.set(FlowField.PROTOCOL, random.nextInt(3) == 0 ? 17 : 6);
      batch.set(FlowField.TCP_FLAGS, 1 << random.nextInt(6));
      batch.set(FlowField.SRC_PORT, 1024 + few(1000));
      batch.set(FlowField.DST_PORT, random.nextBoolean() ? 443 : 53 + few(8000));
      batch.set(FlowField.IN_INTERFACE, 1 + random.nextInt(3));
      batch.set(FlowField.OUT_INTERFACE, random.nextInt(3));
      batch.set(FlowField.SRC_AS, 64_496 + few(400));
      batch.set(FlowField.DST_AS, random.nextInt(2) * 4_200_000_000L);
      set(batch, FlowField.EXPORTER, EXPORTERS.get(random.nextInt(EXPORTERS.size())));
      set(batch, FlowField.SRC_ADDRESS, host());
      set(batch, FlowField.DST_ADDRESS, host());
      batch.endRow();
    }
    return batch;
  }

  private IpAddress host() {
    return random.nextInt(4) == 0
        ? new IpAddress(0x20010db8_0000_0000L + few(4), -few(300))
        : new IpAddress(0, IpAddress.mapped(0x0a00_0000 + few(800)));
  }

  /// Below `most`, the small ones far more often.
  private int few(int most) {
    return (int) (most * Math.pow(random.nextDouble(), 5));
  }

  private static void set(FlowBatch batch, FlowField field, IpAddress address) {
    batch.setAddress(field, address.high(), address.low());
  }

  /// What real exporters sent.
  private static FlowBatch real() {
    FlowBatch batch = new FlowBatch();
    try (Stream<Path> files = Files.list(Path.of("sample-captures"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".pcap")).sorted().toList()) {
        DatagramDecoder decoder = new DatagramDecoder();
        try (CaptureFile capture = CaptureFile.open(file)) {
          capture.read((datagram, payload) -> decoder.decode(datagram, payload, batch));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return batch;
  }
}
