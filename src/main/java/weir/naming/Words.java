package weir.naming;

import java.util.Map;
import weir.flow.Service;

/// Own names of numbers in packet headers; they count before IANA's.
///
/// @param services by protocol and port
/// @param protocols by number
/// @param dscp by codepoint
/// @param etherTypes by number
public record Words(
    Map<Service, String> services,
    Map<Integer, String> protocols,
    Map<Integer, String> dscp,
    Map<Integer, String> etherTypes) {
  public static final Words NONE = new Words(Map.of(), Map.of(), Map.of(), Map.of());

  public Words {
    services = Numbers.kept(services);
    protocols = Numbers.kept(protocols);
    dscp = Numbers.kept(dscp);
    etherTypes = Numbers.kept(etherTypes);
  }

  public Words withServices(Map<Service, String> others) {
    return new Words(others, protocols, dscp, etherTypes);
  }

  public Words withProtocols(Map<Integer, String> others) {
    return new Words(services, others, dscp, etherTypes);
  }

  public Words withDscp(Map<Integer, String> others) {
    return new Words(services, protocols, others, etherTypes);
  }

  public Words withEtherTypes(Map<Integer, String> others) {
    return new Words(services, protocols, dscp, others);
  }

  Words over(Words other) {
    return new Words(
        Numbers.over(services, other.services, (mine, _) -> mine),
        Numbers.over(protocols, other.protocols, (mine, _) -> mine),
        Numbers.over(dscp, other.dscp, (mine, _) -> mine),
        Numbers.over(etherTypes, other.etherTypes, (mine, _) -> mine));
  }
}
