package weir.ingest;

import java.util.function.BooleanSupplier;

/// What is done from binding the sockets on, beside reading them later. Java compiles what runs
/// often, so that the first seconds are ten times as slow as those that follow; who begins to
/// listen amid a million flows a second would lose most of them.
@FunctionalInterface
public interface WarmUp {
  /// Begins at once.
  WarmUp NONE = _ -> {};

  /// Sends made-up datagrams of every protocol through a socket, the decoder and a store, which are
  /// all thrown away, until hardly anything is left to compile: for five to ten seconds.
  WarmUp USUAL = Rehearsal::run;

  /// Warms up on the caller's thread; never throws.
  ///
  /// @param enough asked all the time; ends it early
  void run(BooleanSupplier enough);
}
