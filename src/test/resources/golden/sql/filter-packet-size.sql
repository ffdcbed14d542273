WITH grouped AS MATERIALIZED (
  SELECT bucket, sum(bytes::HUGEINT * rate)::HUGEINT AS m0, count(*)::HUGEINT AS n FROM (
    SELECT 0::UBIGINT AS bucket, greatest(sampling_rate, 1) AS rate, bytes AS bytes FROM s1.flows WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000 AND ((CASE WHEN (bytes // greatest(packets, 1)) BETWEEN 0 AND 64 THEN 0 WHEN (bytes // greatest(packets, 1)) BETWEEN 65 AND 127 THEN 1 WHEN (bytes // greatest(packets, 1)) BETWEEN 128 AND 255 THEN 2 WHEN (bytes // greatest(packets, 1)) BETWEEN 256 AND 511 THEN 3 WHEN (bytes // greatest(packets, 1)) BETWEEN 512 AND 1023 THEN 4 WHEN (bytes // greatest(packets, 1)) BETWEEN 1024 AND 1518 THEN 5 ELSE 6 END)::UINTEGER = 6)
  ) GROUP BY bucket
)
SELECT bucket, false AS other, least(m0, 9223372036854775807)::BIGINT AS m0, (SELECT sum(n) FROM grouped)::BIGINT AS matched
FROM grouped
ORDER BY m0 DESC
