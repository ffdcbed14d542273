package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import weir.enrich.table.AsTable;
import weir.enrich.table.PrefixTable;

/// How many addresses a second a full table answers on one core: a million different ones, anywhere
/// in what is announced, so that nothing is found in a cache that real traffic would not find
/// there.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PrefixTableBenchmark {
  private static final int ADDRESSES = 1 << 20;

  @Param({"4", "6"})
  public int version;

  private PrefixTable table = PrefixTable.EMPTY;
  private final long[] highs = new long[ADDRESSES];
  private final long[] lows = new long[ADDRESSES];

  @Setup
  public void load() throws IOException {
    Path file = Files.createTempFile("full", ".mrt");
    try {
      FullTable.write(file, 1);
      table = AsTable.load(List.of(file)).prefixes();
    } finally {
      Files.delete(file);
    }
    Random random = new Random(4);
    for (int i = 0; i < ADDRESSES; i++) {
      if (version == 4) {
        lows[i] = 0xffffL << 32 | random.nextLong(0x0100_0000L, 0xd000_0000L);
      } else {
        highs[i] = random.nextLong(0x2001_0200_0000_0000L, 0x2008_0000_0000_0000L);
        lows[i] = random.nextLong();
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(ADDRESSES)
  public int find() {
    int sum = 0;
    for (int i = 0; i < ADDRESSES; i++) {
      sum += table.value(highs[i], lows[i]);
    }
    return sum;
  }
}
