package weir.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.capture.ring.PacketRing;
import weir.flow.Admission;
import weir.flow.BurstBin;
import weir.flow.Peaks;
import weir.store.Closing;

/// What the flows of a live source come by, all of it opened together.
///
/// @param listeners those among them whose ports can be changed
record LiveInputs(List<LiveInput> all, Optional<Listeners> listeners) {
  LiveInputs {
    all = List.copyOf(all);
  }

  static LiveInputs of(Listeners listeners) {
    return new LiveInputs(listeners.inputs(), Optional.of(listeners));
  }

  /// Those that are open already.
  static LiveInputs of(List<? extends LiveInput> open) {
    return new LiveInputs(List.copyOf(open), Optional.empty());
  }

  /// Opens all, or none.
  static LiveInputs open(List<LiveInput.Opening> openings, Admission admission) throws IOException {
    return of(opened(openings, admission));
  }

  /// Opens all, or none.
  static LiveInputs open(Listening where, List<LiveInput.Opening> more, Admission admission)
      throws IOException {
    List<LiveInput> others = opened(more, admission);
    try {
      Listeners listeners = Listeners.all(where, admission);
      return new LiveInputs(
          Stream.concat(listeners.inputs().stream(), others.stream()).toList(),
          Optional.of(listeners));
    } catch (IOException e) {
      others.forEach(LiveInputs::closeUnused);
      throw e;
    }
  }

  /// Closes all of them; nothing has come by any.
  void abandon() {
    all.forEach(LiveInputs::closeUnused);
  }

  private static void closeUnused(LiveInput input) {
    input.close(Closing.FOREVER);
    input.settle(Duration.ZERO);
  }

  /// Opens all, or none.
  private static List<LiveInput> opened(List<LiveInput.Opening> openings, Admission admission)
      throws IOException {
    List<LiveInput> inputs = new ArrayList<>();
    try {
      for (LiveInput.Opening opening : openings) {
        inputs.add(opening.open(admission));
      }
    } catch (IOException e) {
      inputs.forEach(LiveInputs::closeUnused);
      throw e;
    }
    return List.copyOf(inputs);
  }

  /// Ports that are listened on: of UDP, then of TCP.
  List<Integer> ports() {
    return all.stream().flatMap(input -> input.ports().stream()).toList();
  }

  /// "on port 2055 and ..."; empty where nothing can come.
  String where() {
    return all.stream()
        .map(LiveInput::where)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" and "));
  }

  List<Peaks> bursts(BurstBin bin) {
    return all.stream().flatMap(input -> input.bursts(bin).stream()).toList();
  }

  /// Where packets are kept.
  Stream<PacketRing> rings() {
    return all.stream().flatMap(input -> input.ring().stream()).distinct();
  }
}
