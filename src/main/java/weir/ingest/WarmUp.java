package weir.ingest;

import java.util.function.BooleanSupplier;

/// What is done between binding the sockets and reading them. Java compiles what runs often, so
/// that the first seconds are ten times as slow as those that follow; who begins to listen amid a
/// million flows a second would lose most of them. Meanwhile the kernel keeps what comes.
@FunctionalInterface
public interface WarmUp {
  /// Begins at once.
  WarmUp NONE = _ -> {};

  /// Sends made-up datagrams of every protocol through a socket, the decoder and a store, which are
  /// all thrown away, for two seconds.
  WarmUp USUAL = Rehearsal::run;

  /// Warms up on the caller's thread; never throws.
  ///
  /// @param enough asked all the time; ends it early
  void run(BooleanSupplier enough);
}
