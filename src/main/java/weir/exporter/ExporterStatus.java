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
/// @param wideCounts counts of octets or packets that were larger than there is room for: they are
///   taken as not known
/// @param endReasons flows by why they ended (IE 136)
/// @param ownCounts what it has counted of its own work since it began; those of 0 are left out
/// @param samplingRate of its last record; 0 if unknown
/// @param rateSource where that was found
/// @param lastSeenNanos since 1970
/// @param clockSkewNanos how far its clock was ahead when it sent the last datagram; sFlow has none
/// @param forgottenInterfaces how many had to go because it told of more than are remembered
/// @param unkeptInterfaces how many a restart would forget: the file of exporters is full
/// @param interfaces that it has named or counted
/// @param names that it has given to applications, VRFs and samplers
/// @param watched how it goes since the process that decodes began
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
    long wideCounts,
    Map<Integer, Long> endReasons,
    Map<OwnCount, Long> ownCounts,
    long samplingRate,
    RateSource rateSource,
    long lastSeenNanos,
    long clockSkewNanos,
    long forgottenInterfaces,
    long unkeptInterfaces,
    List<InterfaceStatus> interfaces,
    List<ToldName> names,
    Watched watched) {

  /// Of [#endReasons], "lack of resources": there was no room for the flow any more.
  private static final int NO_ROOM = 5;

  public ExporterStatus {
    understood = Map.copyOf(understood);
    malformed = Map.copyOf(malformed);
    endReasons = Map.copyOf(endReasons);
    ownCounts = Map.copyOf(ownCounts);
    interfaces = List.copyOf(interfaces);
    names = List.copyOf(names);
  }

  /// One that nothing has come from.
  public static ExporterStatus unheard(IpAddress address) {
    return new ExporterStatus(
        address,
        Map.of(),
        0,
        0,
        0,
        Map.of(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        Map.of(),
        Map.of(),
        0,
        RateSource.UNKNOWN,
        0,
        0,
        0,
        0,
        List.of(),
        List.of(),
        Watched.NOTHING);
  }

  /// What it has sent.
  public Set<FlowType> types() {
    return understood.keySet();
  }

  /// The same without its interfaces and names.
  public ExporterStatus withoutTold() {
    return with(List.of(), unkeptInterfaces, List.of(), watched);
  }

  /// The same with these interfaces, of which there are so many more, and names.
  public ExporterStatus with(List<InterfaceStatus> told, long unkept, List<ToldName> named) {
    return with(told, unkept, named, watched);
  }

  /// The same with that watched.
  public ExporterStatus with(Watched seen) {
    return with(interfaces, unkeptInterfaces, names, seen);
  }

  private ExporterStatus with(
      List<InterfaceStatus> told, long unkept, List<ToldName> named, Watched seen) {
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
        wideCounts,
        endReasons,
        ownCounts,
        samplingRate,
        rateSource,
        lastSeenNanos,
        clockSkewNanos,
        forgottenInterfaces,
        unkept,
        told,
        named,
        seen);
  }

  /// Flows of which it has said why they ended.
  public long ended() {
    return endReasons.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Of these, the share that ended because its table had no room.
  public double endedForRoom() {
    return ended() == 0 ? 0 : (double) endReasons.getOrDefault(NO_ROOM, 0L) / ended();
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
