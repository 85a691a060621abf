package org.medsentry.bench.rules;

import java.util.concurrent.CompletableFuture;

/** What a source of this process gives, from front to back. */
interface Feed<T> {

    /** Completes when the next element may be asked for; another one, perhaps, after each element. */
    CompletableFuture<Void> ready();

    /** The next element, or null after the last. */
    T next();

    /** Completes when the source may end; until then it stays idle behind its last element. */
    CompletableFuture<Void> end();
}
