/// Reports of views: asks what the panels ask, draws what they draw, and says how: ReportMaker.
@NullMarked
package weir.ui.report;

import org.jspecify.annotations.NullMarked;
