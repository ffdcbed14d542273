package weir.store;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.IpAddress;
import weir.query.Query;
import weir.query.Result;

/// A store that is not asked here, and keeps nothing but flows.
public abstract class WriteOnlyArchive implements FlowArchive {
  private final String where;

  /// @param where it is asked instead, and exporters are renamed: the end of a sentence
  protected WriteOnlyArchive(String where) {
    this.where = where;
  }

  @Override
  public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
    throw notHere();
  }

  @Override
  public String sql(Query<?> query) {
    throw notHere();
  }

  @Override
  public void override(IpAddress exporter, UnaryOperator<Overrides.Exporter> change) {
    throw notHere();
  }

  private StoreException notHere() {
    return new StoreException("flows are only written here; " + where, null);
  }

  /// There is no place for names.
  @Override
  public void told(Labels names) {}

  @Override
  public void touchMemory(BooleanSupplier enough) {}

  @Override
  public Map<String, Long> tallies() {
    return Map.of();
  }

  @Override
  public StoreStatus status() {
    return StoreStatus.EMPTY;
  }

  @Override
  public void close() {}
}
