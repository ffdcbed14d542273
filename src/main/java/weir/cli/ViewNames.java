package weir.cli;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine;
import weir.query.View;
import weir.query.Views;

/// What `--view` may be, for the help: read only when that is printed.
final class ViewNames implements Iterable<String> {
  private final Views views;

  private ViewNames(Views views) {
    this.views = views;
  }

  /// Makes what commands name by its class.
  static CommandLine.IFactory factory(Views views) {
    CommandLine.IFactory others = CommandLine.defaultFactory();
    return new CommandLine.IFactory() {
      @Override
      public <T> T create(Class<T> type) throws Exception {
        return type == ViewNames.class ? type.cast(new ViewNames(views)) : others.create(type);
      }
    };
  }

  /// Where a file of a view is wrong, what is wrong: that must not keep the help from being read.
  @Override
  public Iterator<String> iterator() {
    try {
      return views.all().stream().map(View::id).iterator();
    } catch (IllegalArgumentException e) {
      return List.of("(" + e.getMessage() + ")").iterator();
    }
  }
}
