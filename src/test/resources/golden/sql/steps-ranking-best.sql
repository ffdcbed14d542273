SELECT k0h, k0, row_number() OVER (ORDER BY m0 DESC, k0h, k0) AS place FROM (FROM (SELECT k0h, k0, sum(m0) AS m0 FROM groups GROUP BY k0h, k0) ORDER BY m0 DESC, k0h, k0 LIMIT 10)
