SELECT direction AS direction, src_as AS src_as, 1::UINTEGER AS sampling_rate, sum(bytes)::UBIGINT AS bytes, sum(packets)::UBIGINT AS packets, count(*)::UBIGINT AS flows FROM s2.flows GROUP BY ALL
