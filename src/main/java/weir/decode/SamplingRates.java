package weir.decode;

/// Sampling rates of an observation domain, as its options records tell them. The most specific one
/// that fits a record counts.
final class SamplingRates {
  private static final long MAX_RATE = 0xffff_ffffL;
  private static final int ALGORITHM_N_OUT_OF_N = 3;

  private final LongTable bySampler = new LongTable();
  private final LongTable byInterface = new LongTable();
  private final LongTable byTemplate = new LongTable();
  private long ofDomain;

  /// The only rate known; -1 when it has to be worked out again.
  private long only;

  /// Takes in an options record.
  ///
  /// @param known bits of the slots that it fills
  /// @param slots its values
  void learn(int known, long[] slots) {
    long rate = optionsRate(known, slots);
    if (rate == 0) {
      return;
    }
    if (has(known, Slot.SAMPLER)) {
      bySampler.put(slots[Slot.SAMPLER.ordinal()], rate);
    } else if (has(known, Slot.INTERFACE)) {
      byInterface.put(slots[Slot.INTERFACE.ordinal()], rate);
    } else if (has(known, Slot.TEMPLATE)) {
      byTemplate.put(slots[Slot.TEMPLATE.ordinal()], rate);
    } else {
      ofDomain = rate;
    }
    only = -1;
  }

  /// The rate of a record: its own, its sampler's, its interfaces', its template's, the domain's,
  /// the only one known; 0 for unknown.
  long find(int known, long[] slots, long ingress, long egress, int templateId) {
    long rate = recordRate(known, slots);
    if (rate == 0 && has(known, Slot.SAMPLER)) {
      rate = bySampler.get(slots[Slot.SAMPLER.ordinal()]);
    }
    if (rate == 0) {
      rate = byInterface.get(ingress);
    }
    if (rate == 0) {
      rate = byInterface.get(egress);
    }
    if (rate == 0) {
      rate = byTemplate.get(templateId);
    }
    if (rate == 0) {
      rate = ofDomain;
    }
    return rate == 0 ? only() : rate;
  }

  private long only() {
    if (only < 0) {
      only = 0;
      boolean several = false;
      for (long rate :
          new long[] {bySampler.only(), byInterface.only(), byTemplate.only(), ofDomain}) {
        several |= rate < 0 || (rate != 0 && only != 0 && rate != only);
        only = rate == 0 ? only : rate;
      }
      only = several ? 0 : only;
    }
    return only;
  }

  private static long recordRate(int known, long[] slots) {
    long rate = value(known, slots, Slot.SAMPLING_INTERVAL);
    if (rate == 0) {
      rate = value(known, slots, Slot.SAMPLER_RANDOM_INTERVAL);
    }
    return rate == 0 ? optionsRate(known, slots) : rate;
  }

  /// RFC 5477 §8.2: one in `interval + space` for every `interval`; `size` of `population`.
  private static long optionsRate(int known, long[] slots) {
    long size = value(known, slots, Slot.SIZE);
    long population = value(known, slots, Slot.POPULATION);
    if (value(known, slots, Slot.ALGORITHM) == ALGORITHM_N_OUT_OF_N && size != 0) {
      long rate = population / size;
      if (rate != 0) {
        return Math.min(rate, MAX_RATE);
      }
    }
    long interval = value(known, slots, Slot.PACKET_INTERVAL);
    if (interval != 0) {
      long space = value(known, slots, Slot.PACKET_SPACE);
      return has(known, Slot.PACKET_SPACE)
          ? Math.min((interval + space) / interval, MAX_RATE)
          : interval;
    }
    long random = value(known, slots, Slot.SAMPLER_RANDOM_INTERVAL);
    return random != 0 ? random : value(known, slots, Slot.SAMPLING_INTERVAL);
  }

  /// Cut to what a rate can be, so that sums of two do not overflow.
  private static long value(int known, long[] slots, Slot slot) {
    return has(known, slot) ? slots[slot.ordinal()] & MAX_RATE : 0;
  }

  private static boolean has(int known, Slot slot) {
    return (known & slot.bit()) != 0;
  }
}
