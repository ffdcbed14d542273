SELECT slice, row FROM places ORDER BY high, low, time DESC, slice, row LIMIT 100
