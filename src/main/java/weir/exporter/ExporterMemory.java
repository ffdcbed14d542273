package weir.exporter;

import java.util.List;
import java.util.Objects;
import weir.flow.IpAddress;

/// What an exporter has told and will not tell again for minutes: what a decoder needs to go on
/// after a restart as if there had been none.
///
/// @param lastSeenNanos when it was last heard from, since 1970
/// @param changes of its templates, the newest last
/// @param samples records of its templates; not kept over a restart
/// @param watched how it went; of that a restart goes on with the courses and the lengths of flows
public record ExporterMemory(
    IpAddress address,
    long lastSeenNanos,
    List<TemplateStatus> templates,
    List<RateStatus> rates,
    List<InterfaceStatus> interfaces,
    List<ToldName> names,
    List<TemplateChange> changes,
    List<TemplateSample> samples,
    Watched watched) {

  public ExporterMemory {
    Objects.requireNonNull(address);
    templates = List.copyOf(templates);
    rates = List.copyOf(rates);
    interfaces = List.copyOf(interfaces);
    names = List.copyOf(names);
    changes = List.copyOf(changes);
    samples = List.copyOf(samples);
  }

  /// The same without what is later than a moment: a clock that was set back since has not been
  /// there yet.
  public ExporterMemory until(long nanos) {
    return new ExporterMemory(
        address,
        lastSeenNanos,
        templates,
        rates,
        interfaces,
        names,
        changes,
        samples,
        watched.until(nanos));
  }
}
