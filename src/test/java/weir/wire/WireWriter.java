package weir.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Builds datagrams, big-endian, for tests.
public final class WireWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public WireWriter u8(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  public WireWriter u16(int... values) {
    for (int value : values) {
      u8(value >>> 8, value);
    }
    return this;
  }

  public WireWriter u32(long... values) {
    for (long value : values) {
      u16((int) (value >>> 16), (int) value);
    }
    return this;
  }

  public WireWriter u64(long value) {
    return u32(value >>> 32, value);
  }

  public WireWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public WireWriter bytes(WireWriter bytes) {
    return bytes(bytes.toBytes());
  }

  /// Digits, spaces between them allowed.
  public WireWriter hex(String digits) {
    return bytes(HexFormat.of().parseHex(digits.replace(" ", "")));
  }

  public WireWriter ascii(String text) {
    return bytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  public WireWriter zeros(int count) {
    return bytes(new byte[count]);
  }

  /// A set: its id and length, then the body.
  public WireWriter set(int id, WireWriter body) {
    return u16(id, body.size() + 4).bytes(body);
  }

  public int size() {
    return out.size();
  }

  public byte[] toBytes() {
    return out.toByteArray();
  }
}
