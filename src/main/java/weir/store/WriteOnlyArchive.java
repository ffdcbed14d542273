package weir.store;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.IpAddress;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.query.DirectionRules;
import weir.query.Query;
import weir.query.Result;

/// A store that is not asked here, and keeps nothing but flows.
public abstract class WriteOnlyArchive implements FlowArchive {
  private static final Logger LOG = LoggerFactory.getLogger(WriteOnlyArchive.class);
  private final String where;
  private volatile Supplier<Layers> names = () -> Layers.NONE;
  private volatile Told told = new Told(Naming.NONE, DirectionRules.NONE);

  /// Rules that follow from names.
  private record Told(Naming naming, DirectionRules rules) {}

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

  @Override
  public void names(Supplier<Layers> inForce) {
    names = inForce;
  }

  /// What is done to flows before they are written follows from it.
  @Override
  public Naming naming() {
    return names.get().merged();
  }

  /// Those in force; where these cannot be read, those before them.
  @Override
  public DirectionRules directions() {
    Naming now = naming();
    Told known = told;
    if (!known.naming().equals(now)) {
      known = new Told(now, rules(now, known.rules()));
      told = known;
    }
    return known.rules();
  }

  private static DirectionRules rules(Naming now, DirectionRules before) {
    try {
      return DirectionRules.of(now);
    } catch (DirectionRules.WrongRule e) {
      LOG.warn("the rules of directions stay as they were: {}", e.getMessage());
      return before;
    }
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
