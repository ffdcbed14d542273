package weir.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import weir.enrich.AsFill;
import weir.enrich.table.AsTable;
import weir.enrich.table.MrtWriter;
import weir.enrich.table.PrefixTable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// A table as large as the internet's: 1,000,000 prefixes of IPv4 and 210,000 of IPv6, of lengths
/// as they are announced, as a dump of routes that several peers have.
///
/// `FullTable FILE [PEERS]` writes the dump, loads it, and prints how long that took, what the
/// table takes of memory, and how many addresses a second it answers.
public final class FullTable {
  private static final int V4 = 1_000_000;
  private static final int V6 = 210_000;

  /// Six of ten are /24, as they are announced (and /48).
  private static final int[] V4_BITS = {24, 24, 24, 24, 24, 24, 23, 22, 22, 21, 20, 19, 18, 17, 16};

  private static final int[] V6_BITS = {48, 48, 48, 48, 48, 44, 40, 40, 36, 32, 32, 32, 29};

  private FullTable() {}

  /// Writes the dump, in the order of its addresses, as collectors do.
  static void write(Path file, int peers) throws IOException {
    Random random = new Random(24);
    int[] peerAs = new int[peers];
    for (int i = 0; i < peers; i++) {
      peerAs[i] = 100 + i;
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      MrtWriter writer = new MrtWriter(out, 1_700_000_000, peerAs);
      long address = 0x0100_0000L;
      for (int i = 0; i < V4; i++) {
        int bits = V4_BITS[random.nextInt(V4_BITS.length)];
        address += random.nextInt(1, 7_000);
        long start = address & -1L << (32 - bits);
        writer.routes(
            IpAddress.text(0, 0xffffL << 32 | start) + "/" + bits, false, routes(random, peers));
      }
      long high = 0x2001_0200_0000_0000L;
      for (int i = 0; i < V6; i++) {
        int bits = V6_BITS[random.nextInt(V6_BITS.length)];
        high += random.nextLong(1L << 42);
        long start = high & -1L << (64 - bits);
        writer.routes(IpAddress.text(start, 0) + "/" + bits, false, routes(random, peers));
      }
    }
  }

  private static int[][][] routes(Random random, int peers) {
    int origin = 1 + random.nextInt(80_000);
    int[][][] routes = new int[peers][][];
    for (int i = 0; i < peers; i++) {
      routes[i] = new int[][] {{2, 100 + i, random.nextInt(1, 80_000), 3356, origin}};
    }
    return routes;
  }

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    if (!Files.exists(file)) {
      write(file, args.length > 1 ? Integer.parseInt(args[1]) : 3);
    }
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    long before = runtime.totalMemory() - runtime.freeMemory();
    long since = System.nanoTime();
    long worked = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    AsTable table = AsTable.load(List.of(file));
    double seconds = (System.nanoTime() - since) / 1e9;
    double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - worked) / 1e9;
    runtime.gc();
    long held = runtime.totalMemory() - runtime.freeMemory() - before;
    System.out.printf(
        "%s%nloaded in %.2f s, %.2f s of it at work; %.1f MB, %.1f MB of it prefixes%n",
        table, seconds, busy, held / 1e6, table.prefixes().bytes() / 1e6);
    for (boolean four : new boolean[] {true, false}) {
      System.out.printf(
          "IPv%d: %.1f million addresses a second of a core%n",
          four ? 4 : 6, rate(table.prefixes(), four) / 1e6);
    }
    System.out.printf("filling in: %.0f ns a flow%n", filling(table.prefixes()));
  }

  /// Nanoseconds a flow, of which each has two addresses that no flow before it had.
  private static double filling(PrefixTable table) {
    AsFill fill = new AsFill(PrefixTable.EMPTY, table);
    Random random = new Random(5);
    FlowBatch[] batches = new FlowBatch[256];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = new FlowBatch();
      for (int row = 0; row < FlowBatch.CAPACITY; row++) {
        for (FlowField end : new FlowField[] {FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS}) {
          batches[i].setAddress(
              end, 0, 0xffffL << 32 | random.nextLong(0x0100_0000L, 0xd000_0000L));
        }
        batches[i].endRow();
      }
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 30; round++) {
      for (FlowBatch batch : batches) {
        batch.fill(FlowField.SRC_AS, 0, batch.rows(), 0);
        batch.fill(FlowField.DST_AS, 0, batch.rows(), 0);
      }
      long since = threads.getCurrentThreadCpuTime();
      for (FlowBatch batch : batches) {
        fill.apply(batch);
      }
      double nanos = threads.getCurrentThreadCpuTime() - since;
      best = Math.min(best, nanos / batches.length / FlowBatch.CAPACITY);
    }
    return best;
  }

  /// Addresses anywhere in what is announced. By the thread's own time, so that others may work
  /// meanwhile.
  private static double rate(PrefixTable table, boolean four) {
    Random random = new Random(4);
    long[] highs = new long[1 << 20];
    long[] lows = new long[1 << 20];
    for (int i = 0; i < lows.length; i++) {
      highs[i] = four ? 0 : random.nextLong(0x2001_0200_0000_0000L, 0x2008_0000_0000_0000L);
      lows[i] = four ? 0xffffL << 32 | random.nextLong(0x0100_0000L, 0xd000_0000L) : 0;
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = 0;
    int sum = 0;
    for (int round = 0; round < 40; round++) {
      long since = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < lows.length; i++) {
        sum += table.value(highs[i], lows[i]);
      }
      best = Math.max(best, lows.length * 1e9 / (threads.getCurrentThreadCpuTime() - since));
    }
    return sum == 1 ? 0 : best;
  }
}
