/// One filter and one time range, the questions behind a view, drilling down and back. ExploreModel
/// is what is looked at, ExploreView paints it.
@NullMarked
package weir.ui.explore;

import org.jspecify.annotations.NullMarked;
