package weir.ingest;

/// What a capture's packets are taken for.
public enum Reading {
  /// What most of the first ones are.
  BY_CONTENT,
  /// Exports of NetFlow, IPFIX and sFlow: their flows are read.
  DATAGRAMS,
  /// Traffic: flows are made of them, second by second.
  PACKETS,
  /// The same, but every packet is a flow of its own.
  EVERY_PACKET
}
