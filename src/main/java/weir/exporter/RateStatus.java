package weir.exporter;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import weir.flow.FlowType;
import weir.flow.RateSource;

/// A sampling rate that options records have told of.
///
/// @param domain observation domain that it holds in
/// @param source what it is about: a sampler, an interface, a template, the whole domain
/// @param key number of the sampler, interface or template; 0 for the domain
/// @param rate one in so many
public record RateStatus(FlowType type, long domain, RateSource source, long key, long rate) {
  public RateStatus {
    Objects.requireNonNull(type);
    Objects.requireNonNull(source);
    if (rate < 1 || rate > 0xffff_ffffL) {
      throw new IllegalArgumentException("a sampling rate of " + rate);
    }
  }

  /// What its sampler is called.
  ///
  /// @param names of the exporter
  public Optional<String> name(List<ToldName> names) {
    return names.stream()
        .filter(told -> source == RateSource.SAMPLER)
        .filter(told -> told.about() == ToldName.About.SAMPLER && told.key() == key)
        .map(ToldName::name)
        .findFirst();
  }
}
