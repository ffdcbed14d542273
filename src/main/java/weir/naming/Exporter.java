package weir.naming;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import weir.flow.IpAddress;

/// What is said of an exporter.
///
/// @param name empty for none
/// @param site where it stands; empty for none
/// @param role what it is for, such as "edge"; empty for none
/// @param samplingRate of all its flows, one in so many; 0 for as exported
/// @param anonymise whether addresses in its flows are cut before they are kept
/// @param interfaces by ifIndex
/// @param vlans names by id
/// @param vrfs names by id
/// @param hosts names of addresses that only its flows have
public record Exporter(
    String name,
    String site,
    String role,
    long samplingRate,
    boolean anonymise,
    Map<Long, Interface> interfaces,
    Map<Integer, String> vlans,
    Map<Long, String> vrfs,
    Map<IpAddress, String> hosts) {
  public static final Exporter NOTHING =
      new Exporter("", "", "", 0, false, Map.of(), Map.of(), Map.of(), Map.of());

  public Exporter {
    name = Name.of(name);
    site = Name.quotable(site, "a site's name");
    role = Name.quotable(role, "a role");
    samplingRate = Numbers.rate(samplingRate);
    interfaces = Numbers.kept(interfaces);
    vlans = Numbers.kept(vlans);
    vrfs = Numbers.kept(vrfs);
    hosts = Numbers.kept(hosts);
  }

  public Exporter withName(String newName) {
    return new Exporter(
        newName, site, role, samplingRate, anonymise, interfaces, vlans, vrfs, hosts);
  }

  public Exporter withSite(String newSite) {
    return new Exporter(
        name, newSite, role, samplingRate, anonymise, interfaces, vlans, vrfs, hosts);
  }

  public Exporter withRole(String newRole) {
    return new Exporter(
        name, site, newRole, samplingRate, anonymise, interfaces, vlans, vrfs, hosts);
  }

  public Exporter withSamplingRate(long rate) {
    return new Exporter(name, site, role, rate, anonymise, interfaces, vlans, vrfs, hosts);
  }

  public Exporter withAnonymise(boolean cut) {
    return new Exporter(name, site, role, samplingRate, cut, interfaces, vlans, vrfs, hosts);
  }

  public Exporter withInterfaces(Map<Long, Interface> others) {
    return new Exporter(name, site, role, samplingRate, anonymise, others, vlans, vrfs, hosts);
  }

  /// Says something else of one interface.
  public Exporter with(long index, UnaryOperator<Interface> change) {
    Map<Long, Interface> changed = new LinkedHashMap<>(interfaces);
    changed.put(index, change.apply(changed.getOrDefault(index, Interface.NOTHING)));
    return withInterfaces(changed);
  }

  public Exporter withVlans(Map<Integer, String> others) {
    return new Exporter(name, site, role, samplingRate, anonymise, interfaces, others, vrfs, hosts);
  }

  public Exporter withVrfs(Map<Long, String> others) {
    return new Exporter(
        name, site, role, samplingRate, anonymise, interfaces, vlans, others, hosts);
  }

  public Exporter withHosts(Map<IpAddress, String> others) {
    return new Exporter(name, site, role, samplingRate, anonymise, interfaces, vlans, vrfs, others);
  }

  public boolean isNothing() {
    return equals(NOTHING);
  }

  /// What is said of an interface.
  public Interface interfaceOf(long index) {
    return interfaces.getOrDefault(index, Interface.NOTHING);
  }

  /// What others say where this says nothing.
  Exporter over(Exporter other) {
    return new Exporter(
        name.isEmpty() ? other.name : name,
        site.isEmpty() ? other.site : site,
        role.isEmpty() ? other.role : role,
        samplingRate == 0 ? other.samplingRate : samplingRate,
        anonymise || other.anonymise,
        Numbers.over(interfaces, other.interfaces, Interface::over),
        Numbers.over(vlans, other.vlans, (mine, _) -> mine),
        Numbers.over(vrfs, other.vrfs, (mine, _) -> mine),
        Numbers.over(hosts, other.hosts, (mine, _) -> mine));
  }
}
