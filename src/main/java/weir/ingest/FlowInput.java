package weir.ingest;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.decode.file.FlowFile;
import weir.flow.FlowBatch;

/// Flows that somebody has decoded.
record FlowInput(FlowFile flows) implements InputFile {
  @Override
  public long sizeBytes() {
    return flows.sizeBytes();
  }

  @Override
  public long readBytes() {
    return flows.readBytes();
  }

  @Override
  public void read(FlowSink into) throws IOException {
    boolean more = true;
    while (more) {
      FlowBatch batch = into.take();
      try {
        more = flows.read(batch);
      } finally {
        into.give(batch);
      }
    }
  }

  @Override
  public List<String> remarks() {
    return flows.remarks();
  }

  @Override
  public String withoutFlows() {
    return Stream.concat(Stream.of("holds no flows"), remarks().stream())
        .collect(Collectors.joining("; "));
  }

  @Override
  public void close() throws IOException {
    flows.close();
  }
}
