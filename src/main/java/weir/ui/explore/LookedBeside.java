package weir.ui.explore;

import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import weir.query.Against;

/// What is looked at together with what is explored: another data set, or other flows of the same
/// one; never both, which would be read as one.
public final class LookedBeside {
  private final BooleanSupplier any;
  private final ReadOnlyObjectWrapper<Optional<Beside>> beside =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Against>> against =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /// @param any whether a data set is explored
  LookedBeside(BooleanSupplier any) {
    this.any = any;
  }

  void clear() {
    beside.set(Optional.empty());
    against.set(Optional.empty());
  }

  /// Looks at another data set together with this one, or at this one alone again.
  public void beside(Optional<Beside> other) {
    if (other.isPresent()) {
      against.set(Optional.empty());
    }
    beside.set(other.filter(_ -> any.getAsBoolean()));
  }

  public Optional<Beside> beside() {
    return Objects.requireNonNull(beside.get());
  }

  public ReadOnlyObjectProperty<Optional<Beside>> besideProperty() {
    return beside.getReadOnlyProperty();
  }

  /// Compares what is shown with other flows of the data set, or with none any more.
  public void compare(Optional<Against> other) {
    if (other.isPresent()) {
      beside.set(Optional.empty());
    }
    against.set(other.filter(_ -> any.getAsBoolean()));
  }

  public Optional<Against> against() {
    return Objects.requireNonNull(against.get());
  }

  public ReadOnlyObjectProperty<Optional<Against>> againstProperty() {
    return against.getReadOnlyProperty();
  }
}
