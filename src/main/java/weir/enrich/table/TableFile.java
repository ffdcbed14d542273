package weir.enrich.table;

import io.airlift.compress.v3.bzip2.BZip2HadoopStreams;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// A file of a table, whatever it is called: packed by gzip, bzip2, zstd or not at all, and of
/// which form, is told by what is in it.
final class TableFile {
  private static final int BUFFER = 1 << 18;
  private static final int START = 4096;

  /// A database has to be in memory as a whole.
  private static final int LARGEST_DATABASE = 1 << 30;

  @FunctionalInterface
  private interface Reader {
    void read(InputStream in, byte[] start) throws IOException;
  }

  private TableFile() {}

  /// Reads whose networks are.
  ///
  /// @throws BadTable if it is no table, or a damaged one
  static void readOrigins(Path file, Origins into) throws IOException {
    read(
        file,
        (in, start) -> {
          if (Mrt.starts(start, start.length)) {
            Mrt.read(in, into);
          } else if (isText(start)) {
            TextTable.read(in, into);
          } else {
            MmdbOrigins.read(Mmdb.of(whole(in)), into);
          }
        });
  }

  /// Reads what AS are called.
  ///
  /// @throws BadTable if nobody is named in it, or it is damaged
  static void readNames(Path file, AsNames.Builder into) throws IOException {
    read(
        file,
        (in, start) -> {
          if (!isText(start)) {
            throw new Malformed("", "it is no text; names of AS come as lines");
          }
          AsNameText.read(in, into);
        });
  }

  /// Reads a database of places.
  static Mmdb readDatabase(Path file) throws IOException {
    Mmdb[] read = new Mmdb[1];
    read(file, (in, start) -> read[0] = Mmdb.of(whole(in)));
    return read[0];
  }

  private static void read(Path file, Reader reader) throws IOException {
    try (InputStream in = unpack(Files.newInputStream(file))) {
      byte[] start = in.readNBytes(START);
      if (start.length == 0) {
        throw new Malformed("", "it is empty");
      }
      reader.read(new SequenceInputStream(new ByteArrayInputStream(start), in), start);
    } catch (Malformed e) {
      throw new BadTable(file, e.place(), e.reason(), e);
    } catch (EOFException e) {
      String told = e.getMessage() == null ? "" : e.getMessage();
      throw new BadTable(file, "", told.startsWith("it ") ? told : "it ends too early", e);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new BadTable(file, "", "there is no such file", e);
    } catch (IOException e) {
      throw new BadTable(file, "", String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      // What libraries throw on octets that no packer has made is theirs to choose.
      throw new BadTable(file, "", "it cannot be unpacked or read: " + e, e);
    }
  }

  private static InputStream unpack(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
    in.mark(8);
    byte[] start = in.readNBytes(4);
    in.reset();
    if (start.length < 4) {
      return in;
    }
    int magic = ByteBuffer.wrap(start).getInt();
    if (magic >>> 16 == 0x1f8b) {
      return new GZIPInputStream(in, BUFFER);
    }
    if (magic >>> 8 == 0x425a68) { // "BZh"
      return new BufferedInputStream(new BZip2HadoopStreams().createInputStream(in), BUFFER);
    }
    return magic == 0x28b52ffd ? new ZstdInputStream(in) : in;
  }

  private static boolean isText(byte[] start) {
    for (byte octet : start) {
      if (octet >= 0 && octet < ' ' && octet != '\t' && octet != '\n' && octet != '\r') {
        return false;
      }
    }
    return true;
  }

  private static ByteBuffer whole(InputStream in) throws IOException {
    byte[] octets = in.readNBytes(LARGEST_DATABASE);
    if (octets.length == LARGEST_DATABASE) {
      throw new Malformed("", "it is larger than 1 GiB, which is no table of networks");
    }
    return ByteBuffer.wrap(octets);
  }
}
