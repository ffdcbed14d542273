package weir.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireReaderTest {
  private final WireReader reader =
      new WireReader(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, (byte) 0xff});

  @Test
  void numbersAreBigEndianAndUnsigned() {
    assertEquals(1, reader.u8());
    assertEquals(0x0203, reader.u16());
    assertEquals(0x04050607L, reader.u32());
    assertEquals(0x08ff, reader.u16());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void reducedSizeNumbers(int length) {
    assertEquals(0x0102030405060708L >>> (64 - 8 * length), reader.unsigned(length));
    assertEquals(length, reader.position());
  }

  @Test
  void readingPastTheEndSaysWhere() {
    reader.skip(7);
    MalformedDatagram malformed = assertThrows(MalformedDatagram.class, reader::u32);
    assertEquals(MalformedDatagram.Reason.TRUNCATED, malformed.reason());
    assertEquals(7, malformed.offset());
    assertEquals(7, reader.position());
  }

  @Test
  void narrowedPartsCannotBeLeft() {
    reader.skip(1);
    int outer = reader.narrow(3);
    reader.u16();
    assertThrows(MalformedDatagram.class, reader::u16);
    reader.widen(outer);
    assertEquals(4, reader.position());
    assertEquals(5, reader.remaining());
  }

  @Test
  void negativeLengthsAreRefused() {
    assertThrows(MalformedDatagram.class, () -> reader.skip(-1));
    assertThrows(MalformedDatagram.class, () -> reader.narrow(-1));
    assertThrows(MalformedDatagram.class, () -> reader.position(10));
  }
}
