/// Questions about flows as immutable values: what is asked (FlowQuery, RecordQuery), the filter
/// and its text (Filter, FilterParser), what a click leads to (DrillDown, History). No I/O, no SQL.
@NullMarked
package weir.query;

import org.jspecify.annotations.NullMarked;
