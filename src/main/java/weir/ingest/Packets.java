package weir.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import weir.query.Filter;
import weir.query.TimeRange;

/// The packets behind a source's flows, where they are kept: a ring of files, or the capture that
/// was opened.
public interface Packets {
  /// Hears how far it is.
  @FunctionalInterface
  interface Progress {
    /// @param share of what there is to look at, 0 to 1
    /// @param packets written so far
    /// @return whether to go on
    boolean goOn(double share, long packets);
  }

  /// What was done.
  ///
  /// @param packets written
  /// @param looked at
  /// @param whole whether everything could be looked at
  /// @param remarks what was lacking, in sentences
  record Written(long packets, long looked, boolean whole, List<String> remarks) {
    public Written {
      remarks = List.copyOf(remarks);
    }
  }

  /// Why there are none of such flows, and what to do, in a sentence; empty where there may be.
  String missing(Filter filter);

  /// Writes a pcapng file of the packets whose flows a filter lets through. Takes no more memory
  /// for more packets.
  ///
  /// @param out is not closed
  /// @throws IOException if that cannot be done; says why. Packets that cannot be read are a remark
  Written write(Filter filter, TimeRange range, OutputStream out, Progress progress)
      throws IOException;

  /// None.
  ///
  /// @param why in a sentence that says what to do
  static Packets none(String why) {
    return new Packets() {
      @Override
      public String missing(Filter filter) {
        return why;
      }

      @Override
      public Written write(Filter filter, TimeRange range, OutputStream out, Progress progress)
          throws IOException {
        throw new IOException(why);
      }
    };
  }
}
