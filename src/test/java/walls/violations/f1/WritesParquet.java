package walls.violations.f1;

import org.apache.parquet.schema.MessageType;

/** Planted: a wall must stop it. */
public final class WritesParquet {
  public String schema(MessageType type) {
    return type.getName();
  }
}
