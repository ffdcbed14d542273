WITH one AS (SELECT sum(m0) AS m0, sum(m1) AS m1, sum(n) AS n FROM one_side),
two AS (SELECT sum(m0) AS m0, sum(m1) AS m1, sum(n) AS n FROM (SELECT 0::HUGEINT AS m0, 0::HUGEINT AS m1, 0::HUGEINT AS n WHERE false)),
sides AS MATERIALIZED (SELECT coalesce(one.m0, 0) AS m0, coalesce(one.m1, 0) AS m1, coalesce(one.n, 0) AS n, coalesce(two.m0, 0) AS o0, coalesce(two.m1, 0) AS o1, coalesce(two.n, 0) AS p FROM one CROSS JOIN two),
ranked AS MATERIALIZED (SELECT *, row_number() OVER (ORDER BY abs(m0::DOUBLE * 1.0 - o0::DOUBLE * 1.0) DESC) AS place FROM sides)
SELECT * EXCLUDE (place) FROM (
SELECT false AS other, least(m0, 9223372036854775807)::BIGINT AS m0, least(m1, 9223372036854775807)::BIGINT AS m1, least(o0, 9223372036854775807)::BIGINT AS o0, least(o1, 9223372036854775807)::BIGINT AS o1, (SELECT sum(n) FROM sides)::BIGINT AS matched, (SELECT sum(p) FROM sides)::BIGINT AS against, place FROM ranked WHERE true
) ORDER BY place NULLS LAST
