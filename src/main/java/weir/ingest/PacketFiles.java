package weir.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.capture.CaptureException;
import weir.capture.CaptureFile;
import weir.capture.ring.PacketRing;
import weir.enrich.Directions;
import weir.flow.FlowField;
import weir.query.Filter;
import weir.query.RowTest;
import weir.query.TimeRange;
import weir.store.FlowReader;

/// Packets in capture files.
public final class PacketFiles implements Packets {
  /// The folder of a data set in which they are.
  public static final String IN_DATA_SET = "packets";

  /// What a flow sums up over its packets, or who captured them knew: none of them tells it.
  private static final Set<FlowField> UNTOLD =
      EnumSet.of(
          FlowField.BYTES,
          FlowField.PACKETS,
          FlowField.BYTES_L2,
          FlowField.BYTES_L3,
          FlowField.TIME_RECEIVED,
          FlowField.TIME_START,
          FlowField.TIME_END,
          FlowField.TCP_HANDSHAKE_RTT,
          FlowField.PROGRAM,
          FlowField.CONTAINER);

  private final List<Path> places;
  private final Directions directions;

  /// Null where the flows themselves cannot be asked.
  private final @Nullable FlowReader flows;

  private PacketFiles(List<Path> places, Directions directions, @Nullable FlowReader flows) {
    this.places = List.copyOf(places);
    this.directions = directions;
    this.flows = flows;
  }

  /// Captures, one behind the other.
  ///
  /// @param places files, and folders in which a [PacketRing] keeps packets, also while it does
  /// @param directions of packets whose capture does not say how they are told
  public static PacketFiles of(List<Path> places, Directions directions) {
    return new PacketFiles(places, directions, null);
  }

  /// The same, with the flows that were made of them: what no packet tells is asked of these.
  public PacketFiles with(FlowReader store) {
    return new PacketFiles(places, directions, store);
  }

  /// A file to be read.
  ///
  /// @param moves whether it is of a ring: it may go before it is read, and end in a block that is
  ///   being written
  private record Piece(Path file, boolean moves) {}

  private List<Piece> pieces(TimeRange range) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        PacketRing.files(
                place, TimeRange.instant(range.fromNanos()), TimeRange.instant(range.untilNanos()))
            .forEach(file -> pieces.add(new Piece(file, true)));
      } else {
        pieces.add(new Piece(place, false));
      }
    }
    return pieces;
  }

  @Override
  public String missing(Filter filter) {
    Set<FlowField> untold = untold(filter);
    return untold.isEmpty() || flows != null
        ? ""
        : "packets do not tell what is known of their flows ("
            + labels(untold)
            + "); take that out of the filter";
  }

  private static Set<FlowField> untold(Filter filter) {
    Set<FlowField> untold = EnumSet.noneOf(FlowField.class);
    untold.addAll(filter.fields());
    untold.retainAll(UNTOLD);
    return untold;
  }

  private static String labels(Set<FlowField> fields) {
    return fields.stream().map(FlowField::label).collect(Collectors.joining(", "));
  }

  @Override
  public Written write(Filter filter, TimeRange range, OutputStream out, Progress progress)
      throws IOException {
    String missing = missing(filter);
    if (!missing.isEmpty()) {
      throw new IOException(missing);
    }
    List<Piece> pieces = pieces(range);
    long all = pieces.stream().mapToLong(piece -> piece.file().toFile().length()).sum();
    List<String> remarks = new ArrayList<>();
    PacketPick pick = new PacketPick(test(filter, range, remarks), filter, range, directions, out);
    boolean whole = true;
    long before = 0;
    for (Piece piece : pieces) {
      long size = piece.file().toFile().length();
      try {
        whole &= read(piece, pick, new Share(before, Math.max(1, all), progress), remarks);
      } catch (PacketPick.Enough e) {
        remarks.add("interrupted");
        pick.flush();
        return new Written(pick.picked(), pick.looked(), false, remarks);
      } catch (UncheckedIOException e) {
        throw e.getCause(); // what takes the packets does not
      }
      before += size;
    }
    pick.flush();
    progress.goOn(1, pick.picked());
    return new Written(pick.picked(), pick.looked(), whole, remarks);
  }

  private RowTest test(Filter filter, TimeRange range, List<String> remarks) throws IOException {
    Set<FlowField> untold = untold(filter);
    FlowReader store = flows;
    if (untold.isEmpty() || store == null) {
      return RowTest.of(filter);
    }
    remarks.add(
        "packets do not tell "
            + labels(untold)
            + ": these are all of the conversations that such flows are of");
    return Conversations.of(store, filter, range);
  }

  /// How far reading is within all files.
  private record Share(long before, long all, Progress progress) {
    boolean goOn(long read, long packets) {
      return progress.goOn(Math.min(1, (double) (before + read) / all), packets);
    }
  }

  /// @return whether all of it was read
  private boolean read(Piece piece, PacketPick pick, Share share, List<String> remarks)
      throws IOException {
    Path file = piece.file();
    if (piece.moves() && file.toFile().length() == 0) {
      return true; // the ring has gone on
    }
    try (CaptureFile capture = CaptureFile.open(file)) {
      OptionalLong truncatedAt =
          capture.readCaptured(
              (from, nanos, wireOctets, octets) -> {
                pick.handle(from, nanos, wireOctets, octets);
                if (pick.looked() % PacketPick.LOOK_EVERY == 0
                    && !share.goOn(capture.readBytes(), pick.picked())) {
                  throw new PacketPick.Enough();
                }
              });
      if (truncatedAt.isPresent() && !piece.moves()) {
        remarks.add(
            file + " breaks off at byte " + truncatedAt.getAsLong() + "; the rest was read");
      }
      return true;
    } catch (CaptureException e) {
      if (piece.moves() && e.getCause() instanceof NoSuchFileException) {
        return true;
      }
      remarks.add(String.valueOf(e.getMessage()));
      return false;
    }
  }
}
