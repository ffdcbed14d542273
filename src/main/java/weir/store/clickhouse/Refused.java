package weir.store.clickhouse;

import java.util.Set;
import weir.store.StoreException;

/// A server gives no answer, and says why. The cause of the [StoreException] that tells it.
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  /// User or password are wrong.
  private static final Set<Integer> STRANGERS = Set.of(516, 192, 193, 194);

  /// Another node may answer: this one is busy, ends, or does not reach the others.
  private static final Set<Integer> PASSING = Set.of(202, 209, 210, 236, 279, 745);

  private final int code;

  /// @param code ClickHouse's; 0 for none
  Refused(int code, String sentence) {
    super(sentence, null, false, false);
    this.code = code;
  }

  /// That of a failure; 0 for none.
  static int codeOf(StoreException failure) {
    return failure.getCause() instanceof Refused refusal ? refusal.code : 0;
  }

  boolean isOfAccount() {
    return STRANGERS.contains(code);
  }

  static boolean isOfAccount(StoreException failure) {
    return failure.getCause() instanceof Refused refusal && refusal.isOfAccount();
  }

  boolean isPassing() {
    return PASSING.contains(code);
  }

  StoreException failure() {
    return new StoreException(String.valueOf(getMessage()), this);
  }
}
