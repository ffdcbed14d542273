package weir.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// In the keyring of the system; in memory what that does not take. It is opened when it is first
/// needed, and given up for good once it does not answer.
final class SystemSecrets implements Secrets {
  /// As the system has it; whatever it throws.
  interface Keyring {
    Optional<String> find(String name) throws Exception;

    void keep(String name, String secret) throws Exception;

    void forget(String name) throws Exception;
  }

  /// There is no keyring to be had; says why, in words that end a sentence.
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String why) {
      super(why);
    }
  }

  /// Somebody may have to type a password to unlock it.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(SystemSecrets.class);

  private final Callable<Keyring> opening;
  private final Duration patience;
  private final Secrets memory = Secrets.inMemory();
  private volatile @Nullable Keyring opened;

  /// Why there is no keyring; empty while there may be one.
  private volatile String missing = "";

  /// Why the last secret is not in it; empty where it is.
  private volatile String refused = "";

  SystemSecrets(Callable<Keyring> opening) {
    this(opening, PATIENCE);
  }

  SystemSecrets(Callable<Keyring> opening, Duration patience) {
    this.opening = opening;
    this.patience = patience;
  }

  private interface Use<A> {
    A of(Keyring keyring) throws Exception;
  }

  /// @return empty where there is no keyring, or it fails
  private synchronized <A> Optional<A> use(Use<A> use) {
    if (!missing.isEmpty()) {
      return Optional.empty();
    }
    FutureTask<A> task = new FutureTask<>(() -> use.of(keyring()));
    Thread.ofPlatform().name("weir-keyring").daemon().start(task);
    try {
      return Optional.of(task.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      missing = "the keyring of this system does not answer within " + patience.toSeconds() + " s";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Missing why) {
        missing = String.valueOf(why.getMessage());
      } else {
        LOG.debug("the keyring fails: {}", String.valueOf(e.getCause()));
      }
    }
    return Optional.empty();
  }

  private Keyring keyring() throws Exception {
    Keyring keyring = opened;
    if (keyring == null) {
      keyring = opening.call();
      opened = keyring;
    }
    return keyring;
  }

  @Override
  public Optional<String> find(String name) {
    Optional<String> here = memory.find(name);
    return here.isPresent() ? here : use(keyring -> keyring.find(name)).flatMap(found -> found);
  }

  @Override
  public void keep(String name, String secret) {
    boolean taken =
        use(keyring -> {
              if (secret.isEmpty()) {
                keyring.forget(name);
                return true;
              }
              keyring.keep(name, secret);
              return keyring
                  .find(name)
                  .equals(Optional.of(secret)); // one that is locked keeps none
            })
            .orElse(false);
    boolean must = !taken && !secret.isEmpty();
    refused = must ? "the keyring of this system is locked, or takes none" : "";
    memory.keep(name, must ? secret : "");
  }

  @Override
  public String place() {
    var _ = use(_ -> true);
    String why = missing.isEmpty() ? refused : missing;
    return why.isEmpty() ? "in the keyring of this system" : memory.place() + ": " + why;
  }
}
