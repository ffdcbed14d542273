/// Answers and records as text for people and programs: AnswerFormat, FlowFormat.
@NullMarked
package weir.export;

import org.jspecify.annotations.NullMarked;
