/// What is wrong with an exporter, in words, and what its flows mean: made of what is known of it
/// alone. Diagnosis is the door.
@NullMarked
package weir.doctor;

import org.jspecify.annotations.NullMarked;
