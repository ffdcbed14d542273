package weir.ui.chart;

import java.util.function.Consumer;
import org.kordamp.ikonli.feather.Feather;
import weir.query.TimeRange;

/// Something that can be done with a stretch of time that is marked in a chart.
public record StretchAction(String text, Feather icon, Consumer<TimeRange> action) {}
