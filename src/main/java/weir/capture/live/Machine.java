package weir.capture.live;

import java.util.List;
import java.util.Optional;

/// What a machine has to capture with. All of it is asked without any rights; what is asked may
/// take a moment.
public interface Machine {
  /// The one that this process runs on.
  Machine THIS = new ThisMachine();

  /// What can be captured on as it is now, whether this account may or not, in no order. Cheap
  /// enough for once a second.
  List<AdapterState> adapters();

  /// What is missing for capturing; as [Doctor#examine].
  List<Doctor.Finding> examine();

  /// Why a filter cannot be used on an adapter, in libpcap's words; empty where it can, or where
  /// nobody knows. A name of a host in it is looked up.
  Optional<String> problem(String filter, String adapter);
}
