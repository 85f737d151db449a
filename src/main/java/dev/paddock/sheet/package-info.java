/** Tables that leave the house as files: columns with names, types and units, written as CSV, JSON, lines of JSON or Parquet. */
package dev.paddock.sheet;
