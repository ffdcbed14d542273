WITH grouped AS MATERIALIZED (
  SELECT bucket, sum_no_overflow((bytes * rate)::BIGINT)::HUGEINT AS m0, sum(flows)::HUGEINT AS n FROM (
    SELECT 0::UBIGINT AS bucket, sampling_rate AS rate, bytes AS bytes, flows FROM r1.by_flags WHERE minute_ns >= 1790000040000000000 AND minute_ns < 1790003640000000000 AND ((proto = 6) AND (tcp_flags & 2 = 2))
  ) GROUP BY bucket
)
SELECT bucket, false AS other, least(m0, 9223372036854775807)::BIGINT AS m0, (SELECT sum(n) FROM grouped)::BIGINT AS matched
FROM grouped
ORDER BY m0 DESC
