package weir.ui.explore;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import weir.exporter.Overrides;
import weir.query.Dimensions;
import weir.query.View;
import weir.ui.records.ColumnMemory;

/// What a table of all records needs of its surroundings.
///
/// @param view that it is in
/// @param memory which columns it has
/// @param delivery runs tasks on the JavaFX thread
/// @param said of exporters by people
/// @param dimensions with the names that there are now
/// @param pages whether the store reads any of any number of records in a moment
/// @param look finds out names of hosts that are looked at
/// @param again has everything asked again
record RecordDoors(
    View view,
    ColumnMemory memory,
    Executor delivery,
    Supplier<Overrides> said,
    Supplier<Dimensions> dimensions,
    boolean pages,
    Runnable again,
    Supplier<HostLook> look) {}
