WITH shown AS MATERIALIZED (SELECT bucket, k0h, k0, place, sum(m0) AS m0, sum(n) AS n FROM groups JOIN best USING (k0h, k0) GROUP BY ALL),
listed AS (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM shown GROUP BY ALL),
totals AS MATERIALIZED (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM totals GROUP BY ALL)
SELECT * EXCLUDE (place) FROM (
SELECT bucket, false AS other, k0h, k0, least(m0, 9223372036854775807)::BIGINT AS m0, (SELECT sum(n) FROM totals)::BIGINT AS matched, place FROM shown
UNION ALL
SELECT totals.bucket, true, 0, 0, greatest(0, least(totals.m0 - coalesce(listed.m0, 0), 9223372036854775807))::BIGINT, (SELECT sum(n) FROM totals)::BIGINT AS matched, NULL FROM totals LEFT JOIN listed USING (bucket) WHERE totals.n > coalesce(listed.n, 0)
) ORDER BY place NULLS LAST, bucket
