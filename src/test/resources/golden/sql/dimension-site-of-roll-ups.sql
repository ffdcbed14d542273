WITH summed AS NOT MATERIALIZED (
  SELECT 0::UBIGINT AS bucket, k0, (bytes * rate)::BIGINT AS m0, flows AS n FROM (
    SELECT (CASE WHEN (sampler_address_hi = 2306139568115548160 AND sampler_address = 1) THEN 0 WHEN (sampler_address_hi = 0 AND sampler_address = 281473902969345) THEN 1 ELSE 2 END)::UINTEGER AS k0, sampling_rate AS rate, bytes AS bytes, flows FROM r1.by_flags WHERE minute_ns >= 1790000040000000000 AND minute_ns < 1790003640000000000
  )
),
best AS MATERIALIZED (SELECT k0, row_number() OVER (ORDER BY m0 DESC, k0) AS place FROM (FROM (SELECT k0, sum_no_overflow(m0) AS m0 FROM summed GROUP BY k0) ORDER BY m0 DESC, k0 LIMIT 10)),
whole AS MATERIALIZED (
  SELECT bucket, sum_no_overflow((bytes * rate)::BIGINT)::HUGEINT AS m0, sum(flows)::HUGEINT AS n FROM (
    SELECT 0::UBIGINT AS bucket, sampling_rate AS rate, bytes AS bytes, flows FROM r1.by_flags WHERE minute_ns >= 1790000040000000000 AND minute_ns < 1790003640000000000
  ) GROUP BY bucket
),
shown AS MATERIALIZED (SELECT bucket, k0, place, sum(m0) AS m0, sum(n) AS n FROM summed JOIN best USING (k0) GROUP BY ALL),
listed AS (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM shown GROUP BY ALL),
totals AS MATERIALIZED (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM whole GROUP BY ALL)
SELECT * EXCLUDE (place) FROM (
SELECT bucket, false AS other, k0, least(m0, 9223372036854775807)::BIGINT AS m0, (SELECT sum(n) FROM totals)::BIGINT AS matched, place FROM shown
) ORDER BY place NULLS LAST, bucket
