package weir.enrich;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import weir.flow.IpAddress;

/// Crypto-PAn (Xu, Fan, Ammar and Moon, 2002): addresses become others, one to one. Two that begin
/// with the same bits become two that begin with the same number of the same bits, so networks stay
/// networks. Who has the key can reckon the way; who has not, cannot.
///
/// Of IPv4 as the authors' program does it, of IPv6 the same over 128 bits. Not thread-safe.
final class CryptoPan {
  /// The key of AES, and what the pad is made of.
  static final int KEY_OCTETS = 32;

  private static final int BLOCK = 16;

  private final Cipher aes;
  private final Cipher names;
  private final byte[] pad;

  /// Every block holds some first bits of the address and the pad's bits behind them.
  private final byte[] blocks = new byte[128 * BLOCK];

  private final byte[] encrypted = new byte[128 * BLOCK];

  CryptoPan(byte[] key) {
    if (key.length != KEY_OCTETS) {
      throw new IllegalArgumentException(
          "a key of Crypto-PAn has " + KEY_OCTETS + " octets, not " + key.length);
    }
    try {
      // each block says one bit, alone: there is nothing to chain
      aes = cipher(key, 0);
      names = cipher(key, BLOCK);
      pad = aes.doFinal(key, BLOCK, BLOCK);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES", e);
    }
  }

  private static Cipher cipher(byte[] key, int from) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, from, BLOCK, "AES"));
    return cipher;
  }

  /// None stays none.
  IpAddress address(IpAddress original) {
    if (original.equals(IpAddress.NONE)) {
      return original;
    }
    if (original.isV4()) {
      int address = (int) original.low();
      long other = (address ^ mask(32, (long) address << 32, 0) >>> 32) & 0xffff_ffffL;
      return new IpAddress(0, 0xffffL << 32 | other); // also where it is 0.0.0.0
    }
    long high = mask(128, original.high(), original.low());
    long low = half(encrypted, 64);
    return new IpAddress(original.high() ^ high, original.low() ^ low);
  }

  /// The first 64 bits of what is to be added; those behind them are in [#encrypted].
  private long mask(int bits, long high, long low) {
    for (int bit = 0; bit < bits; bit++) {
      int at = bit * BLOCK;
      System.arraycopy(pad, 0, blocks, at, BLOCK);
      for (int octet = 0; octet * 8 < bit; octet++) {
        int kept = Math.min(8, bit - octet * 8); // bits of the address in this octet
        int ofAddress = 0xff << (8 - kept) & 0xff;
        long half = octet < 8 ? high : low;
        int value = (int) (half >>> (56 - 8 * (octet % 8))) & 0xff;
        blocks[at + octet] = (byte) ((value & ofAddress) | (blocks[at + octet] & ~ofAddress));
      }
    }
    try {
      aes.update(blocks, 0, bits * BLOCK, encrypted);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES has no room", e);
    }
    return half(encrypted, 0);
  }

  /// The first bit of each of 64 blocks.
  private static long half(byte[] blocks, int first) {
    long bits = 0;
    for (int block = first; block < first + 64; block++) {
      bits = bits << 1 | (blocks[block * BLOCK] >>> 7 & 1);
    }
    return bits;
  }

  /// A number that a value becomes and that tells nothing of it.
  ///
  /// @param kind keeps apart what is of different kinds
  long pseudonym(int kind, long high, long low) {
    byte[] block = ByteBuffer.allocate(BLOCK).putLong(kind).putLong(high).array();
    try {
      ByteBuffer mixed = ByteBuffer.wrap(names.doFinal(block));
      mixed.putLong(8, mixed.getLong(8) ^ low);
      return ByteBuffer.wrap(names.doFinal(mixed.array())).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES takes whole blocks", e);
    }
  }
}
