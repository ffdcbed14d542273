SELECT count(*)::DOUBLE FROM best ANTI JOIN (SELECT dst_as AS k0 FROM r1.top_dst_as) USING (k0)
