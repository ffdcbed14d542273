WITH shown AS MATERIALIZED (SELECT bucket, k0h, k0, place, sum(m0) AS m0, sum(m1) AS m1, sum(n) AS n FROM groups JOIN best USING (k0h, k0) GROUP BY ALL),
listed AS (SELECT bucket, sum(m0) AS m0, sum(m1) AS m1, sum(n) AS n FROM shown GROUP BY ALL),
totals AS MATERIALIZED (SELECT bucket, sum(m0) AS m0, sum(m1) AS m1, sum(n) AS n FROM totals GROUP BY ALL)
SELECT * EXCLUDE (place) FROM (
SELECT bucket, false AS other, k0h, k0, least(m0, 9223372036854775807)::BIGINT AS m0, least(m1, 9223372036854775807)::BIGINT AS m1, (SELECT sum(n) FROM totals)::BIGINT AS matched, place FROM shown
) ORDER BY place NULLS LAST, bucket
