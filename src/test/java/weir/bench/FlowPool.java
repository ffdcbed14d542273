package weir.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import weir.capture.CaptureFile;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// The flows of a capture, decoded once as the product does, in memory: about 150 octets each.
record FlowPool(List<Entry> entries) {
  /// A batch and what its flows add up to, as carried.
  record Entry(FlowBatch batch, long packets, long bytes) {}

  /// @throws IOException if it cannot be read or holds no flows
  static FlowPool read(Path capture) throws IOException {
    List<FlowBatch> batches = new ArrayList<>(List.of(new FlowBatch()));
    DatagramDecoder decoder = new DatagramDecoder();
    try (CaptureFile file = CaptureFile.open(capture)) {
      file.read(
          (datagram, payload) -> {
            if (batches.getLast().isFull()) {
              batches.add(new FlowBatch());
            }
            decoder.decode(datagram, payload, batches.getLast());
          });
    }
    if (batches.getFirst().rows() == 0) {
      throw new IOException(capture + " holds no flows: " + decoder.counters());
    }
    Directions directions = Directions.inside(Directions.PRIVATE);
    batches.forEach(directions::apply);
    return new FlowPool(batches.stream().map(FlowPool::entry).toList());
  }

  private static Entry entry(FlowBatch batch) {
    long packets = 0;
    long bytes = 0;
    for (int row = 0; row < batch.rows(); row++) {
      packets += batch.get(FlowField.PACKETS, row);
      bytes += batch.get(FlowField.BYTES, row);
    }
    return new Entry(batch, packets, bytes);
  }

  long flows() {
    return entries.stream().mapToLong(entry -> entry.batch().rows()).sum();
  }

  /// Every `of`-th batch from `first` on, for a thread of its own.
  List<Entry> share(int first, int of) {
    List<Entry> share = new ArrayList<>();
    for (int i = first; i < entries.size(); i += of) {
      share.add(entries.get(i));
    }
    return share;
  }
}
