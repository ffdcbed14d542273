WITH one AS (SELECT k0h, k0, sum(m0) AS m0, sum(n) AS n FROM one_side GROUP BY k0h, k0),
two AS (SELECT k0h, k0, sum(m0) AS m0, sum(n) AS n FROM other_side GROUP BY k0h, k0),
sides AS MATERIALIZED (SELECT k0h, k0, coalesce(one.m0, 0) AS m0, coalesce(one.n, 0) AS n, coalesce(two.m0, 0) AS o0, coalesce(two.n, 0) AS p FROM one FULL JOIN two USING (k0h, k0)),
ranked AS MATERIALIZED (SELECT *, row_number() OVER (ORDER BY abs(m0::DOUBLE * 2.777777777777778E-4 - o0::DOUBLE * 0.008333333333333333) DESC, k0h, k0) AS place, row_number() OVER (ORDER BY m0 DESC, k0h, k0) AS largest, row_number() OVER (ORDER BY o0 DESC, k0h, k0) AS was FROM sides)
SELECT * EXCLUDE (place) FROM (
SELECT false AS other, k0h, k0, least(m0, 9223372036854775807)::BIGINT AS m0, least(o0, 9223372036854775807)::BIGINT AS o0, (SELECT sum(n) FROM sides)::BIGINT AS matched, (SELECT sum(p) FROM sides)::BIGINT AS against, place FROM ranked WHERE least(place, largest, was) <= 10
) ORDER BY place NULLS LAST
