package org.medsentry.streaming.state;

import org.medsentry.rules.Fingerprint;

/** 64 bits that stand for a text where many of them are remembered. */
public final class RecordHash {

    private RecordHash() {}

    /** It lies in state: never to be changed. */
    public static long of(String text) {
        return Fingerprint.of(text);
    }
}
