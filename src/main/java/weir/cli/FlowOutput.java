package weir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import weir.decode.DatagramDecoder;
import weir.enrich.Enrichment;
import weir.export.FlowFormat;
import weir.export.FlowPrinter;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.ingest.FlowSink;
import weir.naming.NamesFile;
import weir.naming.Naming;
import weir.query.Dimensions;
import weir.wire.Datagram;
import weir.wire.WireReader;

/// Decodes into one batch, which is printed and emptied again and again.
final class FlowOutput implements FlowSink {
  private final DatagramDecoder decoder;
  private final FlowPrinter printer;
  private final Enrichment enrichment;
  private final Consumer<FlowBatch> filling;
  private final FlowBatch batch = new FlowBatch();
  private final Deque<FlowBatch> spare = new ArrayDeque<>();

  FlowOutput(DatagramDecoder decoder, FlowPrinter printer, Enrichment enrichment) {
    this(decoder, printer, enrichment, _ -> {});
  }

  /// @param filling fills in what exporters leave out, before the rest is
  FlowOutput(
      DatagramDecoder decoder,
      FlowPrinter printer,
      Enrichment enrichment,
      Consumer<FlowBatch> filling) {
    this.filling = filling;
    this.decoder = decoder;
    this.printer = printer;
    this.enrichment = enrichment;
  }

  /// Prints on standard output, which stays open.
  static FlowPrinter printer(FlowFormat format) throws IOException {
    return format.to(System.out);
  }

  /// The same with the names of a file beside the numbers, as they are at the moment, where these
  /// are wanted.
  static FlowPrinter printer(FlowFormat format, WithNames wish, Filling filling)
      throws IOException {
    if (!wish.wanted()) {
      return printer(format);
    }
    if (format == FlowFormat.PROTOBUF) {
      throw new CommandFailed(
          "--with-names goes with JSON and CSV: protobuf has goflow2's fields alone");
    }
    NamesFile file = filling.readNames();
    Dimensions[] known = {Dimensions.of(file.now())};
    return format.to(
        System.out,
        () -> {
          Naming now = file.now();
          if (!now.equals(known[0].naming())) {
            known[0] = Dimensions.of(now);
          }
          return known[0].toldNames();
        });
  }

  @Override
  public void handle(Datagram datagram, WireReader payload) {
    decoder.decode(datagram, payload, batch);
    if (batch.rows() > 0) {
      batch.fill(FlowField.LISTENER_PORT, 0, batch.rows(), datagram.destinationPort());
      print(batch);
    }
  }

  @Override
  public void ended(Datagram last) {
    decoder.ended(last);
  }

  /// What was printed is seen.
  @Override
  public void idle() {
    try {
      printer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public FlowBatch take() {
    FlowBatch kept = spare.poll();
    return kept == null ? new FlowBatch() : kept;
  }

  @Override
  public void give(FlowBatch filled) {
    print(filled);
    spare.push(filled);
  }

  private void print(FlowBatch batch) {
    filling.accept(batch);
    enrichment.apply(batch);
    try {
      printer.print(batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      batch.reset();
    }
  }
}
