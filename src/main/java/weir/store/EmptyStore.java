package weir.store;

import weir.flow.FlowBatch;
import weir.query.Answer;
import weir.query.FlowQuery;

/// Holds nothing and takes nothing.
public enum EmptyStore implements FlowStore {
  INSTANCE;

  @Override
  public void append(FlowBatch batch) {
    throw new StoreException("nothing can be stored here", null);
  }

  @Override
  public void commit() {}

  @Override
  public Answer run(FlowQuery query, Cancel cancel) {
    return Answer.nothing(query);
  }

  @Override
  public String sql(FlowQuery query) {
    return "";
  }

  @Override
  public StoreStatus status() {
    return StoreStatus.EMPTY;
  }

  @Override
  public void close() {}
}
