package weir.ui.export;

/// How flows can be written into a file.
///
/// @param ending what names of such files end with: "csv"
/// @param label for people
/// @param text whether it is read by people, and can begin with lines about it
/// @param table whether it has columns, and so room for names
/// @param packets whether packets are written in place of flows
public record FlowKind(String ending, String label, boolean text, boolean table, boolean packets) {}
