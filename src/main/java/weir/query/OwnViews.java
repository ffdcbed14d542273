package weir.query;

import java.io.IOException;
import java.util.List;

/// Where the user keeps views of their own.
public interface OwnViews {
  /// Nowhere: nothing can be kept.
  OwnViews NONE =
      new OwnViews() {
        @Override
        public Read read() {
          return new Read(List.of(), List.of());
        }

        @Override
        public void save(View view) throws IOException {
          throw new IOException("views are not kept here: there is no folder for settings");
        }

        @Override
        public void delete(String id) {}
      };

  /// @param problems of files that are no views, a sentence each
  record Read(List<View> views, List<String> problems) {
    public Read {
      views = List.copyOf(views);
      problems = List.copyOf(problems);
    }
  }

  /// All that there are now.
  Read read();

  /// Keeps a view in place of the one of its id, if there is one.
  void save(View view) throws IOException;

  /// Keeps it no longer; nothing happens where there is none.
  void delete(String id) throws IOException;
}
