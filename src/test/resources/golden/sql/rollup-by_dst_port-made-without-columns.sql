SELECT proto AS proto, dst_port AS dst_port, 1::UINTEGER AS sampling_rate, sum(bytes)::UBIGINT AS bytes, sum(packets)::UBIGINT AS packets, count(*)::UBIGINT AS flows FROM s2.flows GROUP BY ALL
