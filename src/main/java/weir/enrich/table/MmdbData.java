package weir.enrich.table;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The data section of an [Mmdb]: texts, numbers, maps and lists, which may point to each other.
///
/// What a damaged file holds ends in [Malformed]: nothing is deeper or longer than any database has
/// it.
final class MmdbData {
  private static final int DEEPEST = 32;
  private static final int MOST_VALUES = 10_000;

  private final ByteBuffer octets;
  private final int start;

  MmdbData(ByteBuffer octets, int start) {
    this.octets = octets;
    this.start = start;
  }

  /// @throws Malformed if there is no value that is whole
  Object value(long offset) throws Malformed {
    Cursor cursor = new Cursor(offset);
    try {
      return cursor.value(0);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw Malformed.atByte(start + offset, "the data ends before the value that begins there");
    }
  }

  /// An empty one for what is no map.
  static Map<String, Object> map(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach((name, inner) -> map.put(String.valueOf(name), inner));
    }
    return map;
  }

  private final class Cursor {
    private long at;
    private int left = MOST_VALUES;

    Cursor(long offset) {
      at = offset;
    }

    private int octet() {
      long place = start + at++;
      if (place > Integer.MAX_VALUE) {
        throw new IndexOutOfBoundsException();
      }
      return octets.get((int) place) & 0xff;
    }

    private long unsigned(int size) {
      long value = 0;
      for (int i = 0; i < size; i++) {
        value = value << 8 | octet();
      }
      return value;
    }

    Object value(int depth) throws Malformed {
      if (depth > DEEPEST || left-- == 0) {
        throw Malformed.atByte(start + at, "the data is nested without end");
      }
      int control = octet();
      int type = control >>> 5;
      if (type == 1) {
        return pointed(control, depth);
      }
      if (type == 0) {
        type = octet() + 7;
      }
      int size = size(control & 31);
      return switch (type) {
        case 2 -> new String(bytes(size), StandardCharsets.UTF_8);
        case 3 -> Double.longBitsToDouble(unsigned(8));
        case 4 -> bytes(size);
        case 5, 6 -> unsigned(Math.min(size, 4));
        case 7 -> map(size, depth);
        case 8 -> (long) (int) unsigned(Math.min(size, 4));
        case 9 -> unsigned(Math.min(size, 8));
        case 10 -> new BigInteger(1, bytes(size));
        case 11 -> list(size, depth);
        case 14 -> size != 0;
        case 15 -> (double) Float.intBitsToFloat((int) unsigned(4));
        default -> throw Malformed.atByte(start + at, "there is no type " + type + " of data");
      };
    }

    private Object pointed(int control, int depth) throws Malformed {
      int more = (control >>> 3 & 3) + 1;
      long high = more == 4 ? 0 : control & 7;
      long target =
          switch (more) {
            case 1 -> high << 8 | unsigned(1);
            case 2 -> (high << 16 | unsigned(2)) + 2048;
            case 3 -> (high << 24 | unsigned(3)) + 526_336;
            default -> unsigned(4);
          };
      long back = at;
      at = target;
      Object value = value(depth + 1);
      at = back;
      return value;
    }

    private int size(int told) {
      return switch (told) {
        case 29 -> 29 + (int) unsigned(1);
        case 30 -> 285 + (int) unsigned(2);
        case 31 -> 65_821 + (int) unsigned(3);
        default -> told;
      };
    }

    private byte[] bytes(int size) {
      if (start + at + size > octets.limit()) {
        throw new IndexOutOfBoundsException();
      }
      byte[] bytes = new byte[size];
      octets.get((int) (start + at), bytes);
      at += size;
      return bytes;
    }

    private Map<String, Object> map(int size, int depth) throws Malformed {
      Map<String, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        String name = String.valueOf(value(depth + 1));
        map.put(name, value(depth + 1));
      }
      return map;
    }

    private List<Object> list(int size, int depth) throws Malformed {
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        list.add(value(depth + 1));
      }
      return list;
    }
  }
}
