package weir.exporter;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.RateSource;
import weir.wire.MalformedDatagram.Reason;

/// How an exporter is doing, at one moment.
///
/// @param address UDP source; of sFlow the agent
/// @param understood datagrams that could be read, by what they are
/// @param octets of all its datagrams
/// @param records flow records decoded
/// @param malformed datagrams that were refused, by reason; reasons with none are left out
/// @param sequenceGaps places where sequence numbers are missing
/// @param lost what fell into them: flows of NetFlow 5, datagrams of NetFlow 9 and sFlow, records
///   of IPFIX
/// @param late what had been lost and came late, in the same unit
/// @param templates that are known
/// @param waitingSets data sets that wait for their template
/// @param lateSets data sets that have waited and were decoded then
/// @param noTemplateSets data sets that were dropped: their template did not come in time
/// @param counterSamples sFlow counter samples: no flows, but see `interfaces`
/// @param discardedSamples sFlow samples of packets that the agent's device dropped: no flows
/// @param lostSamples sFlow samples that are missing by their data sources' sequence numbers
/// @param unknownTotals flows that count from their first record on: they are reported by their
///   totals, which had begun before
/// @param impossibleTimes flows whose date could not be, and is that of their export instead
/// @param layer2Flows flows whose octets are those of layer 2, for it tells no others
/// @param samplingRate of its last record; 0 if unknown
/// @param rateSource where that was found
/// @param lastSeenNanos since 1970
/// @param clockSkewNanos how far its clock was ahead when it sent the last datagram; sFlow has none
/// @param forgottenInterfaces how many had to go because it told of more than are remembered
/// @param unkeptInterfaces how many a restart would forget: the file of exporters is full
/// @param interfaces that it has named or counted
public record ExporterStatus(
    IpAddress address,
    Map<FlowType, Long> understood,
    long datagrams,
    long octets,
    long records,
    Map<Reason, Long> malformed,
    long sequenceGaps,
    long lost,
    long late,
    long templates,
    long waitingSets,
    long lateSets,
    long noTemplateSets,
    long counterSamples,
    long discardedSamples,
    long lostSamples,
    long unknownTotals,
    long impossibleTimes,
    long layer2Flows,
    long samplingRate,
    RateSource rateSource,
    long lastSeenNanos,
    long clockSkewNanos,
    long forgottenInterfaces,
    long unkeptInterfaces,
    List<InterfaceStatus> interfaces) {

  public ExporterStatus {
    understood = Map.copyOf(understood);
    malformed = Map.copyOf(malformed);
    interfaces = List.copyOf(interfaces);
  }

  /// What it has sent.
  public Set<FlowType> types() {
    return understood.keySet();
  }

  /// The same without its interfaces.
  public ExporterStatus withoutInterfaces() {
    return with(List.of(), unkeptInterfaces);
  }

  /// The same with these interfaces, of which there are so many more.
  public ExporterStatus with(List<InterfaceStatus> told, long unkept) {
    return new ExporterStatus(
        address,
        understood,
        datagrams,
        octets,
        records,
        malformed,
        sequenceGaps,
        lost,
        late,
        templates,
        waitingSets,
        lateSets,
        noTemplateSets,
        counterSamples,
        discardedSamples,
        lostSamples,
        unknownTotals,
        impossibleTimes,
        layer2Flows,
        samplingRate,
        rateSource,
        lastSeenNanos,
        clockSkewNanos,
        forgottenInterfaces,
        unkept,
        told);
  }

  /// Names of its interfaces by ifIndex, as far as it has told them.
  public Map<Long, String> interfaceNames() {
    return interfaces.stream()
        .filter(known -> !known.name().isEmpty())
        .collect(Collectors.toMap(InterfaceStatus::index, InterfaceStatus::name));
  }

  public long malformedDatagrams() {
    return malformed.values().stream().mapToLong(Long::longValue).sum();
  }
}
