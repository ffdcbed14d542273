package weir.dialect;

import weir.query.FilterSyntaxException;

/// What was read and understood, and cannot be said in the other language.
final class NotSaid extends FilterSyntaxException {
  NotSaid(String reason, int position) {
    super(reason, position);
  }
}
