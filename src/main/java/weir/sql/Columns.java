package weir.sql;

import weir.flow.FlowField;

/// Where the values of fields stand in the rows of a relation.
public interface Columns {
  /// By their names.
  Columns PLAIN =
      new Columns() {
        @Override
        public String low(FlowField field) {
          return field.column();
        }

        @Override
        public String high(FlowField field) {
          return field.highColumn();
        }
      };

  /// A field's value; of an address the low half.
  String low(FlowField field);

  /// The high half of an address.
  String high(FlowField field);
}
