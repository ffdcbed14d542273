package weir.flow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Names of protocols, ports, EtherTypes, DSCP and TCP flags, from tables in `weir/names`. Each
/// text keeps the number beside the name.
public final class Names {
  /// Lowest bit first (RFC 9293 §3.1, RFC 3168 §6.1).
  private static final String[] TCP_FLAG = {
    "FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"
  };

  private static final Map<Integer, String> PROTOCOL = table("protocols.tsv");
  private static final Map<Integer, String> ETHER_TYPE = table("ethertypes.tsv");
  private static final Map<Integer, String> PORT = table("ports.tsv");
  private static final Map<Integer, String> DSCP = table("dscp.tsv");

  private static final Map<String, Map<Long, String>> CODES = codes();

  private Names() {}

  /// What the numbers of a field stand for, from IANA's registries of its element.
  static Map<Long, String> codes(String field) {
    return CODES.getOrDefault(field, Map.of());
  }

  /// "TCP (6)", or "253" where there is no name.
  public static String protocol(int number) {
    return named(PROTOCOL, number);
  }

  /// The name alone, or the number.
  public static String protocolName(int number) {
    return PROTOCOL.getOrDefault(number, Integer.toString(number));
  }

  /// "IPv4 (0x0800)".
  public static String etherType(int number) {
    String hex = String.format(java.util.Locale.ROOT, "0x%04x", number);
    String name = ETHER_TYPE.get(number);
    return name == null ? hex : name + " (" + hex + ")";
  }

  /// "443 https", or the number alone.
  public static String port(int number) {
    String name = PORT.get(number);
    return name == null ? Integer.toString(number) : number + " " + name;
  }

  /// The name alone, or the number.
  public static String portName(int number) {
    return PORT.getOrDefault(number, Integer.toString(number));
  }

  /// "SYN-ACK (18)"; "none (0)".
  public static String tcpFlags(int bits) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < TCP_FLAG.length; i++) {
      if (((bits >>> i) & 1) != 0) {
        text.append(text.isEmpty() ? "" : "-").append(TCP_FLAG[i]);
      }
    }
    return (text.isEmpty() ? "none" : text) + " (" + bits + ")";
  }

  /// The protocol of that name ("tcp", in any case), or -1.
  public static int protocolNumber(String name) {
    return number(PROTOCOL, name);
  }

  /// The port of that service name, the lowest of several, or -1.
  public static int portNumber(String name) {
    return number(PORT, name);
  }

  /// All names of protocols, sorted.
  public static List<String> protocolNames() {
    return PROTOCOL.values().stream().sorted().toList();
  }

  /// Protocols by number.
  public static Map<Integer, String> protocols() {
    return PROTOCOL;
  }

  /// EtherTypes by number.
  public static Map<Integer, String> etherTypes() {
    return ETHER_TYPE;
  }

  /// Codepoints of differentiated services by number.
  public static Map<Integer, String> dscp() {
    return DSCP;
  }

  /// Services by port.
  public static Map<Integer, String> ports() {
    return PORT;
  }

  /// All names of services, sorted.
  public static List<String> portNames() {
    return PORT.values().stream().distinct().sorted().toList();
  }

  private static int number(Map<Integer, String> table, String name) {
    return table.entrySet().stream()
        .filter(entry -> entry.getValue().equalsIgnoreCase(name))
        .mapToInt(Map.Entry::getKey)
        .min()
        .orElse(-1);
  }

  private static String named(Map<Integer, String> table, int number) {
    String name = table.get(number);
    return name == null ? Integer.toString(number) : name + " (" + number + ")";
  }

  private static Map<Integer, String> table(String file) {
    Map<Integer, String> table = new HashMap<>();
    rows(file, (number, name) -> table.put(Integer.decode(number), name));
    return Map.copyOf(table);
  }

  private static Map<String, Map<Long, String>> codes() {
    Map<String, Map<Long, String>> codes = new HashMap<>();
    rows(
        "codes.tsv",
        (field, code) -> {
          int tab = code.indexOf('\t');
          codes
              .computeIfAbsent(field, _ -> new TreeMap<>())
              .put(Long.decode(code.substring(0, tab)), code.substring(tab + 1));
        });
    return codes;
  }

  private static void rows(String file, BiConsumer<String, String> row) {
    var stream = Names.class.getResourceAsStream("/weir/names/" + file);
    try (var lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(stream, file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        if (tab > 0 && !line.startsWith("#")) {
          row.accept(line.substring(0, tab), line.substring(tab + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
