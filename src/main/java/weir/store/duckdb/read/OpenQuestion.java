package weir.store.duckdb.read;

import java.util.function.Supplier;
import weir.query.Result;
import weir.query.TimeRange;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.duckdb.files.Damage;
import weir.store.duckdb.files.SliceHealth;

/// Keeps the store open while a step runs. Where a damaged file makes a step fail, that file is
/// left out from then on, which the status says, and the question is asked anew.
public final class OpenQuestion<A extends Result> implements Question<A> {
  private final TimeRange range;
  private final Supplier<Question<A>> asking;
  private final Gate gate;
  private final SliceHealth health;
  private final Runnable onDamage;
  private int damages;
  private Question<A> question;

  /// @param range of the question
  /// @param asking asks the slices that are there
  /// @param onDamage called when a slice has been left out
  public OpenQuestion(
      TimeRange range,
      Supplier<Question<A>> asking,
      Gate gate,
      SliceHealth health,
      Runnable onDamage) {
    this.range = range;
    this.asking = asking;
    this.gate = gate;
    this.health = health;
    this.onDamage = onDamage;
    this.damages = health.damages();
    this.question = asking.get();
  }

  @Override
  public A next() {
    return gate.whileOpen(this::step);
  }

  private A step() {
    while (true) {
      try {
        return question.next();
      } catch (StoreException e) {
        if (e.isCancelled() || !isDamage(e)) {
          throw e;
        }
      }
      damages = health.damages();
      Question<A> before = question;
      question = asking.get(); // if this fails the question before is closed with this one
      before.close();
      onDamage.run();
    }
  }

  /// Also when others have found it meanwhile.
  private boolean isDamage(StoreException e) {
    return health.damages() != damages
        || (Damage.suspected(e.getCause()) && health.examine(range, damages));
  }

  @Override
  public void close() {
    gate.ifOpen(question::close);
  }
}
