package weir.store;

import weir.query.Query;
import weir.query.Result;

/// Holds nothing.
public enum EmptyStore implements FlowReader {
  INSTANCE;

  @Override
  public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
    return Question.inOneStep(query::nothing);
  }

  @Override
  public String sql(Query<?> query) {
    return "";
  }

  @Override
  public StoreStatus status() {
    return StoreStatus.EMPTY;
  }

  @Override
  public void close() {}
}
