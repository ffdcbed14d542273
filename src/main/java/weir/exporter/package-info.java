/// What is known of exporters: how they are doing (ExporterStatus), what they have told
/// (ExporterMemory), what people say of them (Overrides), names (Labels).
@NullMarked
package weir.exporter;

import org.jspecify.annotations.NullMarked;
