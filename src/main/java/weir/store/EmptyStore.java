package weir.store;

import weir.flow.FlowBatch;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.RecordQuery;

/// Holds nothing and takes nothing.
public enum EmptyStore implements FlowStore {
  INSTANCE;

  @Override
  public FlowWriter writer() {
    throw new StoreException("nothing can be stored here", null);
  }

  @Override
  public Question ask(FlowQuery query, Cancel cancel) {
    return Question.inOneStep(() -> Answer.nothing(query));
  }

  @Override
  public String sql(FlowQuery query) {
    return "";
  }

  @Override
  public FlowBatch records(RecordQuery query, Cancel cancel) {
    return new FlowBatch();
  }

  @Override
  public String sql(RecordQuery query) {
    return "";
  }

  @Override
  public StoreStatus status() {
    return StoreStatus.EMPTY;
  }

  @Override
  public void close() {}
}
