SELECT bucket, other, if(other, toUInt64(0), toUInt64(k0)) AS g0, toInt128(sum(toInt128(bytes) * rate)) AS m0, toInt128(count(*)) AS n FROM (
  SELECT *, (k0) NOT IN (
    SELECT k0 FROM (
      SELECT k0, sum(m0) AS s0, arrayElement(arrayReverseSort(groupArray(toFloat64(m0) / (CASE bucket WHEN 1790000040000000000 THEN 30000000000 WHEN 1790000160000000000 THEN 30000000000 ELSE 60000000000 END))), 1) AS r0 FROM (
  SELECT bucket, k0, toInt128(sum(toInt128(bytes) * rate)) AS m0, toInt128(count(*)) AS n FROM (
    SELECT intDiv(time_received_ns, 60000000000) * 60000000000 AS bucket, dst_port AS k0, greatest(sampling_rate, 1) AS rate, bytes AS bytes FROM flows WHERE time_received_ns >= 1790000070000000000 AND time_received_ns < 1790000190000000000
  ) GROUP BY bucket, k0
      ) GROUP BY k0
    ) ORDER BY r0 DESC, s0 DESC, k0 LIMIT 10
  ) AS other FROM (
    SELECT intDiv(time_received_ns, 60000000000) * 60000000000 AS bucket, dst_port AS k0, greatest(sampling_rate, 1) AS rate, bytes AS bytes FROM flows WHERE time_received_ns >= 1790000070000000000 AND time_received_ns < 1790000190000000000
  )
) GROUP BY bucket, other, g0
