package weir.export;

import weir.query.Answer;

/// Sums of groups: `time` with buckets, the dimensions, the measures.
final class SumsSheet extends AnswerSheet {
  private final Answer answer;

  /// The first key's column.
  private final int first;

  SumsSheet(Answer answer) {
    this.answer = answer;
    this.first = answer.query().bucketNanos() > 0 ? 1 : 0;
    if (first > 0) {
      key(new Column("time", "time", Kind.TIME));
    }
    answer.query().by().forEach(by -> key(of(by)));
    answer.query().measures().forEach(what -> measure(of(what, "", "")));
  }

  @Override
  public int rows() {
    return answer.rows();
  }

  @Override
  public boolean other(int row) {
    return answer.other()[row];
  }

  @Override
  public boolean left(int row, int column) {
    return column >= first && isKey(column) && other(row);
  }

  @Override
  public String text(int row, int column) {
    return answer.keys().get(column - first).text(row);
  }

  @Override
  public long whole(int row, int column) {
    if (column < first) {
      return answer.bucketStartNanos()[row];
    }
    return isKey(column)
        ? answer.keys().get(column - first).low()[row]
        : answer.sums()[measure(column)][row];
  }

  @Override
  public double fraction(int row, int column) {
    return answer.value(row, measure(column));
  }

  @Override
  public String shown(int row, int column) {
    return isKey(column)
        ? answer.text(row, column - first)
        : grouped(
            answer.value(row, measure(column)), answer.query().measures().get(measure(column)));
  }
}
