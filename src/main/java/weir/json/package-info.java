/// JSON and YAML that people write: values that know where they stand, so that whoever finds one
/// wrong can say where (JsonValue, the door; Yaml makes the same), and JSON for people and version
/// control (JsonText).
@NullMarked
package weir.json;

import org.jspecify.annotations.NullMarked;
