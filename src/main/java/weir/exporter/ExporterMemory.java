package weir.exporter;

import java.util.List;
import java.util.Objects;
import weir.flow.IpAddress;

/// What an exporter has told and will not tell again for minutes: what a decoder needs to go on
/// after a restart as if there had been none.
///
/// @param lastSeenNanos when it was last heard from, since 1970
/// @param changes of its templates, the newest last; not kept over a restart
/// @param samples records of its templates; not kept over a restart
public record ExporterMemory(
    IpAddress address,
    long lastSeenNanos,
    List<TemplateStatus> templates,
    List<RateStatus> rates,
    List<InterfaceStatus> interfaces,
    List<ToldName> names,
    List<TemplateChange> changes,
    List<TemplateSample> samples) {

  public ExporterMemory {
    Objects.requireNonNull(address);
    templates = List.copyOf(templates);
    rates = List.copyOf(rates);
    interfaces = List.copyOf(interfaces);
    names = List.copyOf(names);
    changes = List.copyOf(changes);
    samples = List.copyOf(samples);
  }

  /// What is kept over a restart.
  public ExporterMemory(
      IpAddress address,
      long lastSeenNanos,
      List<TemplateStatus> templates,
      List<RateStatus> rates,
      List<InterfaceStatus> interfaces,
      List<ToldName> names) {
    this(address, lastSeenNanos, templates, rates, interfaces, names, List.of(), List.of());
  }

  /// The same without what a restart forgets.
  public ExporterMemory kept() {
    return new ExporterMemory(address, lastSeenNanos, templates, rates, interfaces, names);
  }
}
