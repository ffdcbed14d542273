WITH grouped AS MATERIALIZED (
  SELECT bucket, sum(syn_packets::HUGEINT * rate)::HUGEINT AS m0, sum(tcp_packets::HUGEINT * rate)::HUGEINT AS m1, count(*)::HUGEINT AS n FROM (
    SELECT 0::UBIGINT AS bucket, greatest(sampling_rate, 1) AS rate, (CASE WHEN proto = 6 AND (tcp_flags & 18) = 2 THEN packets ELSE 0 END)::UBIGINT AS syn_packets, (CASE WHEN proto = 6 THEN packets ELSE 0 END)::UBIGINT AS tcp_packets FROM s1.flows WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  ) GROUP BY bucket
)
SELECT bucket, false AS other, least(m0, 9223372036854775807)::BIGINT AS m0, least(m1, 9223372036854775807)::BIGINT AS m1, (SELECT sum(n) FROM grouped)::BIGINT AS matched
FROM grouped
ORDER BY m0 DESC
