package org.medsentry.streaming.state;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;

/** 64 bits that stand for a text where many of them are remembered: two of ten thousand are alike once in 10^11 cases. */
public final class RecordHash {

    /** It lies in state: never to be changed. */
    private static final HashFunction HASH = Hashing.sipHash24();

    private RecordHash() {}

    public static long of(String text) {
        return HASH.hashUnencodedChars(text).asLong();
    }
}
