SELECT count(*)::DOUBLE FROM best ANTI JOIN (SELECT proto AS k0, dst_port AS k1 FROM r1.top_dst_port) USING (k0, k1)
