package weir.ingest;

import weir.store.FlowStore;

/// One data set that can be explored: live listeners, an opened file, a remote. Never mixed
/// unasked.
public interface Source extends AutoCloseable {
  /// For the source list: "Live", "router.pcap".
  String name();

  /// Whether flows keep coming on the clock of this machine.
  boolean live();

  FlowStore store();

  /// Cheap; from any thread.
  IngestStatus status();

  @Override
  void close();
}
