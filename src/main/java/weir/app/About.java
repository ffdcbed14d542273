package weir.app;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import weir.enrich.CutAddresses;
import weir.export.IsoTimes;
import weir.export.Versions;
import weir.exporter.Overrides;
import weir.query.Filter;
import weir.query.FilterText;
import weir.query.TimeRange;

/// What a file says of the numbers in it, by name: whose they are, which, scaled or not.
public final class About {
  private About() {}

  /// Of sums.
  ///
  /// @param scaled whether they were multiplied by the sampling rates
  /// @param overrides in force: they say of which exporters addresses are cut
  public static Map<String, String> sums(
      String source,
      TimeRange range,
      Filter filter,
      boolean scaled,
      Overrides overrides,
      ZoneId zone) {
    return of(
        source,
        range,
        filter,
        scaled ? "multiplied by the sampling rates" : "as counted",
        overrides,
        zone);
  }

  /// Of flows as they are.
  ///
  /// @param overrides in force: rates that were exported stand in the flows
  public static Map<String, String> flows(
      String source, TimeRange range, Filter filter, Overrides overrides, ZoneId zone) {
    String given =
        overrides.rates().isEmpty()
            ? ""
            : "; people gave other rates: "
                + String.join(
                    ", ",
                    overrides.rates().stream()
                        .map(
                            rate ->
                                rate.exporter()
                                    + (rate.ingress() == null ? "" : " interface " + rate.ingress())
                                    + " 1:"
                                    + rate.rate())
                        .toList());
    return of(
        source,
        range,
        filter,
        "as counted; bytes and packets times sampling_rate are what passed, 0 counts as 1" + given,
        overrides,
        zone);
  }

  private static Map<String, String> of(
      String source,
      TimeRange range,
      Filter filter,
      String sampling,
      Overrides overrides,
      ZoneId zone) {
    IsoTimes times = new IsoTimes(zone);
    Map<String, String> about = new LinkedHashMap<>();
    about.put("source", source);
    about.put("from", times.text(range.fromNanos()));
    about.put("until", times.text(range.untilNanos()));
    about.put("filter", FilterText.of(filter));
    about.put("sampling", sampling);
    CutAddresses.words(overrides, filter, overrides.labels())
        .ifPresent(cut -> about.put("addresses", cut));
    about.put("times", zone.getId().equals("Z") ? "UTC" : zone.getId());
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    about.put("written", times.text(TimeRange.nanos(now)) + " by " + Versions.weir());
    return about;
  }
}
