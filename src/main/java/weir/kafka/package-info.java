/// Topics of Kafka: octets in by TopicReader, octets out by TopicWriter. The only package that
/// knows the library.
@NullMarked
package weir.kafka;

import org.jspecify.annotations.NullMarked;
