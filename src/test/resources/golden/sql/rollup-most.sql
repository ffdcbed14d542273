greatest(count(*), sum(bytes::DOUBLE * greatest(sampling_rate, 1)), sum(packets::DOUBLE * greatest(sampling_rate, 1)))
