package weir.bench;

import java.util.concurrent.TimeUnit;
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
import weir.decode.DatagramDecoder;
import weir.flow.FlowBatch;
import weir.wire.Datagram;
import weir.wire.WireReader;
import weir.wire.WireWriter;

/// What a template costs that comes anew each time, all of whose fields fill the same few columns:
/// the time of an operation grows with the number of fields, not with its square.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class TemplateBenchmark {
  @Param({"64", "256", "1024"})
  public int fields;

  private final DatagramDecoder decoder = new DatagramDecoder();
  private final FlowBatch batch = new FlowBatch();
  private final WireReader reader = new WireReader();
  private final Datagram datagram =
      new Datagram(0, 0xffff_0a00_0001L, 5000, 2055, 1_700_000_000_000_000_000L);
  private byte[][] templates = new byte[0][];
  private int next;

  @Setup
  public void build() {
    templates = new byte[][] {template(23), template(24)};
  }

  private byte[] template(int element) {
    WireWriter template = new WireWriter().u16(256, fields);
    for (int i = 0; i < fields; i++) {
      template.u16(i % 2 == 0 ? 1 : element, 4);
    }
    WireWriter set = new WireWriter().set(2, template);
    return new WireWriter().u16(10, set.size() + 16).u32(1, 1, 1).bytes(set).toBytes();
  }

  @Benchmark
  public void compile() {
    byte[] bytes = templates[next];
    next = 1 - next;
    decoder.decode(datagram, reader.reset(bytes, 0, bytes.length), batch);
  }
}
