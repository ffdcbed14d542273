package weir.ui.records;

import java.util.List;
import java.util.Optional;
import weir.query.Dimension;
import weir.query.Panel;
import weir.query.View;

/// Which columns tables of records have, and how wide they are.
public interface ColumnMemory {
  /// What came with the view, and nothing is kept.
  ColumnMemory NONE =
      new ColumnMemory() {
        @Override
        public List<Dimension> columns(View view, Panel panel) {
          return panel.columns();
        }

        @Override
        public void columns(View view, Panel panel, List<Dimension> chosen) {
          // nobody remembers
        }

        @Override
        public Optional<Double> width(Dimension field) {
          return Optional.empty();
        }

        @Override
        public void width(Dimension field, double pixels) {
          // nobody remembers
        }
      };

  /// Those of a panel, in order.
  List<Dimension> columns(View view, Panel panel);

  /// Somebody has chosen others.
  void columns(View view, Panel panel, List<Dimension> chosen);

  /// Empty for as wide as what is in it.
  Optional<Double> width(Dimension field);

  /// Somebody has drawn a column so wide.
  void width(Dimension field, double pixels);
}
