/// How a question is answered from slices: QueryPlan says from what, SteppedQuestion goes through
/// it in steps, RecordSearch finds records.
@NullMarked
package weir.store.duckdb.read;

import org.jspecify.annotations.NullMarked;
