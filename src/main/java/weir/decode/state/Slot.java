package weir.decode.state;

/// Values of a record that no column takes as they are: sampling, clocks and scopes. By IPFIX
/// information element (RFC 7012, RFC 5477).
public enum Slot {
  /// 48 samplerId, 302 selectorId.
  SAMPLER,
  /// 34 samplingInterval.
  SAMPLING_INTERVAL,
  /// 50 samplerRandomInterval.
  SAMPLER_RANDOM_INTERVAL,
  /// 304 selectorAlgorithm.
  ALGORITHM,
  /// 305 samplingPacketInterval.
  PACKET_INTERVAL,
  /// 306 samplingPacketSpace.
  PACKET_SPACE,
  /// 309 samplingSize.
  SIZE,
  /// 310 samplingPopulation.
  POPULATION,
  /// 311 samplingProbability, a float64.
  PROBABILITY,
  /// 145 templateId; NetFlow v9 scope 5.
  TEMPLATE,
  /// An interface that options are about; NetFlow v9 scope 2.
  INTERFACE,
  /// 10 ingressInterface and its like in options that name interfaces without being about them.
  NAMED_INTERFACE,
  /// 160 systemInitTimeMilliseconds.
  SYSTEM_INIT,
  /// 161 flowDurationMilliseconds.
  DURATION_MILLIS,
  /// 162 flowDurationMicroseconds.
  DURATION_MICROS,
  /// 60 ipVersion.
  IP_VERSION,
  /// 148 flowId.
  FLOW_ID,
  /// 32 icmpTypeCodeIPv4.
  ICMP,
  /// 139 icmpTypeCodeIPv6.
  ICMP_V6,
  /// 95 applicationId, in options.
  APPLICATION,
  /// 234 ingressVRFID and 235 egressVRFID, in options.
  VRF,
  /// 85 octetTotalCount, in options about an interface.
  INTERFACE_OCTETS,
  // What an exporter counts of its own work, by the names of weir.exporter.OwnCount.
  EXPORTED_OCTETS,
  EXPORTED_MESSAGES,
  EXPORTED_FLOWS,
  OBSERVED_FLOWS,
  IGNORED_PACKETS,
  IGNORED_OCTETS,
  NOT_SENT_FLOWS,
  NOT_SENT_PACKETS,
  NOT_SENT_OCTETS,
  /// Whether the last MPLS label was the bottom of the stack; no element has it alone.
  BOTTOM_OF_STACK;

  public static final int COUNT = values().length;

  /// Its bit in a plan's mask.
  public int bit() {
    return 1 << ordinal();
  }
}
