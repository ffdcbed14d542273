package weir.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import weir.capture.ForwardState;
import weir.capture.PortState;
import weir.decode.bmp.Routers;
import weir.flow.Admission;
import weir.flow.ListenAddress;
import weir.store.Closing;

/// The ports of a live source. They can be changed while flows come in: those that stay lose
/// nothing.
final class Listeners {
  private final Admission admission;
  private final ExportInput exports;
  private final StreamInput streams;
  private final BmpInput routes;
  private volatile Listening where = Listening.NOWHERE;

  private Listeners(Admission admission) {
    this.admission = admission;
    this.exports = new ExportInput(admission);
    this.streams = new StreamInput(admission);
    this.routes = new BmpInput(admission);
  }

  /// Those that can be opened; the others say why they cannot.
  static Listeners some(Listening where, Admission admission) {
    Listeners listeners = new Listeners(admission);
    listeners.listen(where);
    return listeners;
  }

  /// All, or none.
  static Listeners all(Listening where, Admission admission) throws IOException {
    Listeners listeners = some(where, admission);
    var failure = listeners.states().flatMap(state -> state.failure().stream()).findFirst();
    var loop = listeners.exports.forwarded().stream().filter(Listeners::comesBack).findFirst();
    if (failure.isPresent() || loop.isPresent()) {
      listeners.inputs().forEach(input -> input.close(Closing.FOREVER));
      throw failure.isPresent()
          ? failure.get()
          : new IOException(
              "--forward "
                  + loop.get().to()
                  + " would come back: Weir itself listens there; give the address of another"
                  + " collector");
    }
    return listeners;
  }

  private static boolean comesBack(ForwardState state) {
    return state.problem().filter(ForwardState.Problem::comesBack).isPresent();
  }

  List<LiveInput> inputs() {
    return List.of(exports, streams, routes);
  }

  /// Listens there from now on, as far as can be; what could not be opened is tried again.
  synchronized void listen(Listening now) {
    admission.allow(now.allowed());
    exports.listen(now.datagrams(), now.messages());
    streams.listen(now.streams());
    routes.listen(now.routes());
    exports.forward(now.forward());
    where = now;
  }

  /// The collectors that datagrams are forwarded to.
  List<Forward> forwards() {
    return exports.forwarded().stream().map(Forward::of).toList();
  }

  /// What routers have told of their routes.
  Routers routers() {
    return routes.routers();
  }

  Listening where() {
    return where;
  }

  private Stream<PortState> states() {
    return Stream.of(exports.states(), exports.messageStates(), streams.states(), routes.states())
        .flatMap(List::stream);
  }

  List<Listener> all() {
    return Stream.of(
            all(Listener.Takes.DATAGRAMS, exports.states()),
            all(Listener.Takes.MESSAGES, exports.messageStates()),
            all(Listener.Takes.STREAMS, streams.states()),
            all(Listener.Takes.ROUTES, routes.states()))
        .flatMap(listeners -> listeners)
        .toList();
  }

  /// The terms of the ports that are listened on, by the numbers that were taken.
  Map<Integer, PortTerms> terms() {
    Map<Integer, PortTerms> terms = new TreeMap<>();
    for (Listener listener : all()) {
      ListenAddress bound = listener.bound();
      if (bound != null && listener.takes() != Listener.Takes.ROUTES) {
        terms.put(bound.port(), where.terms(listener.asked().port()));
      }
    }
    return terms;
  }

  private static Stream<Listener> all(Listener.Takes takes, List<PortState> states) {
    return states.stream().map(state -> Listener.of(takes, state));
  }
}
