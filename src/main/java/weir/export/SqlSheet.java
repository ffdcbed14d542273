package weir.export;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.query.SqlAnswer;

/// What a statement of the user's gave.
record SqlSheet(SqlAnswer answer, List<Column> columns) implements Sheet {
  SqlSheet(SqlAnswer answer) {
    this(
        answer,
        answer.columns().stream()
            .map(column -> new Column(column.name(), column.name(), kind(column.kind())))
            .toList());
  }

  private static Kind kind(SqlAnswer.Kind kind) {
    return switch (kind) {
      case TEXT -> Kind.TEXT;
      case TIME -> Kind.TIME;
      case WHOLE -> Kind.CHANGE;
      case FRACTION -> Kind.FRACTION;
    };
  }

  private @Nullable Object cell(int row, int column) {
    return answer.rows().get(row).get(column);
  }

  @Override
  public int keys() {
    return 0;
  }

  @Override
  public int rows() {
    return answer.rows().size();
  }

  @Override
  public boolean other(int row) {
    return false;
  }

  @Override
  public boolean left(int row, int column) {
    return false;
  }

  @Override
  public boolean none(int row, int column) {
    return cell(row, column) == null;
  }

  @Override
  public String text(int row, int column) {
    return shown(row, column);
  }

  @Override
  public long whole(int row, int column) {
    return cell(row, column) instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double fraction(int row, int column) {
    return cell(row, column) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public String shown(int row, int column) {
    return switch (cell(row, column)) {
      case null -> "";
      case Double number when Double.isFinite(number) ->
          new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
      case Object value -> value.toString();
    };
  }
}
