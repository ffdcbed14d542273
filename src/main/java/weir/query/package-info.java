/// Questions about flows as immutable values: what is asked (FlowQuery, RecordQuery), the filter
/// and its text (Filter, FilterParser), what a click leads to (DrillDown, History). The views that
/// ask them are files (Views). No SQL.
@NullMarked
package weir.query;

import org.jspecify.annotations.NullMarked;
