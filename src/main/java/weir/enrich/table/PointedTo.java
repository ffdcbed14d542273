package weir.enrich.table;

import com.maxmind.db.CHMCache;
import com.maxmind.db.CacheKey;
import com.maxmind.db.DecodedValue;
import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.NodeCache;
import java.io.IOException;

/// What the data of an [Mmdb] points to again and again, such as names: read once. Pointers that
/// lead to each other end. For one thread.
final class PointedTo implements NodeCache {
  private static final int DEEPEST = 32;

  private final NodeCache kept = new CHMCache();
  private int depth;

  @Override
  public DecodedValue get(CacheKey<?> key, Loader loader) throws IOException {
    if (depth == DEEPEST) {
      throw new InvalidDatabaseException("pointers without end");
    }
    depth++;
    try {
      return kept.get(key, loader);
    } finally {
      depth--;
    }
  }
}
