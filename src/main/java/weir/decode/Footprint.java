package weir.decode;

/// About how many bytes the memory of one exporter takes: what senders can make grow is bounded by
/// this, for one exporter and for all of them together.
final class Footprint {
  private long bytes;

  void add(long more) {
    bytes += more;
  }

  long bytes() {
    return bytes;
  }
}
