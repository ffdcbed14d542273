/// Flows for a topic of Kafka: TopicArchive.
@NullMarked
package weir.store.kafka;

import org.jspecify.annotations.NullMarked;
