/// What a live source has counted, for Prometheus: Metrics says it, MetricsPort serves it.
@NullMarked
package weir.metrics;

import org.jspecify.annotations.NullMarked;
