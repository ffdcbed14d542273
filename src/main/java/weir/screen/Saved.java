package weir.screen;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is in the file of a workspace, but for the flows themselves.
///
/// @param newer whether a newer Weir wrote it, with what this one does not know
/// @param screen that was shown
/// @param notes of the user; empty for none
/// @param source what the flows were of, in a word; empty where that is not to be told
/// @param written when
/// @param by "Weir 1.0"
/// @param flows that are in it
/// @param remarks what was not understood, in sentences
public record Saved(
    boolean newer,
    Screen screen,
    Names names,
    String notes,
    String source,
    Instant written,
    String by,
    Optional<Flows> flows,
    List<String> remarks) {
  /// @param rows flows
  /// @param octets that they take in the file
  /// @param anonymised how, in words; empty for not
  public record Flows(long rows, long octets, String anonymised) {}

  public Saved {
    remarks = List.copyOf(remarks);
  }
}
