package weir.decode.netflow;

import java.util.Arrays;
import weir.decode.state.ExporterState;
import weir.decode.state.MessageHeader;
import weir.decode.state.TemplateSpec;
import weir.wire.MalformedDatagram;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireReader;

/// Reads template sets and options template sets.
final class TemplateReader {
  private static final int FIRST_TEMPLATE = 256;
  private static final int SPECIFIER_BYTES = 4;
  private static final int ENTERPRISE_BIT = 0x8000;
  private static final int TEMPLATE_SET = 2;
  private static final int OPTIONS_TEMPLATE_SET = 3;

  private int[] fields = new int[64];
  private int size;

  /// RFC 3954 §5.2: `template id u16, field count u16, (type u16, length u16)*`.
  void v9(WireReader in, MessageHeader header, ExporterState exporter) {
    while (in.remaining() >= SPECIFIER_BYTES) {
      int start = in.position();
      int id = in.u16();
      int count = in.u16();
      if (id == 0 && count == 0) {
        return; // padding
      }
      checkId(id, start);
      checkFields(id, count, start);
      size = 0;
      for (int i = 0; i < count; i++) {
        add(in.u16(), in.u16(), 0);
      }
      store(exporter, header, id, spec(false, 0), start);
    }
  }

  /// RFC 3954 §6.1: `template id u16, scope bytes u16, option bytes u16`, scopes, options.
  void v9Options(WireReader in, MessageHeader header, ExporterState exporter) {
    while (in.remaining() >= SPECIFIER_BYTES + 2) {
      int start = in.position();
      int id = in.u16();
      int scopeBytes = in.u16();
      int optionBytes = in.u16();
      if (id == 0 && scopeBytes == 0) {
        return; // padding
      }
      checkId(id, start);
      if (scopeBytes % SPECIFIER_BYTES != 0 || optionBytes % SPECIFIER_BYTES != 0) {
        throw bad(start, "options template " + id + " has half a field");
      }
      checkFields(id, (scopeBytes + optionBytes) / SPECIFIER_BYTES, start);
      size = 0;
      for (int i = 0; i < scopeBytes / SPECIFIER_BYTES; i++) {
        add(in.u16(), in.u16(), TemplateSpec.V9_SCOPE);
      }
      for (int i = 0; i < optionBytes / SPECIFIER_BYTES; i++) {
        add(in.u16(), in.u16(), 0);
      }
      store(exporter, header, id, spec(true, scopeBytes / SPECIFIER_BYTES), start);
    }
  }

  /// RFC 7011 §3.4.1; without fields it takes the template back (§8.1).
  void ipfix(WireReader in, MessageHeader header, ExporterState exporter) {
    while (in.remaining() >= SPECIFIER_BYTES) {
      int start = in.position();
      int id = in.u16();
      int count = in.u16();
      if (count == 0) {
        withdraw(exporter, header, id, TEMPLATE_SET, start);
      } else {
        checkId(id, start);
        checkFields(id, count, start);
        readFields(in, count);
        store(exporter, header, id, spec(false, 0), start);
      }
    }
  }

  /// RFC 7011 §3.4.2.2.
  void ipfixOptions(WireReader in, MessageHeader header, ExporterState exporter) {
    while (in.remaining() >= SPECIFIER_BYTES) {
      int start = in.position();
      int id = in.u16();
      int count = in.u16();
      if (count == 0) {
        withdraw(exporter, header, id, OPTIONS_TEMPLATE_SET, start);
        continue;
      }
      checkId(id, start);
      int scopes = in.u16();
      if (scopes == 0 || scopes > count) {
        throw bad(start, "options template " + id + " has " + scopes + " scopes of " + count);
      }
      checkFields(id, count, start);
      readFields(in, count);
      store(exporter, header, id, spec(true, scopes), start);
    }
  }

  private void readFields(WireReader in, int count) {
    size = 0;
    for (int i = 0; i < count; i++) {
      int id = in.u16();
      int length = in.u16();
      boolean enterprise = (id & ENTERPRISE_BIT) != 0;
      add(id & ~ENTERPRISE_BIT, length, enterprise ? enterprise(in) : 0);
    }
  }

  /// Numbers that mean something to Weir itself would only be used to confuse it.
  private static int enterprise(WireReader in) {
    int number = in.i32();
    return number == 0 || number == TemplateSpec.V9_SCOPE ? Integer.MAX_VALUE : number;
  }

  private void add(int id, int length, int enterprise) {
    if (size + 3 > fields.length) {
      fields = Arrays.copyOf(fields, fields.length * 2);
    }
    fields[size++] = id;
    fields[size++] = length;
    fields[size++] = enterprise;
  }

  private TemplateSpec spec(boolean options, int scopes) {
    return new TemplateSpec(options, scopes, Arrays.copyOf(fields, size));
  }

  private static void store(
      ExporterState exporter, MessageHeader header, int id, TemplateSpec spec, int offset) {
    exporter.templates().put(header, id, spec, offset);
    TemplatedSets.arrived(exporter, header, id);
  }

  private static void withdraw(
      ExporterState exporter, MessageHeader header, int id, int setId, int start) {
    if (id == setId) {
      exporter.templates().withdrawAll(header, setId == OPTIONS_TEMPLATE_SET);
    } else if (id != 0) {
      checkId(id, start);
      exporter.templates().withdraw(header, id);
    }
  }

  private static void checkId(int id, int start) {
    if (id < FIRST_TEMPLATE) {
      throw bad(start, "template id " + id + " is below 256");
    }
  }

  private static void checkFields(int id, int count, int start) {
    if (count > TemplateSpec.MOST_FIELDS) {
      throw bad(
          start,
          "template " + id + " has " + count + " fields, more than " + TemplateSpec.MOST_FIELDS);
    }
  }

  private static MalformedDatagram bad(int offset, String detail) {
    return new MalformedDatagram(Reason.BAD_TEMPLATE, offset, detail);
  }
}
