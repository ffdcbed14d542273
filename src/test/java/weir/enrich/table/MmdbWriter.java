package weir.enrich.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Databases of networks made for tests, after the specification of MaxMind's format 2.0.
public final class MmdbWriter {
  private static final int EMPTY = -1;

  /// Two entries a node: below 0 nothing or data (-2 and less), else a node.
  private final List<int[]> nodes = new ArrayList<>();

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final int recordBits;
  private final boolean six;

  public MmdbWriter(int recordBits, boolean six) {
    this.recordBits = recordBits;
    this.six = six;
    nodes.add(new int[] {EMPTY, EMPTY});
  }

  /// Networks are added the shorter before the longer.
  public MmdbWriter add(String prefix, Map<String, Object> said) {
    Network network = Objects.requireNonNull(Network.parse(prefix));
    boolean four = network.bits() >= 96 && prefix.indexOf(':') < 0;
    int offset = data.size();
    value(said, data);
    int bits = four && !six ? network.bits() - 96 : network.bits();
    int node = 0;
    for (int i = 0; i < bits; i++) {
      int at = four && !six ? i + 96 : i;
      long low = four ? network.low() & 0xffff_ffffL : network.low(); // IPv4 is at ::/96
      long word = at < 64 ? network.high() >>> (63 - at) : low >>> (127 - at);
      int side = (int) word & 1;
      if (i == bits - 1) {
        nodes.get(node)[side] = -2 - offset;
      } else {
        int next = nodes.get(node)[side];
        if (next < 0) {
          nodes.add(new int[] {next, next});
          nodes.get(node)[side] = nodes.size() - 1;
          next = nodes.size() - 1;
        }
        node = next;
      }
    }
    return this;
  }

  /// Has the tree lead to IPv4 as mapped addresses, too, as MaxMind's do. After all were added.
  public MmdbWriter mapped() {
    int four = 0;
    for (int i = 0; i < 96; i++) {
      four = nodes.get(four)[0];
    }
    int node = 0;
    for (int i = 0; i < 96; i++) {
      int side = i < 80 ? 0 : 1;
      if (nodes.get(node)[side] == EMPTY) {
        nodes.add(new int[] {EMPTY, EMPTY});
        nodes.get(node)[side] = i == 95 ? four : nodes.size() - 1;
      }
      node = nodes.get(node)[side];
    }
    return this;
  }

  public byte[] toBytes(String type, long seconds) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      long left = record(node[0]);
      long right = record(node[1]);
      switch (recordBits) {
        case 24 -> {
          number(file, left, 3);
          number(file, right, 3);
        }
        case 28 -> {
          number(file, left & 0xff_ffff, 3);
          file.write((int) (((left >>> 20) & 0xf0) | ((right >>> 24) & 0x0f)));
          number(file, right & 0xff_ffff, 3);
        }
        default -> {
          number(file, left, 4);
          number(file, right, 4);
        }
      }
    }
    file.writeBytes(new byte[16]);
    file.writeBytes(data.toByteArray());
    file.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1));
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("binary_format_major_version", 2);
    about.put("binary_format_minor_version", 0);
    about.put("build_epoch", seconds);
    about.put("database_type", type);
    about.put("ip_version", six ? 6 : 4);
    about.put("node_count", nodes.size());
    about.put("record_size", recordBits);
    value(about, file);
    return file.toByteArray();
  }

  private long record(int entry) {
    return entry == EMPTY ? nodes.size() : entry < 0 ? nodes.size() + 16L + (-2 - entry) : entry;
  }

  private static void number(ByteArrayOutputStream out, long value, int octets) {
    for (int i = octets - 1; i >= 0; i--) {
      out.write((int) (value >>> (8 * i)));
    }
  }

  private static void value(Object value, ByteArrayOutputStream out) {
    switch (value) {
      case String text -> {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        control(2, octets.length, out);
        out.writeBytes(octets);
      }
      case Map<?, ?> map -> {
        control(7, map.size(), out);
        map.forEach(
            (name, inner) -> {
              value(String.valueOf(name), out);
              value(inner, out);
            });
      }
      case Integer number -> {
        control(6, 4, out);
        number(out, number, 4);
      }
      case Long number -> {
        out.write(8);
        out.write(9 - 7);
        number(out, number, 8);
      }
      default -> throw new IllegalArgumentException(value.toString());
    }
  }

  private static void control(int type, int size, ByteArrayOutputStream out) {
    if (size < 29) {
      out.write(type << 5 | size);
    } else {
      out.write(type << 5 | 29);
      out.write(size - 29);
    }
  }
}
