package org.medsentry.local.vaers;

/** Hears how far an import has come, so that a command line can draw a bar. */
@FunctionalInterface
public interface VaersImportProgress {

    /** For callers that show nothing. */
    VaersImportProgress SILENT = (bytesRead, bytesInAll) -> {};

    /**
     * @param bytesRead bytes of all input files read so far, as they lie on the disk
     * @param bytesInAll their sum, the same at every call
     */
    void advanced(long bytesRead, long bytesInAll);
}
