package weir.ui.names;

import java.util.Optional;
import java.util.function.UnaryOperator;
import weir.naming.Naming;

/// What is to be in the names file.
///
/// @param sentence said when it is
/// @param unsay takes it back in the data set, when it is in the file; empty where it was not said
///   there. It cannot be undone then: a former file has none of it, and the data set neither.
record NamesChange(UnaryOperator<Naming> change, String sentence, Optional<Runnable> unsay) {
  NamesChange(UnaryOperator<Naming> change) {
    this(change, "", Optional.empty());
  }

  NamesChange saying(String words) {
    return new NamesChange(change, words, unsay);
  }

  NamesChange moving(Runnable taken) {
    return new NamesChange(change, sentence, Optional.of(taken));
  }
}
