package weir.exporter;

import java.util.List;
import java.util.Objects;
import weir.flow.IpAddress;

/// What an exporter has told and will not tell again for minutes: what a decoder needs to go on
/// after a restart as if there had been none.
///
/// @param lastSeenNanos when it was last heard from, since 1970
public record ExporterMemory(
    IpAddress address,
    long lastSeenNanos,
    List<TemplateStatus> templates,
    List<RateStatus> rates,
    List<InterfaceStatus> interfaces,
    List<ToldName> names) {

  public ExporterMemory {
    Objects.requireNonNull(address);
    templates = List.copyOf(templates);
    rates = List.copyOf(rates);
    interfaces = List.copyOf(interfaces);
    names = List.copyOf(names);
  }
}
