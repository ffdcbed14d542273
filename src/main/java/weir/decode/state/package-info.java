/// What a decoder remembers of each exporter: templates and how they are read, sampling rates,
/// names, sequence numbers, data sets that wait. ExporterState is the door.
@NullMarked
package weir.decode.state;

import org.jspecify.annotations.NullMarked;
