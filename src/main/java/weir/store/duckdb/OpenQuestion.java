package weir.store.duckdb;

import weir.query.Answer;
import weir.query.FlowQuery;
import weir.store.Cancel;
import weir.store.OverridesFile;
import weir.store.Question;
import weir.store.StoreException;

/// Keeps the store open while a step runs. Where a damaged file makes a step fail, that file is
/// left out from then on, which the status says, and the question is asked anew.
final class OpenQuestion implements Question {
  private final FlowQuery query;
  private final Cancel cancel;
  private final Gate gate;
  private final SliceList slices;
  private final SliceHealth health;
  private final OverridesFile overrides;
  private final Database database;
  private final Runnable onDamage;
  private int damages;
  private Question question;

  /// @param onDamage called when a slice has been left out
  OpenQuestion(
      FlowQuery query,
      Cancel cancel,
      Gate gate,
      SliceList slices,
      SliceHealth health,
      OverridesFile overrides,
      Database database,
      Runnable onDamage) {
    this.query = query;
    this.cancel = cancel;
    this.gate = gate;
    this.slices = slices;
    this.health = health;
    this.overrides = overrides;
    this.database = database;
    this.onDamage = onDamage;
    this.damages = health.damages();
    this.question = asked();
  }

  private Question asked() {
    return new SteppedQuestion(query, slices, overrides.read(), database, cancel);
  }

  @Override
  public Answer next() {
    return gate.whileOpen(this::step);
  }

  private Answer step() {
    while (true) {
      try {
        return question.next();
      } catch (StoreException e) {
        if (e.isCancelled() || !isDamage(e)) {
          throw e;
        }
      }
      damages = health.damages();
      question.close();
      question = asked();
      onDamage.run();
    }
  }

  /// Also when others have found it meanwhile.
  private boolean isDamage(StoreException e) {
    return health.damages() != damages
        || (Damage.suspected(e.getCause()) && health.examine(query.range(), damages));
  }

  @Override
  public void close() {
    gate.ifOpen(question::close);
  }
}
