/// The exporters of a source: how they are doing, their templates, rates and interfaces.
/// ExportersPage is the door.
@NullMarked
package weir.ui.exporters;

import org.jspecify.annotations.NullMarked;
