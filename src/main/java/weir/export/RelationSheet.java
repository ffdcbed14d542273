package weir.export;

import weir.query.Relations;

/// Combinations of layers: a column a layer, and the measure.
final class RelationSheet extends AnswerSheet {
  private final Relations relations;

  RelationSheet(Relations relations) {
    this.relations = relations;
    relations.query().layers().forEach(layer -> key(of(layer)));
    measure(of(relations.query().measure(), "", ""));
  }

  @Override
  public int rows() {
    return relations.rows();
  }

  @Override
  public boolean other(int row) {
    return false;
  }

  @Override
  public boolean left(int row, int column) {
    return isKey(column) && relations.other()[column][row];
  }

  @Override
  public String text(int row, int column) {
    return relations.keys().get(column).text(row);
  }

  @Override
  public long whole(int row, int column) {
    return isKey(column) ? relations.keys().get(column).low()[row] : relations.sums()[row];
  }

  @Override
  public double fraction(int row, int column) {
    return relations.value(row);
  }

  @Override
  public String shown(int row, int column) {
    return isKey(column) ? relations.text(row, column) : grouped(relations.value(row));
  }
}
