package weir.query;

import weir.exporter.Overrides;

/// What people said, as far as the numbers of answers depend on it.
///
/// @param overrides sampling rates
/// @param directions rules that tell which way flows go
public record InForce(Overrides overrides, DirectionRules directions) {
  public static final InForce NOTHING = of(Overrides.NONE);

  /// With directions as they are stored.
  public static InForce of(Overrides overrides) {
    return new InForce(overrides, DirectionRules.NONE);
  }
}
