package weir.decode.state;

/// About how many bytes the memory of one exporter takes: what senders can make grow is bounded by
/// this, for one exporter and for all of them together.
public final class Footprint {
  private long bytes;

  void add(long more) {
    bytes += more;
  }

  public long bytes() {
    return bytes;
  }
}
