package weir.decode.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.RateSource;

class SamplingRatesTest {
  private final Samplers samplers = new Samplers(new Footprint());
  private final SamplingRates rates = new SamplingRates(new Footprint(), samplers, 7);

  private static Map<Slot, Long> record(Object... pairs) {
    Map<Slot, Long> record = new EnumMap<>(Slot.class);
    for (int i = 0; i < pairs.length; i += 2) {
      record.put((Slot) pairs[i], ((Integer) pairs[i + 1]).longValue());
    }
    return record;
  }

  private void learn(Object... pairs) {
    rates.learn(mask(record(pairs)), values(record(pairs)));
  }

  private long find(int in, int out, int template, Object... pairs) {
    return rates.find(mask(record(pairs)), values(record(pairs)), 0, in, out, template);
  }

  private static int mask(Map<Slot, Long> record) {
    return record.keySet().stream().mapToInt(Slot::bit).sum();
  }

  private static long[][] values(Map<Slot, Long> record) {
    long[][] values = new long[Slot.COUNT][1];
    record.forEach((slot, value) -> values[slot.ordinal()][0] = value);
    return values;
  }

  @Test
  void theMostSpecificRateCounts() {
    learn(Slot.SAMPLER, 1, Slot.SAMPLER_RANDOM_INTERVAL, 10);
    learn(Slot.INTERFACE, 2, Slot.SAMPLING_INTERVAL, 20);
    learn(Slot.TEMPLATE, 256, Slot.SAMPLING_INTERVAL, 30);
    learn(Slot.SAMPLING_INTERVAL, 40);
    assertEquals(5, find(2, 2, 256, Slot.SAMPLING_INTERVAL, 5, Slot.SAMPLER, 1));
    assertEquals(10, find(2, 2, 256, Slot.SAMPLER, 1));
    assertEquals(20, find(2, 9, 256, Slot.SAMPLER, 7));
    assertEquals(20, find(9, 2, 256));
    assertEquals(30, find(9, 9, 256));
    assertEquals(40, find(9, 9, 257));
  }

  @Test
  void theOnlyRateKnownCountsForAllTheRest() {
    learn(Slot.SAMPLER, 1, Slot.SAMPLER_RANDOM_INTERVAL, 10);
    learn(Slot.SAMPLER, 2, Slot.SAMPLER_RANDOM_INTERVAL, 10);
    assertEquals(10, find(1, 1, 256));
    learn(Slot.SAMPLER, 3, Slot.SAMPLER_RANDOM_INTERVAL, 11);
    assertEquals(0, find(1, 1, 256));
    learn(Slot.SAMPLER, 1, Slot.SAMPLER_RANDOM_INTERVAL, 11);
    learn(Slot.SAMPLER, 2, Slot.SAMPLER_RANDOM_INTERVAL, 11);
    assertEquals(11, find(1, 1, 256), "all have changed");
  }

  @Test
  void ratesComeFromEveryWayToAnnounceThem() {
    learn(Slot.ALGORITHM, 3, Slot.SIZE, 2, Slot.POPULATION, 512, Slot.PACKET_INTERVAL, 1);
    assertEquals(256, find(0, 0, 0));
    learn(Slot.PACKET_INTERVAL, 1, Slot.PACKET_SPACE, 9);
    assertEquals(10, find(0, 0, 0));
    learn(Slot.PACKET_INTERVAL, 100, Slot.SAMPLING_INTERVAL, 7);
    assertEquals(100, find(0, 0, 0));
  }

  @Test
  void spacesBetweenSampledPacketsAreCountedByPacket() {
    learn(Slot.PACKET_INTERVAL, 2, Slot.PACKET_SPACE, 18);
    assertEquals(10, find(0, 0, 0));
  }

  @Test
  void ofTheRatesInARecordTheIntervalCountsFirst() {
    assertEquals(5, find(0, 0, 0, Slot.SAMPLING_INTERVAL, 5, Slot.SAMPLER_RANDOM_INTERVAL, 7));
    assertEquals(7, find(0, 0, 0, Slot.SAMPLING_INTERVAL, 0, Slot.SAMPLER_RANDOM_INTERVAL, 7));
    assertEquals(100, find(0, 0, 0, Slot.PACKET_INTERVAL, 100));
  }

  @Test
  void nothingIsDividedByAnIntervalOrSizeOfZero() {
    learn(Slot.PACKET_INTERVAL, 0, Slot.PACKET_SPACE, 9);
    learn(Slot.ALGORITHM, 3, Slot.SIZE, 0, Slot.POPULATION, 9);
    assertEquals(0, find(0, 0, 0));
  }

  @Test
  void samplersAreBounded() {
    for (int sampler = 0; sampler < 50_000; sampler++) {
      learn(Slot.SAMPLER, sampler, Slot.SAMPLING_INTERVAL, sampler + 1);
    }
    assertEquals(50_000, find(0, 0, 0, Slot.SAMPLER, 49_999));
    assertEquals(0, find(0, 0, 0, Slot.SAMPLER, 1));
  }

  /// What is no probability leaves the rate that was known.
  @ParameterizedTest
  @CsvSource({
    "0.001, 1000",
    "1, 1",
    "0, 77",
    "-1, 77",
    "1.001, 77",
    "NaN, 77",
    "1e-300, 4294967295"
  })
  void aProbabilityIsOneInItsInverse(double probability, long rate) {
    learn(Slot.SAMPLING_INTERVAL, 77);
    rates.learn(
        Slot.PROBABILITY.bit(),
        values(Map.of(Slot.PROBABILITY, Double.doubleToLongBits(probability))));
    assertEquals(rate, find(0, 0, 256));
  }

  @Test
  void aSamplerThatOneDomainAloneTellsOfIsGuessedInAnother() {
    samplers.learn(3, 1, 500);
    assertEquals(500, find(0, 0, 0, Slot.SAMPLER, 1));
    assertEquals(RateSource.OTHER_DOMAIN, rates.source());
    assertEquals(0, find(0, 0, 0, Slot.SAMPLER, 2));
    samplers.learn(3, 1, 600);
    samplers.learn(4, 1, 600);
    assertEquals(600, find(0, 0, 0, Slot.SAMPLER, 1), "domain 3 has changed it");
    samplers.learn(4, 1, 700);
    samplers.learn(5, 1, 600);
    assertEquals(0, find(0, 0, 0, Slot.SAMPLER, 1), "two differ");
    learn(Slot.SAMPLER, 1, Slot.SAMPLING_INTERVAL, 20);
    assertEquals(20, find(0, 0, 0, Slot.SAMPLER, 1), "its own counts before");
    assertEquals(RateSource.SAMPLER, rates.source());
  }
}
