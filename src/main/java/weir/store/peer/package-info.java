/// A data set that another process on this machine has open, asked through it: a private socket in
/// the data set's folder, questions in, answers out.
@NullMarked
package weir.store.peer;

import org.jspecify.annotations.NullMarked;
