package weir.store;

import java.util.Optional;
import java.util.Set;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Records;

/// The records that a question found, as a stream.
final class PagedRecords implements FlowStream {
  private static final int PAGE = 10_000;

  private final Question<Records> question;
  private final Records records;
  private long read;

  /// Owns the question from here on.
  PagedRecords(Question<Records> question) {
    this.question = question;
    try {
      this.records = question.last();
    } catch (RuntimeException | Error e) {
      question.close();
      throw e;
    }
  }

  @Override
  public Set<FlowField> fields() {
    return records.fields();
  }

  @Override
  public Optional<FlowBatch> next() {
    if (read >= records.rows()) {
      return Optional.empty();
    }
    FlowBatch page = records.page(read, PAGE);
    read += page.rows();
    return Optional.of(page);
  }

  @Override
  public double share() {
    return records.rows() == 0 ? 1 : (double) read / records.rows();
  }

  @Override
  public void close() {
    question.close();
  }
}
