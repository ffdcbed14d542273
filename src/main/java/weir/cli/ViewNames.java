package weir.cli;

import java.util.Iterator;
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

  @Override
  public Iterator<String> iterator() {
    return views.all().stream().map(View::id).iterator();
  }
}
