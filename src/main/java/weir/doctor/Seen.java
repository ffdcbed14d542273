package weir.doctor;

import java.time.Instant;
import java.time.ZoneId;

/// When exporters are looked at, and how.
///
/// @param zone of times that are shown
/// @param now the wall clock
/// @param live whether they can send any moment; of a file they cannot
public record Seen(ZoneId zone, Instant now, boolean live) {}
