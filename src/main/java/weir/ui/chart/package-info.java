/// Charts: layout and hit-testing apart from painting.
@NullMarked
package weir.ui.chart;

import org.jspecify.annotations.NullMarked;
