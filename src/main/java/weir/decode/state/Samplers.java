package weir.decode.state;

/// Rates of an exporter's samplers, whichever observation domain told them: some tell of them in
/// one domain and use them in another. Good for a guess where no two domains differ.
final class Samplers {
  private static final long SEVERAL = Long.MAX_VALUE;

  private final LongTable rates;
  private final LongTable domains;

  Samplers(Footprint footprint) {
    rates = new LongTable(footprint);
    domains = new LongTable(footprint);
  }

  void learn(long domain, long sampler, long rate) {
    long before = rates.get(sampler);
    boolean same = before == 0 || before == rate || domains.get(sampler) == domain + 1;
    rates.put(sampler, same && before != SEVERAL ? rate : SEVERAL);
    domains.put(sampler, domain + 1);
  }

  /// 0 for unknown.
  long find(long sampler) {
    long rate = rates.get(sampler);
    return rate == SEVERAL ? 0 : rate;
  }
}
