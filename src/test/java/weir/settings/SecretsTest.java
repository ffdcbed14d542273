package weir.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.store.ServerAddress;

class SecretsTest {
  private static final Optional<String> NONE = Optional.empty();

  private final Map<String, String> ring = new HashMap<>();
  private boolean locked;
  private boolean broken;
  private final AtomicInteger openings = new AtomicInteger();

  /// A keyring in memory; locked ones take nothing and say nothing.
  private final SystemSecrets.Keyring keyring =
      new SystemSecrets.Keyring() {
        @Override
        public Optional<String> find(String name) {
          works();
          return Optional.ofNullable(ring.get(name));
        }

        @Override
        public void keep(String name, String secret) {
          works();
          if (!locked) {
            ring.put(name, secret);
          }
        }

        @Override
        public void forget(String name) {
          works();
          ring.remove(name);
        }

        private void works() {
          if (broken) {
            throw new IllegalStateException("of a test");
          }
        }
      };

  private Secrets secrets() {
    return new SystemSecrets(
        () -> {
          openings.incrementAndGet();
          return keyring;
        });
  }

  @Test
  void theKeyringKeepsThem() {
    Secrets secrets = secrets();
    assertEquals(0, openings.get(), "before the first use");
    secrets.keep("a", "one");
    secrets.keep("a", "two");
    assertEquals(Map.of("a", "two"), ring);
    assertEquals(Optional.of("two"), secrets().find("a"));
    assertEquals("in the keyring of this system", secrets.place());
    secrets.keep("a", "");
    assertEquals(Map.of(), ring);
    assertEquals(NONE, secrets.find("a"));
    assertEquals(2, openings.get(), "once each");
  }

  @Test
  void whatAKeyringDoesNotTakeIsKeptInMemory() {
    Secrets secrets = secrets();
    locked = true;
    secrets.keep("a", "one");
    assertEquals(Optional.of("one"), secrets.find("a"));
    assertEquals(NONE, secrets().find("a"));
    assertEquals(
        "in memory only, until Weir ends: the keyring of this system is locked, or takes none",
        secrets.place());
    locked = false;
    secrets.keep("a", "two");
    assertEquals("in the keyring of this system", secrets.place());
    assertEquals(Map.of("a", "two"), ring);
    ring.put("a", "three");
    assertEquals(Optional.of("three"), secrets.find("a"), "memory has it no more");
  }

  @Test
  void oneThatFailsIsTriedAgain() {
    Secrets secrets = secrets();
    broken = true;
    secrets.keep("a", "one");
    assertEquals(Optional.of("one"), secrets.find("a"));
    assertEquals(NONE, secrets.find("b"));
    secrets.keep("a", "");
    assertEquals(NONE, secrets.find("a"));
    broken = false;
    secrets.keep("a", "one");
    assertEquals(Map.of("a", "one"), ring);
  }

  @Test
  void whereThereIsNoneItSaysSo() {
    Secrets secrets =
        new SystemSecrets(
            () -> {
              openings.incrementAndGet();
              throw new SystemSecrets.Missing("there is none");
            });
    assertEquals("in memory only, until Weir ends: there is none", secrets.place());
    secrets.keep("a", "one");
    assertEquals(Optional.of("one"), secrets.find("a"));
    assertEquals("in memory only, until Weir ends: there is none", secrets.place());
    assertEquals(1, openings.get(), "not tried again");
  }

  @Test
  void oneThatHangsIsGivenUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Secrets secrets =
        new SystemSecrets(
            () -> {
              never.await();
              return keyring;
            },
            Duration.ofMillis(20));
    try {
      assertEquals(NONE, secrets.find("a"));
      secrets.keep("a", "one");
      assertEquals(Optional.of("one"), secrets.find("a"));
      assertTrue(secrets.place().contains("does not answer within"), secrets.place());
    } finally {
      never.countDown();
    }
  }

  @Test
  void withoutABusNothingIsLoaded() {
    Secrets secrets = new SystemSecrets(() -> SystemKeyring.open(Map.of(), "Linux"));
    assertTrue(secrets.place().contains("this session has no D-Bus"), secrets.place());
  }

  @ParameterizedTest
  @CsvSource({
    "https://me@ch1.example/netmeta?table=a, clickhouse/me@ch1.example:8443",
    "'http://me@ch1.example:8124,ch2.example/', clickhouse/me@ch1.example:8124",
    "http://[2001:db8::1], clickhouse/default@[2001:db8::1]:8123"
  })
  void anAccountHasOnePassword(String address, String name) {
    assertEquals(name, Secrets.nameOf(ServerAddress.parse(address)));
  }
}
