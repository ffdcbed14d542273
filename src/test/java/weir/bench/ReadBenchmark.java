package weir.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.ingest.FlowSink;
import weir.ingest.InputFile;
import weir.wire.Datagram;
import weir.wire.WireReader;

/// What an import costs without a store: `ReadBenchmark FILE` reads a file three times, decodes it
/// and tells directions, on one thread. The processor's time counts, for it does not depend on what
/// else runs.
final class ReadBenchmark {
  private ReadBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    for (int round = 0; round < 3; round++) {
      Counting counting = new Counting();
      long wall = System.nanoTime();
      long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      try (InputFile file = InputFile.open(Path.of(arguments[0]))) {
        file.read(counting);
      }
      counting.give(counting.batch);
      double busySeconds =
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy) / 1e9;
      System.out.printf(
          "%d flows, %.2f s, %.2f CPU s, %.0f flows/CPU s%n",
          counting.rows,
          (System.nanoTime() - wall) / 1e9,
          busySeconds,
          counting.rows / busySeconds);
    }
  }

  private static final class Counting implements FlowSink {
    private final DatagramDecoder decoder = new DatagramDecoder();
    private final Directions directions = Directions.inside(Directions.PRIVATE);
    private final FlowBatch batch = new FlowBatch();
    private long rows;

    @Override
    public void handle(Datagram datagram, WireReader payload) {
      decoder.decode(datagram, payload, batch);
      if (batch.isFull()) {
        give(batch);
      }
    }

    @Override
    public FlowBatch take() {
      return batch;
    }

    @Override
    public void give(FlowBatch filled) {
      directions.apply(filled);
      rows += filled.rows();
      filled.reset();
    }
  }
}
