package weir.ingest;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.capture.CaptureFile;
import weir.decode.file.FlowFile;
import weir.decode.file.NfcapdFile;
import weir.decode.file.ProtobufFile;
import weir.decode.log.LogFile;
import weir.decode.log.TableFile;
import weir.flow.Reasons;
import weir.store.PrivateFolder;
import weir.store.StoreException;

/// A file in any of the formats that Weir reads, told by its content: a capture (pcap, pcapng,
/// packed by gzip or zstd or not) of datagrams or of traffic, flows that somebody has decoded
/// (nfcapd, protobuf), or logs that flows are made of (of clouds, of web servers).
public sealed interface InputFile extends AutoCloseable permits PacketInput, FlowInput {
  /// Stands for standard input.
  Path STANDARD_INPUT = Path.of("-");

  /// Enough to tell by.
  int START_BYTES = 4096;

  /// How files of Parquet begin.
  String PARQUET = "PAR1";

  /// Opens a file, or a pipe or [#STANDARD_INPUT], which are read forward only.
  ///
  /// @throws IOException if it is in none of the formats, or cannot be read
  static InputFile open(Path file) throws IOException {
    return open(file, file.toString(), Reading.BY_CONTENT);
  }

  /// @param name for messages
  /// @param reading what its packets are, if it is a capture
  static InputFile open(Path file, String name, Reading reading) throws IOException {
    return open(file, name, reading, InputFile::withoutTables);
  }

  /// @param tables opens what only a store can read
  static InputFile open(Path file, String name, Reading reading, TableFile.Opening tables)
      throws IOException {
    try {
      return told(file, name, reading, tables);
    } catch (FileSystemException e) {
      throw new IOException(name + " cannot be opened: " + Reasons.of(e), e);
    }
  }

  private static TableFile withoutTables(Path file, String name) throws IOException {
    throw new IOException(name + " is Parquet, which is not read here; open or import it");
  }

  private static InputFile told(Path file, String name, Reading reading, TableFile.Opening tables)
      throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return standardInput(reading);
    }
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      return stream(name, FileChannel.open(file), InputStart.Format.CAPTURE, reading);
    }
    byte[] start = new byte[0];
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        start = in.readNBytes(START_BYTES);
      }
    }
    prepare(start);
    if (NfcapdFile.recognises(start)) {
      return of(NfcapdFile.open(file, name));
    }
    if (LogFile.recognises(start)) {
      return of(LogFile.open(file, name));
    }
    if (new String(start, StandardCharsets.ISO_8859_1).startsWith(PARQUET)) {
      return of(LogFile.of(tables.open(file, name), name, Files.size(file)));
    }
    if (!CaptureFile.recognises(start) && ProtobufFile.recognises(start)) {
      return of(ProtobufFile.open(file, name));
    }
    return new PacketInput(CaptureFile.open(file, name), reading);
  }

  /// Makes room for what has to be unpacked to read a capture that starts so.
  ///
  /// @throws IOException if there is none
  static void prepare(byte[] start) throws IOException {
    if (CaptureFile.unpacksCode(start)) {
      try {
        PrivateFolder.unpackInto(CaptureFile.UNPACKED_CODE, "zstd");
      } catch (StoreException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  /// What comes on standard input, forward only; flows in protobuf where its start does not tell.
  ///
  /// @param reading what its packets are, if it is a capture
  /// @throws IOException if it is in none of the formats, or cannot be read
  private static InputFile standardInput(Reading reading) throws IOException {
    return stream(
        "standard input",
        new FileInputStream(FileDescriptor.in).getChannel(),
        InputStart.Format.PROTOBUF,
        reading);
  }

  /// What comes forward only. No more is waited for than tells what it is.
  ///
  /// @param name for messages
  /// @param in a channel: interrupting who reads ends a reading that waits, as it does of no stream
  ///   that [Files] opens; closed with what is returned
  /// @param otherwise what it is taken for where it does not tell
  /// @throws IOException if it is in none of the formats, or cannot be read
  private static InputFile stream(
      String name, FileChannel in, InputStart.Format otherwise, Reading reading)
      throws IOException {
    InputStart start = InputStart.of(Channels.newInputStream(in), otherwise);
    return switch (start.format()) {
      case NFCAPD -> of(NfcapdFile.stream(name, start.whole()));
      case PROTOBUF -> of(ProtobufFile.stream(name, start.whole()));
      case LOG -> of(LogFile.stream(name, start.whole()));
      case CAPTURE -> new PacketInput(CaptureFile.stream(name, start.whole()), reading);
    };
  }

  /// Flows from elsewhere than a file.
  static InputFile of(FlowFile flows) {
    return new FlowInput(flows);
  }

  /// Size on disk; 0 for unknown.
  long sizeBytes();

  /// How much of it has been read; from any thread.
  long readBytes();

  /// Hands on everything that is in it.
  ///
  /// @throws IOException where it cannot be understood any further
  void read(FlowSink into) throws IOException;

  /// What was lacking, in sentences.
  List<String> remarks();

  /// Whether flows are made of its packets, as far as that is known.
  default boolean isTraffic() {
    return false;
  }

  /// Whether packets of now come by it, or may yet; from any thread.
  default boolean isLive() {
    return false;
  }

  /// What is in it, once it was read and no flow came out; completes "the file …".
  String withoutFlows();

  /// What is in a capture that was read as one of exports and holds none; completes "the file …".
  default Optional<String> withoutExports() {
    return Optional.empty();
  }

  @Override
  void close() throws IOException;
}
