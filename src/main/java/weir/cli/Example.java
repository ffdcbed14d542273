package weir.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What somebody might write for an option, as in the example of a settings file.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Example {
  String[] value();
}
