package weir.capture;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.flow.ListenAddress;

/// A port that was asked for, and what has become of it.
///
/// @param bound where it listens, with the port that was taken where any was asked for; null where
///   it does not
/// @param failure why it does not
/// @param received datagrams or streams that came to it
public record PortState(
    ListenAddress asked,
    @Nullable ListenAddress bound,
    Optional<CannotListen> failure,
    long received) {}
