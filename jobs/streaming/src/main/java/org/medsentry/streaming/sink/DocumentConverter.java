package org.medsentry.streaming.sink;

import java.io.Serializable;

/** Says which document an element of the stream becomes. Deterministic ids are its duty: the sink may be given an element again after a restore. */
@FunctionalInterface
public interface DocumentConverter<T> extends Serializable {
    BulkOperation convert(T element);
}
