package weir.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.capture.CaptureFile;

/// A capture of datagrams, to be decoded.
final class DatagramInput implements InputFile {
  private final CaptureFile capture;
  private CaptureFile.@Nullable Summary summary;

  DatagramInput(CaptureFile capture) {
    this.capture = capture;
  }

  @Override
  public long sizeBytes() {
    return capture.sizeBytes();
  }

  @Override
  public long readBytes() {
    return capture.readBytes();
  }

  @Override
  public void read(FlowSink into) throws IOException {
    summary = capture.read(into);
  }

  @Override
  public List<String> remarks() {
    CaptureFile.Summary read = summary;
    List<String> remarks = new ArrayList<>();
    if (read == null) {
      return remarks;
    }
    if (read.incompleteDatagrams() > 0) {
      remarks.add(read.incompleteDatagrams() + " datagrams lack fragments");
    }
    if (read.cutDatagrams() > 0) {
      remarks.add(
          read.cutDatagrams()
              + " datagrams were cut by the capture; capture whole packets next time");
    }
    read.truncatedAtByte()
        .ifPresent(at -> remarks.add("the file breaks off at byte " + at + "; the rest was read"));
    return remarks;
  }

  @Override
  public String withoutFlows() {
    CaptureFile.Summary read = summary;
    String contents =
        read == null
            ? "holds"
            : "holds "
                + read.packets()
                + " packets and "
                + read.udpDatagrams()
                + " UDP datagrams, but";
    return contents
        + " no flow that Weir can decode. Weir opens captures of NetFlow, IPFIX and sFlow exports";
  }

  @Override
  public void close() throws IOException {
    capture.close();
  }
}
