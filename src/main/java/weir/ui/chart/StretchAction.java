package weir.ui.chart;

import java.util.function.Consumer;
import org.kordamp.ikonli.feather.Feather;
import weir.query.Selection;

/// Something that can be done with what is marked in a chart: a stretch of time, or values in it.
public record StretchAction(String text, Feather icon, Consumer<Selection> action) {}
