package weir.decode.state;

import java.util.ArrayList;
import java.util.List;
import weir.exporter.RateStatus;
import weir.flow.RateSource;

/// Sampling rates of an observation domain, as its options records tell them. The most specific one
/// that fits a record counts.
public final class SamplingRates {
  private static final long MAX_RATE = 0xffff_ffffL;
  private static final int ALGORITHM_N_OUT_OF_N = 3;

  private final LongTable bySampler;
  private final LongTable byInterface;
  private final LongTable byTemplate;
  private final RateCounts counts = new RateCounts();
  private static final int RECORD_SLOTS =
      Slot.SAMPLER.bit()
          | Slot.SAMPLING_INTERVAL.bit()
          | Slot.SAMPLER_RANDOM_INTERVAL.bit()
          | Slot.PACKET_INTERVAL.bit()
          | Slot.SIZE.bit()
          | Slot.PROBABILITY.bit();

  private long ofDomain;
  private RateSource source = RateSource.UNKNOWN;

  private final Samplers samplers;
  private final long domain;

  /// @param samplers of the exporter, in all domains
  /// @param domain number of this one
  SamplingRates(Footprint footprint, Samplers samplers, long domain) {
    this.samplers = samplers;
    this.domain = domain;
    bySampler = new LongTable(footprint);
    byInterface = new LongTable(footprint);
    byTemplate = new LongTable(footprint);
  }

  /// Takes in an options record.
  ///
  /// @param known bits of the slots that it fills
  /// @param slots its values, of record 0
  public synchronized void learn(int known, long[][] slots) {
    long rate = optionsRate(known, slots, 0);
    if (rate == 0) {
      return;
    }
    if (has(known, Slot.SAMPLER)) {
      put(RateSource.SAMPLER, slots[Slot.SAMPLER.ordinal()][0], rate);
    } else if (has(known, Slot.INTERFACE)) {
      put(RateSource.INTERFACE, slots[Slot.INTERFACE.ordinal()][0], rate);
    } else if (has(known, Slot.TEMPLATE)) {
      put(RateSource.TEMPLATE, slots[Slot.TEMPLATE.ordinal()][0], rate);
    } else {
      put(RateSource.SYSTEM, 0, rate);
    }
  }

  private void put(RateSource about, long key, long rate) {
    long before =
        switch (about) {
          case SAMPLER -> {
            samplers.learn(domain, key, rate);
            yield bySampler.put(key, rate);
          }
          case INTERFACE -> byInterface.put(key, rate);
          case TEMPLATE -> byTemplate.put(key, rate);
          default -> {
            long old = ofDomain;
            ofDomain = rate;
            yield old;
          }
        };
    counts.replace(before, rate);
  }

  /// Takes in a rate that was known before a restart.
  synchronized void restore(RateStatus known) {
    put(known.source(), known.key(), known.rate());
  }

  long bytes() {
    return bySampler.bytes() + byInterface.bytes() + byTemplate.bytes();
  }

  /// Every rate that options have told of, from any thread.
  synchronized List<RateStatus> status(DomainState.Key domain) {
    List<RateStatus> rates = new ArrayList<>();
    bySampler.forEach((key, rate) -> rates.add(status(domain, RateSource.SAMPLER, key, rate)));
    byInterface.forEach((key, rate) -> rates.add(status(domain, RateSource.INTERFACE, key, rate)));
    byTemplate.forEach((key, rate) -> rates.add(status(domain, RateSource.TEMPLATE, key, rate)));
    if (ofDomain != 0) {
      rates.add(status(domain, RateSource.SYSTEM, 0, ofDomain));
    }
    return rates;
  }

  private static RateStatus status(DomainState.Key domain, RateSource source, long key, long rate) {
    return new RateStatus(domain.type(), domain.domain(), source, key, rate);
  }

  /// Whether flows of a template all have the same rate, which [#find] gives for any of them.
  boolean sameForAll(int known) {
    return byInterface.isEmpty() && (known & RECORD_SLOTS) == 0;
  }

  /// The rate of a record: its own, its sampler's, its interfaces', its template's, the domain's,
  /// that of a sampler of its number in another domain, the only one known; 0 for unknown.
  /// [#source] tells where from.
  long find(int known, long[][] slots, int record, long ingress, long egress, int templateId) {
    long rate = recordRate(known, slots, record);
    source = RateSource.RECORD;
    if (rate == 0 && has(known, Slot.SAMPLER)) {
      rate = bySampler.get(slots[Slot.SAMPLER.ordinal()][record]);
      source = RateSource.SAMPLER;
    }
    if (rate == 0) {
      rate = byInterface.get(ingress);
      source = RateSource.INTERFACE;
    }
    if (rate == 0) {
      rate = byInterface.get(egress);
    }
    if (rate == 0) {
      rate = byTemplate.get(templateId);
      source = RateSource.TEMPLATE;
    }
    if (rate == 0) {
      rate = ofDomain;
      source = RateSource.SYSTEM;
    }
    if (rate == 0 && has(known, Slot.SAMPLER)) {
      rate = samplers.find(slots[Slot.SAMPLER.ordinal()][record]);
      source = RateSource.OTHER_DOMAIN;
    }
    if (rate == 0) {
      rate = counts.only();
      source = rate == 0 ? RateSource.UNKNOWN : RateSource.ONLY_ONE;
    }
    return rate;
  }

  /// Where the last rate was found.
  RateSource source() {
    return source;
  }

  private static long recordRate(int known, long[][] slots, int record) {
    long rate = value(known, slots, record, Slot.SAMPLING_INTERVAL);
    if (rate == 0) {
      rate = value(known, slots, record, Slot.SAMPLER_RANDOM_INTERVAL);
    }
    return rate == 0 ? optionsRate(known, slots, record) : rate;
  }

  /// RFC 5477 §8.2: one in `interval + space` for every `interval`; `size` of `population`.
  private static long optionsRate(int known, long[][] slots, int record) {
    long size = value(known, slots, record, Slot.SIZE);
    long population = value(known, slots, record, Slot.POPULATION);
    if (value(known, slots, record, Slot.ALGORITHM) == ALGORITHM_N_OUT_OF_N && size != 0) {
      long rate = population / size;
      if (rate != 0) {
        return Math.min(rate, MAX_RATE);
      }
    }
    long interval = value(known, slots, record, Slot.PACKET_INTERVAL);
    if (interval != 0) {
      long space = value(known, slots, record, Slot.PACKET_SPACE);
      return has(known, Slot.PACKET_SPACE)
          ? Math.min((interval + space) / interval, MAX_RATE)
          : interval;
    }
    if (has(known, Slot.PROBABILITY)) {
      double probability = Double.longBitsToDouble(slots[Slot.PROBABILITY.ordinal()][record]);
      if (probability > 0 && probability <= 1) {
        return Math.min(Math.round(1 / probability), MAX_RATE);
      }
    }
    long random = value(known, slots, record, Slot.SAMPLER_RANDOM_INTERVAL);
    return random != 0 ? random : value(known, slots, record, Slot.SAMPLING_INTERVAL);
  }

  /// Cut to what a rate can be, so that sums of two do not overflow.
  private static long value(int known, long[][] slots, int record, Slot slot) {
    return has(known, slot) ? slots[slot.ordinal()][record] & MAX_RATE : 0;
  }

  private static boolean has(int known, Slot slot) {
    return (known & slot.bit()) != 0;
  }
}
