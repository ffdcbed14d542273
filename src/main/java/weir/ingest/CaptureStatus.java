package weir.ingest;

/// How a capture is doing.
///
/// @param what is captured, and where its flows go
/// @param running whether packets are still taken
/// @param packets taken so far
/// @param away whether none of the adapters is there at the moment: it is waited for
/// @param unsaved whether its flows are gone when it is closed
public record CaptureStatus(
    Capturing what, boolean running, long packets, boolean away, boolean unsaved) {}
