package weir.store.peer;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import weir.flow.Reasons;
import weir.store.Cancel;
import weir.store.StoreException;

/// A connection to the Weir that has a data set open: one question at a time. Closing it, or taking
/// the question back, has the other side stop.
final class Link implements AutoCloseable {
  private final Path folder;
  private final Cancel cancel;
  private final SocketChannel channel;
  private final DataInputStream in;
  private final DataOutputStream out;
  private volatile boolean abandoned;

  private Link(Path folder, Cancel cancel, SocketChannel channel) {
    this.folder = folder;
    this.cancel = cancel;
    this.channel = channel;
    this.in = new DataInputStream(Channels.newInputStream(channel));
    this.out = new DataOutputStream(Channels.newOutputStream(channel));
  }

  /// @throws IOException if nobody answers there
  /// @throws StoreException if it is another version that does
  static Link open(Path folder, Cancel cancel) throws IOException {
    SocketChannel channel;
    try (ShortPath path = ShortPath.to(folder)) {
      channel = SocketChannel.open(UnixDomainSocketAddress.of(Wire.socket(path.folder())));
    }
    Link link = new Link(folder, cancel, channel);
    try {
      Wire.greet(link.out);
      int version = Wire.greeting(link.in);
      if (version != Wire.VERSION) {
        throw new StoreException(
            "the data set "
                + folder
                + " is open in "
                + (version > Wire.VERSION ? "a newer" : "an older")
                + " Weir, which cannot be asked by this one; use the same version, or close it",
            null);
      }
    } catch (IOException | RuntimeException e) {
      link.close();
      throw e;
    }
    cancel.onCancel(link::close);
    return link;
  }

  /// Reads an answer.
  interface Reading<T> {
    T read(DataInput in) throws IOException;
  }

  /// @throws StoreException that says what the other side says, or that it is gone
  synchronized <T> T ask(Wire.Request request, Wire.Content content, Reading<T> reading) {
    try {
      Wire.send(
          out,
          Wire.MOST_ASKED,
          frame -> {
            frame.writeByte(request.ordinal());
            content.write(frame);
          });
      DataInputStream answer = Wire.receive(in, Wire.MOST_ANSWERED);
      return switch (Wire.Reply.values()[answer.readUnsignedByte() % 3]) {
        case ANSWER -> reading.read(answer);
        case FAILED -> throw new StoreException(Wire.text(answer), null);
        case CANCELLED -> throw StoreException.cancelled();
      };
    } catch (IOException e) {
      if (cancel.isCancelled() || abandoned) {
        throw StoreException.cancelled();
      }
      throw gone(folder, e);
    }
  }

  static StoreException gone(Path folder, IOException e) {
    return new StoreException(
        "the Weir that has the data set "
            + folder
            + " open does not answer any more ("
            + Reasons.of(e)
            + "); open the data set again",
        e);
  }

  boolean isClosed() {
    return !channel.isOpen();
  }

  /// Nobody here asks any more: who still waits is told that the question was taken back.
  void abandon() {
    abandoned = true;
    close();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // it is not used any more
    }
  }
}
