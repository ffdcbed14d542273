package weir.decode.state;

import weir.flow.FlowField;

/// One step through a record.
///
/// @param reverse for the other half of a biflow
/// @param field column that it fills; of no meaning where the action fills none
/// @param slot slot that it fills; of no meaning where the action fills none
/// @param offset byte of the record where it is; of no meaning behind a field of variable length
/// @param length bytes that it takes; [TemplatePlan#VARIABLE] for a length in the record
public record Step(
    Action action, boolean reverse, FlowField field, Slot slot, int offset, int length) {
  static Step skip(int offset, int length) {
    return new Step(
        length == TemplatePlan.VARIABLE ? Action.SKIP_VARIABLE : Action.SKIP,
        false,
        FlowField.TYPE,
        Slot.SAMPLER,
        offset,
        length);
  }
}
