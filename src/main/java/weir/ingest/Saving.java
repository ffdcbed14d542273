package weir.ingest;

import java.util.Optional;
import weir.enrich.Anonymiser;
import weir.screen.Screen;

/// What is to be written into the file of a workspace.
///
/// @param screen that is shown
/// @param notes of the user
/// @param flows whether the flows that are shown come with it
/// @param anonymiser of them; empty for as they are
public record Saving(Screen screen, String notes, boolean flows, Optional<Anonymiser> anonymiser) {
  /// Told now and then, from the thread that saves.
  @FunctionalInterface
  public interface Progress {
    /// @param rows flows so far
    /// @param share of all there is to look at, about: 0 to 1
    void flows(long rows, double share);
  }
}
