package weir.demo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// NetFlow version 9 (RFC 3954) or IPFIX (RFC 7011) with one template a family, and the sampling
/// rate and the names of interfaces in options data. Templates and options come again every half
/// minute.
final class TemplatedExporter extends Exporter {
  private static final long TEMPLATES_EVERY_NANOS = 30_000_000_000L;
  private static final int V4_TEMPLATE = 256;
  private static final int V6_TEMPLATE = 257;
  private static final int OPTIONS_TEMPLATE = 258;
  private static final int PORTS_TEMPLATE = 259;
  private static final int RECORD_MOST_BYTES = 92;
  private static final int NAME_BYTES = 24;
  private static final int DESCRIPTION_BYTES = 40;

  private final boolean ipfix;
  private final boolean tellsRate;
  private int sequence;
  private int records;
  private long templatesNanos;
  private int set = -1;
  private int setTemplate;

  /// @param tellsRate whether options data tell the sampling rate
  TemplatedExporter(
      DemoDevice device, boolean ipfix, int samplingRate, boolean tellsRate, long startNanos) {
    super(device, samplingRate, startNanos);
    this.ipfix = ipfix;
    this.tellsRate = tellsRate;
  }

  @Override
  boolean fits() {
    return out.remaining() >= RECORD_MOST_BYTES + 8;
  }

  @Override
  void begin(long nowNanos) {
    records = 0;
    set = -1;
    out.putShort((short) (ipfix ? 10 : 9)).putShort((short) 0);
    if (!ipfix) {
      out.putInt(uptimeMillis(nowNanos));
    }
    out.putInt((int) (nowNanos / 1_000_000_000)).putInt(sequence).putInt(7);
    if (nowNanos - templatesNanos >= TEMPLATES_EVERY_NANOS) {
      templatesNanos = nowNanos;
      template(V4_TEMPLATE, false);
      template(V6_TEMPLATE, true);
      if (tellsRate) {
        rate();
      }
      if (device().tellsPorts()) {
        ports();
      }
    }
  }

  /// A template set with one template; information elements below 128 are the same in both.
  private void template(int id, boolean v6) {
    int start = out.position();
    int[][] fields = {
      {v6 ? 27 : 8, v6 ? 16 : 4},
      {v6 ? 28 : 12, v6 ? 16 : 4},
      {10, 4},
      {14, 4},
      {2, 8},
      {1, 8},
      ipfix ? new int[] {152, 8} : new int[] {22, 4},
      ipfix ? new int[] {153, 8} : new int[] {21, 4},
      {7, 2},
      {11, 2},
      {6, 1},
      {4, 1},
      {5, 1},
      {16, 4},
      {17, 4},
      {v6 ? 29 : 9, 1},
      {v6 ? 30 : 13, 1},
      {58, 2}
    };
    out.putShort((short) (ipfix ? 2 : 0)).putShort((short) (8 + 4 * fields.length));
    out.putShort((short) id).putShort((short) fields.length);
    for (int[] field : fields) {
      out.putShort((short) field[0]).putShort((short) field[1]);
    }
    records += ipfix ? 0 : 1;
    assert out.position() - start == 8 + 4 * fields.length;
  }

  /// Options template and its data: system or observation domain, then samplingInterval (34).
  private void rate() {
    optionsTemplate(OPTIONS_TEMPLATE, ipfix ? 149 : 1, new int[][] {{34, 4}});
    out.putShort((short) OPTIONS_TEMPLATE).putShort((short) 12).putInt(7).putInt(samplingRate());
    records++;
  }

  /// Options template and its data, a record a port: interface, then interfaceName (82) and
  /// interfaceDescription (83).
  private void ports() {
    optionsTemplate(
        PORTS_TEMPLATE, ipfix ? 10 : 2, new int[][] {{82, NAME_BYTES}, {83, DESCRIPTION_BYTES}});
    int length = 4 + device().ports().size() * (4 + NAME_BYTES + DESCRIPTION_BYTES);
    out.putShort((short) PORTS_TEMPLATE).putShort((short) length);
    for (DemoDevice.Port port : device().ports()) {
      out.putInt(port.index());
      text(port.name(), NAME_BYTES);
      text(port.description(), DESCRIPTION_BYTES);
      records++;
    }
  }

  private void text(String text, int octets) {
    out.put(Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), octets));
  }

  /// @param scope type of the scope in NetFlow 9, its element in IPFIX; 4 octets
  private void optionsTemplate(int id, int scope, int[][] fields) {
    int start = out.position();
    out.putShort((short) (ipfix ? 3 : 1)).putShort((short) 0).putShort((short) id);
    if (ipfix) {
      out.putShort((short) (1 + fields.length)).putShort((short) 1);
    } else {
      out.putShort((short) 4).putShort((short) (4 * fields.length));
    }
    out.putShort((short) scope).putShort((short) 4);
    for (int[] field : fields) {
      out.putShort((short) field[0]).putShort((short) field[1]);
    }
    out.putShort((short) 0); // padding
    out.putShort(start + 2, (short) (out.position() - start));
    records += ipfix ? 0 : 1;
  }

  @Override
  void put(DemoFlow flow, long nowNanos) {
    int template = flow.isV6() ? V6_TEMPLATE : V4_TEMPLATE;
    if (set < 0 || setTemplate != template) {
      endSet();
      set = out.position();
      setTemplate = template;
      out.putShort((short) template).putShort((short) 0);
    }
    address(flow.source(), flow.isV6());
    address(flow.destination(), flow.isV6());
    out.putInt(inInterface(flow)).putInt(outInterface(flow));
    out.putLong(flow.packets()).putLong(flow.bytes());
    if (ipfix) {
      long last = nowNanos / 1_000_000;
      out.putLong(last - flow.durationMillis()).putLong(last);
    } else {
      int last = uptimeMillis(nowNanos);
      out.putInt(last - flow.durationMillis()).putInt(last);
    }
    out.putShort((short) flow.sourcePort()).putShort((short) flow.destinationPort());
    out.put((byte) flow.tcpFlags()).put((byte) flow.protocol());
    out.put((byte) flow.typeOfService());
    out.putInt(flow.sourceAs()).putInt(flow.destinationAs());
    out.put((byte) flow.sourcePrefixLength()).put((byte) flow.destinationPrefixLength());
    out.putShort((short) flow.vlan());
    records++;
  }

  private void endSet() {
    if (set < 0) {
      return;
    }
    while ((out.position() - set) % 4 != 0) {
      out.put((byte) 0);
    }
    out.putShort(set + 2, (short) (out.position() - set));
    set = -1;
  }

  @Override
  void finish(long nowNanos) {
    endSet();
    out.putShort(2, (short) (ipfix ? out.position() : records));
    sequence += ipfix ? records : 1;
  }
}
