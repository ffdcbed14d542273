package weir.capture;

import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.io.Serial;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Locale;
import weir.flow.ListenAddress;

/// A port cannot be listened on. The message says which, why and what to do on the command line;
/// [#reason] is for who says it elsewhere.
public final class CannotListen extends IOException {
  @Serial private static final long serialVersionUID = 1;

  // errno of Linux, which Netty's own sockets give
  private static final int ADDRESS_IN_USE = 98;
  private static final int ADDRESS_NOT_AVAILABLE = 99;
  private static final int ACCESS = 13;

  /// Below it ports are the administrator's, on most systems.
  private static final int FIRST_FREE_PORT = 1024;

  /// Why.
  public enum Reason {
    /// Another program listens there.
    TAKEN,
    /// The system does not let this user.
    NOT_ALLOWED,
    /// This machine has no such address.
    NO_SUCH_ADDRESS,
    OTHER
  }

  private final ListenAddress address;
  private final Reason reason;

  private CannotListen(String message, ListenAddress address, Reason reason, Throwable cause) {
    super(message, cause);
    this.address = address;
    this.reason = reason;
  }

  /// @param protocol "UDP", "TCP"
  /// @param option of the command line, by which another port is chosen
  public static CannotListen on(
      String protocol, ListenAddress address, String option, Throwable cause) {
    Reason reason = reason(address, cause);
    String next =
        switch (reason) {
          case TAKEN ->
              "another program may be listening there; choose another with "
                  + option
                  + ", or stop it";
          case NOT_ALLOWED ->
              isLow(address)
                  ? "ports below 1024 need privileges; choose a higher one"
                  : "choose another with " + option;
          case NO_SUCH_ADDRESS -> "this machine has no such address";
          case OTHER -> "choose another with " + option;
        };
    return new CannotListen(
        "cannot listen on " + protocol + " " + address + ": " + cause.getMessage() + "; " + next,
        address,
        reason,
        cause);
  }

  private static boolean isLow(ListenAddress address) {
    return address.port() > 0 && address.port() < FIRST_FREE_PORT;
  }

  /// Sockets of Java's own tell it in words alone, which are the system's, in its language: where
  /// they are not known, what is so is looked at.
  private static Reason reason(ListenAddress address, Throwable cause) {
    if (cause instanceof Errors.NativeIoException known) {
      return switch (-known.expectedErr()) {
        case ADDRESS_IN_USE -> Reason.TAKEN;
        case ACCESS -> Reason.NOT_ALLOWED;
        case ADDRESS_NOT_AVAILABLE -> Reason.NO_SUCH_ADDRESS;
        default -> Reason.OTHER;
      };
    }
    String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (words.contains("in use")) {
      return Reason.TAKEN;
    }
    if (words.contains("denied") || words.contains("not permitted")) {
      return Reason.NOT_ALLOWED;
    }
    if (words.contains("assign requested address") || !isHere(address)) {
      return Reason.NO_SUCH_ADDRESS;
    }
    return isLow(address) ? Reason.NOT_ALLOWED : Reason.OTHER;
  }

  private static boolean isHere(ListenAddress address) {
    try {
      return address.address().isAnyLocalAddress()
          || address.address().isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address.address()) != null;
    } catch (SocketException e) {
      return true; // nothing is known
    }
  }

  public ListenAddress address() {
    return address;
  }

  public Reason reason() {
    return reason;
  }
}
