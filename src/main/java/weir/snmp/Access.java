package weir.snmp;

import org.jspecify.annotations.Nullable;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.smi.OID;

/// By what an agent lets somebody ask. Whoever prints one sees no secret.
public sealed interface Access {
  /// SNMPv2c: whoever knows the community may ask; it goes over the wire as it is.
  record Community(String community) implements Access {
    public Community {
      if (community.isEmpty()) {
        throw new IllegalArgumentException("SNMPv2c needs a community");
      }
    }

    @Override
    public String toString() {
      return "SNMPv2c";
    }
  }

  /// SNMPv3: a user of the agent, who proves a password; encrypted, unless there is no other one.
  ///
  /// @param password that is proved
  /// @param privacy [Privacy#NONE] sends as plain text
  /// @param privacyPassword that encrypts; empty without privacy
  record User(String name, Proof proof, String password, Privacy privacy, String privacyPassword)
      implements Access {
    private static final int LEAST = 8; // RFC 3414 §11.2

    public User {
      if (name.isEmpty() || name.length() > 32) {
        throw new IllegalArgumentException("the name of a user has 1 to 32 characters");
      }
      if (password.length() < LEAST
          || (privacy != Privacy.NONE && privacyPassword.length() < LEAST)) {
        throw new IllegalArgumentException("passwords of SNMPv3 have at least 8 characters");
      }
    }

    @Override
    public String toString() {
      return "SNMPv3 as " + name;
    }
  }

  /// How a user proves the password.
  enum Proof {
    SHA("SHA-1", AuthSHA.ID),
    SHA224("SHA-224", AuthHMAC128SHA224.ID),
    SHA256("SHA-256", AuthHMAC192SHA256.ID),
    SHA384("SHA-384", AuthHMAC256SHA384.ID),
    SHA512("SHA-512", AuthHMAC384SHA512.ID);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final OID id;

    Proof(String label, OID id) {
      this.label = label;
      this.id = id;
    }

    OID id() {
      return id;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /// What encrypts.
  enum Privacy {
    NONE("none", null),
    AES("AES-128", PrivAES128.ID),
    AES192("AES-192", PrivAES192.ID),
    AES256("AES-256", PrivAES256.ID);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final @Nullable OID id;

    Privacy(String label, @Nullable OID id) {
      this.label = label;
      this.id = id;
    }

    @Nullable OID id() {
      return id;
    }

    @Override
    public String toString() {
      return label;
    }
  }
}
