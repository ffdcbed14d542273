(SELECT k0h, k0, k1, k2, sum(m0) AS m0, sum(n) AS n FROM collected GROUP BY k0h, k0, k1, k2)
