package org.medsentry.local.backtest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medsentry.schemas.codec.Documents;

/** A file of documents, one on a line, written by one thread. */
class DocumentFile<T> implements AutoCloseable {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final Path path;
    private final OutputStream out;
    private long length;
    private long count;

    DocumentFile(Path path) throws IOException {
        this.path = path;
        this.out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER_BYTES);
    }

    void append(T document) throws IOException {
        byte[] json = Documents.toJson(document);
        out.write(json);
        out.write('\n');
        written(document, length, json.length + 1);
        length += json.length + 1;
        count++;
    }

    /** Told of each document and of its bytes in the file, line end included. */
    void written(T document, long offset, int bytes) {}

    Path path() {
        return path;
    }

    long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
