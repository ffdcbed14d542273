package weir.ui.explore;

import org.kordamp.ikonli.feather.Feather;
import weir.query.Visual;

/// Visuals as people choose them.
final class VisualLook {
  private VisualLook() {}

  static String label(Visual visual) {
    return switch (visual) {
      case MIRROR -> "Areas, out below in";
      case STACKED -> "Stacked areas";
      case PERCENT -> "Areas in percent";
      case LINES -> "Lines";
      case GRID -> "Small charts";
      case SANKEY -> "Sankey diagram";
      case HEATMAP -> "Heatmap";
      case RANKING -> "Table alone";
      case NUMBER -> "One number";
      case RECORDS -> "Flows themselves";
      case MEANING -> "What TCP flags mean";
    };
  }

  static Feather icon(Visual visual) {
    return switch (visual) {
      case MIRROR -> Feather.CODE;
      case STACKED -> Feather.BAR_CHART_2;
      case PERCENT -> Feather.PERCENT;
      case LINES -> Feather.TRENDING_UP;
      case GRID -> Feather.LAYOUT;
      case SANKEY -> Feather.SHUFFLE;
      case HEATMAP -> Feather.GRID;
      case RANKING -> Feather.LIST;
      case NUMBER -> Feather.HASH;
      case RECORDS -> Feather.FILE_TEXT;
      case MEANING -> Feather.MESSAGE_SQUARE;
    };
  }
}
