package weir.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import weir.capture.CaptureFile;
import weir.decode.DatagramDecoder;
import weir.flow.FlowBatch;
import weir.wire.Datagram;
import weir.wire.WireReader;

/// Flows decoded a second on one thread: the datagrams of a capture, again and again, into one
/// batch. An operation is a datagram; the counter `records` is what counts. With `-prof gc` JMH
/// says what is allocated for each datagram.
///
/// `.ci/decode-speed` runs it beside nfdump's collectors.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
  private record Captured(Datagram datagram, byte[] bytes) {}

  /// Flow records, added up over an iteration.
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Count {
    public long records;
  }

  /// A pcap or pcapng file of export datagrams.
  @Param("sample-captures/softflowd-v5.pcap")
  public String input = "";

  private final DatagramDecoder decoder = new DatagramDecoder();
  private final FlowBatch batch = new FlowBatch();
  private final WireReader reader = new WireReader();
  private Captured[] datagrams = new Captured[0];
  private int next;

  /// Reads the capture and decodes it once, so that its templates are known.
  @Setup
  public void readInput() throws IOException {
    List<Captured> read = new ArrayList<>();
    try (CaptureFile file = CaptureFile.open(Path.of(input))) {
      file.read(
          (datagram, payload) ->
              read.add(new Captured(datagram, payload.bytes(payload.remaining()))));
    }
    datagrams = read.toArray(Captured[]::new);
    Count once = new Count();
    for (int i = 0; i < datagrams.length; i++) {
      decode(once);
    }
    if (once.records == 0 || decoder.counters().malformedDatagrams() > 0) {
      throw new IOException(input + " does not decode: " + decoder.counters());
    }
  }

  @Benchmark
  public void decode(Count count) {
    if (batch.isFull()) {
      batch.reset();
    }
    int before = batch.rows();
    Captured captured = datagrams[next];
    next = next + 1 == datagrams.length ? 0 : next + 1;
    reader.reset(captured.bytes, 0, captured.bytes.length);
    decoder.decode(captured.datagram, reader, batch);
    count.records += batch.rows() - before;
  }
}
