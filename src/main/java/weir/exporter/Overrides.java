package weir.exporter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import weir.flow.IpAddress;
import weir.naming.Layers;
import weir.naming.Name;
import weir.naming.Naming;
import weir.naming.Origin;

/// What people say of exporters: names, and sampling rates that hold instead of the exported ones.
/// It is applied when flows are asked for, so it holds for stored flows as for those to come, and
/// can be taken back.
public record Overrides(Map<IpAddress, Exporter> exporters) {
  /// The largest sampling rate.
  public static final long MOST_RATE = 0xffff_ffffL;

  private static final Comparator<IpAddress> BY_ADDRESS =
      Comparator.comparing(IpAddress::high, Long::compareUnsigned)
          .thenComparing(IpAddress::low, Long::compareUnsigned);

  public static final Overrides NONE = new Overrides(Map.of());

  public Overrides {
    Map<IpAddress, Exporter> sorted = new TreeMap<>(BY_ADDRESS);
    exporters.forEach(
        (address, said) -> {
          if (!said.isNothing()) {
            sorted.put(address, said);
          }
        });
    exporters = java.util.Collections.unmodifiableMap(sorted);
  }

  /// @param name empty for none
  /// @param samplingRate of all its flows, one in so many; 0 for as exported
  /// @param interfaces by ifIndex
  /// @param site where it stands; empty for none
  /// @param cut whether addresses in its flows are cut before they are stored; said for all data
  ///   sets alone
  public record Exporter(
      String name, long samplingRate, Map<Long, Interface> interfaces, String site, boolean cut) {
    public static final Exporter NOTHING = new Exporter("", 0, Map.of(), "");

    public Exporter {
      name = Name.of(name);
      site = Name.quotable(site, "a site's name");
      samplingRate = checkedRate(samplingRate);
      Map<Long, Interface> sorted = new TreeMap<>();
      interfaces.forEach(
          (index, said) -> {
            if (!said.isNothing()) {
              sorted.put(checkedIndex(index), said);
            }
          });
      interfaces = java.util.Collections.unmodifiableMap(sorted);
    }

    /// With addresses as they were sent.
    public Exporter(String name, long samplingRate, Map<Long, Interface> interfaces, String site) {
      this(name, samplingRate, interfaces, site, false);
    }

    /// At no site.
    public Exporter(String name, long samplingRate, Map<Long, Interface> interfaces) {
      this(name, samplingRate, interfaces, "");
    }

    boolean isNothing() {
      return equals(NOTHING);
    }

    public Exporter withName(String newName) {
      return new Exporter(newName, samplingRate, interfaces, site, cut);
    }

    public Exporter withSite(String newSite) {
      return new Exporter(name, samplingRate, interfaces, newSite, cut);
    }

    public Exporter withSamplingRate(long rate) {
      return new Exporter(name, rate, interfaces, site, cut);
    }

    /// The rate in force and why: "1:1000 (override), exported 1:8 (options: sampler)".
    ///
    /// @param exported the exported rate in words
    public String rateText(String exported) {
      return samplingRate == 0
          ? exported
          : "1:" + samplingRate + " (override), exported " + exported;
    }

    /// Says something else of one interface.
    public Exporter with(long index, UnaryOperator<Interface> change) {
      Map<Long, Interface> changed = new HashMap<>(interfaces);
      changed.put(index, change.apply(changed.getOrDefault(index, Interface.NOTHING)));
      return new Exporter(name, samplingRate, changed, site, cut);
    }
  }

  /// @param name empty for none
  /// @param samplingRate of the flows that come in on it; 0 for the exporter's
  public record Interface(String name, long samplingRate) {
    public static final Interface NOTHING = new Interface("", 0);

    public Interface {
      name = Name.of(name);
      samplingRate = checkedRate(samplingRate);
    }

    boolean isNothing() {
      return equals(NOTHING);
    }

    public Interface withName(String newName) {
      return new Interface(newName, samplingRate);
    }

    public Interface withSamplingRate(long rate) {
      return new Interface(name, rate);
    }
  }

  /// A sampling rate that holds instead of the exported ones.
  ///
  /// @param ingress ifIndex of the interface that the flows came in on; null for all
  public record Rate(IpAddress exporter, @Nullable Long ingress, long rate) {}

  private static long checkedRate(long rate) {
    if (rate < 0 || rate > MOST_RATE) {
      throw new IllegalArgumentException("a sampling rate is 1 to " + MOST_RATE + ", not " + rate);
    }
    return rate;
  }

  private static long checkedIndex(long index) {
    if (index < 0 || index > 0xffff_ffffL) {
      throw new IllegalArgumentException("an ifIndex is 0 to 4294967295, not " + index);
    }
    return index;
  }

  /// A rate as people write it: a number, or "none" for 0.
  ///
  /// @throws IllegalArgumentException with a sentence if it is neither
  public static long rate(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.equals("none")) {
      return 0;
    }
    String number = stripped.startsWith("1:") ? stripped.substring(2) : stripped;
    long rate = number.matches("\\d{1,10}") ? Long.parseLong(number) : 0;
    if (rate < 1 || rate > MOST_RATE) {
      throw new IllegalArgumentException(
          "'" + stripped + "' is no sampling rate; write 1 to " + MOST_RATE + ", or none");
    }
    return rate;
  }

  /// What is said of an exporter.
  public Exporter of(IpAddress exporter) {
    return exporters.getOrDefault(exporter, Exporter.NOTHING);
  }

  /// The same, with something else said of one exporter.
  public Overrides with(IpAddress exporter, Exporter said) {
    Map<IpAddress, Exporter> changed = new HashMap<>(exporters);
    changed.put(exporter, said);
    return new Overrides(changed);
  }

  /// All rates, in the order in which the first that fits a flow holds: those of interfaces before
  /// their exporter's.
  public List<Rate> rates() {
    List<Rate> rates = new ArrayList<>();
    exporters.forEach(
        (address, said) -> {
          said.interfaces()
              .forEach((index, one) -> add(rates, new Rate(address, index, one.samplingRate())));
          add(rates, new Rate(address, null, said.samplingRate()));
        });
    return rates;
  }

  private static void add(List<Rate> rates, Rate rate) {
    if (rate.rate() > 0) {
      rates.add(rate);
    }
  }

  /// Tells sets of rates apart, the same in every process; 0 when no rate is overridden. Names do
  /// not count.
  public long ratesFingerprint() {
    long hash = 0;
    for (Rate rate : rates()) {
      hash = mix(hash + rate.exporter().high());
      hash = mix(hash + rate.exporter().low());
      hash = mix(hash + (rate.ingress() == null ? -1 : rate.ingress()));
      hash = mix(hash + rate.rate());
    }
    return hash;
  }

  /// The finalizer of SplitMix64, moved off its fixed point 0.
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /// What is said of exporters in all data sets, as far as it holds for stored flows.
  public static Overrides of(Naming naming) {
    Map<IpAddress, Exporter> exporters = new HashMap<>();
    naming
        .exporters()
        .forEach(
            (address, said) -> {
              Map<Long, Interface> interfaces = new HashMap<>();
              said.interfaces()
                  .forEach(
                      (index, one) ->
                          interfaces.put(index, new Interface(one.name(), one.samplingRate())));
              exporters.put(
                  address,
                  new Exporter(
                      said.name(), said.samplingRate(), interfaces, said.site(), said.anonymise()));
            });
    return new Overrides(exporters);
  }

  /// The same as a layer of names.
  public Naming naming() {
    Map<IpAddress, weir.naming.Exporter> said = new TreeMap<>(BY_ADDRESS);
    exporters.forEach(
        (address, one) -> {
          Map<Long, weir.naming.Interface> interfaces = new TreeMap<>();
          one.interfaces()
              .forEach(
                  (index, port) ->
                      interfaces.put(
                          index,
                          weir.naming.Interface.NOTHING
                              .withName(port.name())
                              .withSamplingRate(port.samplingRate())));
          said.put(
              address,
              weir.naming.Exporter.NOTHING
                  .withName(one.name())
                  .withSite(one.site())
                  .withAnonymise(one.cut())
                  .withSamplingRate(one.samplingRate())
                  .withInterfaces(interfaces));
        });
    return Naming.NONE.withExporters(said);
  }

  /// The names among it.
  public Labels labels() {
    return Labels.of(Layers.of(Origin.DATA_SET, naming()));
  }
}
