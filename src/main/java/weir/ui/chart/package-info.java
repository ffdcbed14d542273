/// Charts: layout and hit-testing apart from painting. TimeSeriesChart is the door.
@NullMarked
package weir.ui.chart;

import org.jspecify.annotations.NullMarked;
