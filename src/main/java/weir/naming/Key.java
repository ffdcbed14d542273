package weir.naming;

import java.util.Locale;
import java.util.function.Function;
import weir.flow.IpAddress;
import weir.flow.Service;

/// What tells the lines of a table of names apart: how it is read, and written.
///
/// @param column what it is called in CSV
/// @param read throws [IllegalArgumentException] with a sentence
record Key<K>(String column, Function<String, K> read, Function<K, String> text) {
  static final Key<IpAddress> ADDRESS = new Key<>("address", IpAddress::parse, Object::toString);
  static final Key<Integer> PROTOCOL = number("protocol", 0xff);
  static final Key<Integer> DSCP = number("dscp", 63);
  static final Key<Integer> PORT = number("port", 0xffff);
  static final Key<Integer> VLAN = number("vlan", 0xffff);
  static final Key<Long> INDEX = longNumber("index");
  static final Key<Long> VRF = longNumber("vrf");

  static final Key<Integer> ETHER_TYPE =
      new Key<>(
          "ether_type",
          text -> (int) NamesJson.number(text, 0xffff),
          type -> String.format(Locale.ROOT, "0x%04x", type));

  static final Key<Long> SYSTEM =
      new Key<>(
          "number",
          text -> NamesJson.number(text.replaceFirst("^(?i)AS", ""), Numbers.MOST),
          Object::toString);

  static final Key<Service> SERVICE =
      new Key<>(
          "service", text -> NamesJson.service(text.toLowerCase(Locale.ROOT)), Service::toString);

  private static Key<Integer> number(String column, int most) {
    return new Key<>(column, text -> (int) NamesJson.number(text, most), Object::toString);
  }

  private static Key<Long> longNumber(String column) {
    return new Key<>(column, text -> NamesJson.number(text, Numbers.MOST), Object::toString);
  }
}
