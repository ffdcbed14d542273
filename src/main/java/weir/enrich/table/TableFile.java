package weir.enrich.table;

import io.airlift.compress.v3.bzip2.BZip2HadoopStreams;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
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

  /// A file as it is unpacked.
  ///
  /// @param start its first octets, which `in` has as well
  private record Opened(Path file, boolean packed, InputStream in, byte[] start) {
    boolean isText() {
      return TableFile.isText(start);
    }

    /// What is no text.
    Mmdb database() throws IOException {
      return packed
          ? Mmdb.of(new Bounded(in), LARGEST_DATABASE)
          : Mmdb.of(file.toFile(), LARGEST_DATABASE);
    }
  }

  /// Ends what unpacks without end.
  private static final class Bounded extends FilterInputStream {
    private long left = LARGEST_DATABASE;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int octets = super.read(into, from, most);
      left -= Math.max(0, octets);
      if (left < 0) {
        throw Mmdb.tooLarge();
      }
      return octets;
    }
  }

  @FunctionalInterface
  private interface Reader {
    void read(Opened opened) throws IOException;
  }

  private TableFile() {}

  /// Reads whose networks are.
  ///
  /// @throws BadTable if it is no table, or a damaged one
  static void readOrigins(Path file, Origins into) throws IOException {
    read(file, opened -> readOrigins(opened, into));
  }

  private static void readOrigins(Opened opened, Origins into) throws IOException {
    if (Mrt.starts(opened.start(), opened.start().length)) {
      Mrt.read(opened.in(), into);
    } else if (opened.isText()) {
      TextTable.read(opened.in(), into);
    } else {
      MmdbOrigins.read(opened.database(), into);
    }
  }

  /// Reads what AS are called by a table that says whose networks are; dumps of routes do not.
  ///
  /// @throws BadTable as [#readOrigins] does
  static void readOriginNames(Path file, AsNames.Builder into) throws IOException {
    Origins origins = new Origins(new PrefixTable.Builder(), into);
    read(
        file,
        opened -> {
          if (!Mrt.starts(opened.start(), opened.start().length)) {
            readOrigins(opened, origins);
          }
        });
  }

  /// Reads where networks are.
  ///
  /// @throws BadTable if nothing is said of places in it, or it is damaged
  static void readPlaces(Path file, Located into) throws IOException {
    read(
        file,
        opened -> {
          if (opened.isText()) {
            PlaceText.read(opened.in(), into);
          } else {
            MmdbPlaces.read(opened.database(), into);
          }
        });
  }

  /// Reads what AS are called.
  ///
  /// @throws BadTable if nobody is named in it, or it is damaged
  static void readNames(Path file, AsNames.Builder into) throws IOException {
    read(
        file,
        opened -> {
          if (!opened.isText()) {
            throw new Malformed("", "it is no text; names of AS come as lines");
          }
          AsNameText.read(opened.in(), into);
        });
  }

  private static void read(Path file, Reader reader) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        InputStream in = unpack(raw)) {
      byte[] start = in.readNBytes(START);
      if (start.length == 0) {
        throw new Malformed("", "it is empty");
      }
      InputStream all = new SequenceInputStream(new ByteArrayInputStream(start), in);
      reader.read(new Opened(file, in != raw, all, start));
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

  private static InputStream unpack(InputStream in) throws IOException {
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
}
