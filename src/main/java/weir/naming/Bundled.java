package weir.naming;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import weir.flow.Names;
import weir.flow.Service;

/// Names that come along: those of IANA's and IEEE's registries that flows are shown with. They are
/// in force where nobody says anything else, and are no layer of the names file.
public final class Bundled {
  /// Services of TCP and UDP, protocols, DSCP, EtherTypes.
  public static final Naming NAMES = Naming.NONE.withWords(words());

  private Bundled() {}

  private static Words words() {
    Map<Service, String> services = new LinkedHashMap<>();
    new TreeMap<>(Names.ports())
        .forEach(
            (port, name) ->
                Service.NAMED.forEach(protocol -> services.put(new Service(protocol, port), name)));
    return new Words(
        services,
        new TreeMap<>(Names.protocols()),
        new TreeMap<>(Names.dscp()),
        new TreeMap<>(Names.etherTypes()));
  }
}
