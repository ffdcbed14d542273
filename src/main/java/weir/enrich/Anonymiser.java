package weir.enrich;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.flow.ShortText;

/// Makes flows tell nothing of whose they are: addresses, MAC addresses and texts become others.
/// `docs/workspaces.md` says what stays as it is. Sums stay the same. Not thread-safe.
///
/// With [Method#CRYPTO_PAN] what differed differs still; with [Method#TRUNCATE] addresses of one
/// network become one. Exporters are told apart in both: their sampling rates hang on that.
public final class Anonymiser {
  /// How addresses become others.
  public enum Method {
    /// One to one, networks stay networks; see [CryptoPan].
    CRYPTO_PAN,
    /// The last bits are cleared.
    TRUNCATE;

    /// "crypto-pan", as on the command line and in files.
    public String word() {
      return this == CRYPTO_PAN ? "crypto-pan" : "truncate";
    }

    public static Optional<Method> of(String word) {
      for (Method method : values()) {
        if (method.word().equals(word)) {
          return Optional.of(method);
        }
      }
      return Optional.empty();
    }
  }

  /// Octets of a key.
  public static final int KEY_OCTETS = CryptoPan.KEY_OCTETS;

  /// Bits that [Method#TRUNCATE] keeps, as a rule.
  public static final int IPV4_BITS = 24;

  public static final int IPV6_BITS = 48;

  /// Every MAC address hears it; it is nobody's.
  private static final long BROADCAST = 0xffff_ffff_ffffL;

  /// The bits of a MAC address that tell who made the adapter.
  private static final long MAKER = 0xffff_ff00_0000L;

  /// A route distinguisher of this type has an IPv4 address in it (RFC 4364).
  private static final int RD_WITH_ADDRESS = 1;

  private static final int MOST_REMEMBERED = 1 << 16;

  private final Method method;
  private final CryptoPan others;
  private final int ipv4Bits;
  private final int ipv6Bits;

  /// Flows have the same addresses again and again.
  private final Map<IpAddress, IpAddress> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, IpAddress> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private Anonymiser(Method method, byte[] key, int ipv4Bits, int ipv6Bits) {
    if (ipv4Bits < 0 || ipv4Bits > 32 || ipv6Bits < 0 || ipv6Bits > 128) {
      throw new IllegalArgumentException(
          "addresses are cut to 0 to 32 bits of IPv4 and 0 to 128 of IPv6, not to "
              + ipv4Bits
              + " and "
              + ipv6Bits);
    }
    this.method = method;
    others = new CryptoPan(key);
    this.ipv4Bits = ipv4Bits;
    this.ipv6Bits = ipv6Bits;
  }

  /// @param key of [#KEY_OCTETS] octets
  public static Anonymiser cryptoPan(byte[] key) {
    return new Anonymiser(Method.CRYPTO_PAN, key, 32, 128);
  }

  /// @param key of [#KEY_OCTETS] octets, for what cannot be cut: exporters, names
  /// @param ipv4Bits that stay
  /// @param ipv6Bits that stay
  public static Anonymiser truncating(byte[] key, int ipv4Bits, int ipv6Bits) {
    return new Anonymiser(Method.TRUNCATE, key, ipv4Bits, ipv6Bits);
  }

  /// A key that nobody knows.
  public static byte[] randomKey() {
    byte[] key = new byte[KEY_OCTETS];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /// The key in a file: its octets, or these as digits of base 16.
  ///
  /// @throws IllegalArgumentException with a sentence, if it is none
  public static byte[] key(byte[] file) {
    if (file.length == KEY_OCTETS) {
      return file;
    }
    String digits = new String(file, StandardCharsets.US_ASCII).strip();
    if (digits.matches("\\p{XDigit}{" + 2 * KEY_OCTETS + "}")) {
      return HexFormat.of().parseHex(digits);
    }
    throw new IllegalArgumentException(
        "a key is %d octets, or %d digits of base 16; openssl rand -hex %d makes one"
            .formatted(KEY_OCTETS, 2 * KEY_OCTETS, KEY_OCTETS));
  }

  public Method method() {
    return method;
  }

  /// The same in words, for who reads the file: "crypto-pan", "truncate /24 /48".
  public String words() {
    return method == Method.CRYPTO_PAN
        ? method.word()
        : method.word() + " /" + ipv4Bits + " /" + ipv6Bits;
  }

  /// Whether values of a field become others.
  public static boolean changes(FlowField field) {
    return switch (field.kind()) {
      case ADDRESS, ADDRESSES, MAC, TEXT -> true;
      default -> field == FlowField.VPN_ROUTE_DISTINGUISHER;
    };
  }

  /// What an address becomes that is no exporter's.
  public IpAddress address(IpAddress original) {
    if (original.equals(IpAddress.NONE)) {
      return original;
    }
    return method == Method.CRYPTO_PAN ? other(original) : cut(original);
  }

  private IpAddress other(IpAddress original) {
    IpAddress found = known.get(original);
    if (found == null) {
      found = others.address(original);
      known.put(original, found);
    }
    return found;
  }

  private IpAddress cut(IpAddress original) {
    int bits = original.isV4() ? 96 + ipv4Bits : ipv6Bits;
    long high =
        bits == 0 ? 0 : bits >= 64 ? original.high() : original.high() & (-1L << (64 - bits));
    long low =
        bits <= 64 ? 0 : bits >= 128 ? original.low() : original.low() & (-1L << (128 - bits));
    return new IpAddress(high, low);
  }

  /// What the address of an exporter becomes: another one for each.
  public IpAddress exporter(IpAddress original) {
    return other(original);
  }

  /// What a MAC address becomes: one of nobody's, or that of its maker alone. Those of groups are
  /// others too, for addresses are in them.
  long mac(long original) {
    if (original == 0 || original == BROADCAST) {
      return original;
    }
    boolean group = (original >>> 40 & 1) != 0;
    if (method == Method.TRUNCATE && !group) {
      return original & MAKER;
    }
    long number = others.pseudonym(1, 0, original) >>> 16;
    long ownBits = 0x0200_0000_0000L | (group ? 0x0100_0000_0000L : 0);
    return (number & ~0x0300_0000_0000L) | ownBits;
  }

  /// What a name becomes: another one, the same for the same.
  ShortText text(FlowField field, ShortText original) {
    return original.equals(ShortText.NONE)
        ? original
        : ShortText.of(
            "%s-%06x"
                .formatted(
                    field.fieldName(),
                    others.pseudonym(2, original.high(), original.low()) >>> 40));
  }

  private long distinguisher(long original) {
    if (original >>> 48 != RD_WITH_ADDRESS) {
      return original;
    }
    IpAddress address = new IpAddress(0, 0xffffL << 32 | (original >>> 16 & 0xffff_ffffL));
    return ((long) RD_WITH_ADDRESS << 48)
        | ((address(address).low() & 0xffff_ffffL) << 16)
        | (original & 0xffff);
  }

  /// Changes all rows of a batch.
  public void apply(FlowBatch batch) {
    for (FlowField field : FlowField.all()) {
      if (batch.uses(field) && changes(field)) {
        for (int row = 0; row < batch.rows(); row++) {
          apply(batch, field, row);
        }
      }
    }
  }

  private void apply(FlowBatch batch, FlowField field, int row) {
    long value = batch.get(field, row);
    if (field.kind() == Kind.ADDRESSES) {
      for (int item = 0; item + 4 <= batch.listLength(field, row); item += 4) {
        batch.setAddressItem(field, row, item, address(batch.addressItem(field, row, item)));
      }
    } else if (field.isAddress()) {
      IpAddress original = new IpAddress(batch.high(field, row), value);
      IpAddress now = field == FlowField.EXPORTER ? exporter(original) : address(original);
      batch.setAddress(field, row, now.high(), now.low());
    } else if (field.kind() == Kind.TEXT) {
      batch.setText(field, row, text(field, new ShortText(batch.high(field, row), value)));
    } else {
      batch.set(field, row, field.kind() == Kind.MAC ? mac(value) : distinguisher(value));
    }
  }

  /// What people said of exporters, of others: rates stay, names are gone, sites have numbers.
  public Overrides names(Overrides said) {
    Map<String, String> sites = new LinkedHashMap<>();
    Map<IpAddress, Overrides.Exporter> exporters = new LinkedHashMap<>();
    said.exporters()
        .forEach(
            (address, one) -> {
              Map<Long, Overrides.Interface> interfaces = new LinkedHashMap<>();
              one.interfaces().forEach((index, face) -> interfaces.put(index, face.withName("")));
              String site =
                  one.site().isEmpty()
                      ? ""
                      : sites.computeIfAbsent(one.site(), _ -> "site " + (sites.size() + 1));
              exporters.put(
                  exporter(address),
                  new Overrides.Exporter("", one.samplingRate(), interfaces, site));
            });
    return new Overrides(exporters);
  }
}
