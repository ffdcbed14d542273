package weir.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.capture.CaptureFile;

/// What a capture lacked, in words.
public final class CaptureRemarks {
  private CaptureRemarks() {}

  /// One sentence; empty where nothing was lacking.
  public static Optional<String> of(CaptureFile.Summary summary) {
    List<String> remarks = new ArrayList<>();
    if (summary.incompleteDatagrams() > 0) {
      remarks.add(summary.incompleteDatagrams() + " datagrams lack fragments");
    }
    if (summary.cutDatagrams() > 0) {
      remarks.add(
          summary.cutDatagrams()
              + " datagrams were cut by the capture; capture with -s 0 next time");
    }
    summary
        .truncatedAtByte()
        .ifPresent(at -> remarks.add("the file breaks off at byte " + at + "; the rest was read"));
    return remarks.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", remarks));
  }
}
