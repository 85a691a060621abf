package org.medsentry.rules;

/**
 * 64 bits that stand for a text that is only told apart from others, or of which many are remembered: shorter on the way and in
 * state; two of ten thousand are alike once in 10^11 cases. It is SipHash-2-4 (Aumasson and Bernstein 2012) of the characters,
 * the low byte of each first, under the key that its authors use in their example. It lies in state: never to be changed.
 */
public final class Fingerprint {

    private static final long KEY_LOW = 0x0706050403020100L;
    private static final long KEY_HIGH = 0x0f0e0d0c0b0a0908L;
    private static final int CHARACTERS_A_WORD = Long.BYTES / Character.BYTES;
    private static final int ROUNDS_A_WORD = 2;
    private static final int LAST_ROUNDS = 4;

    private long v0 = KEY_LOW ^ 0x736f6d6570736575L;
    private long v1 = KEY_HIGH ^ 0x646f72616e646f6dL;
    private long v2 = KEY_LOW ^ 0x6c7967656e657261L;
    private long v3 = KEY_HIGH ^ 0x7465646279746573L;

    private Fingerprint() {}

    public static long of(String text) {
        Fingerprint state = new Fingerprint();
        int length = text.length();
        int rest = length % CHARACTERS_A_WORD;
        for (int index = 0; index < length - rest; index += CHARACTERS_A_WORD) {
            state.take(text.charAt(index)
                    | (long) text.charAt(index + 1) << 16
                    | (long) text.charAt(index + 2) << 32
                    | (long) text.charAt(index + 3) << 48);
        }
        long last = (long) (Character.BYTES * length) << 56;
        for (int index = 0; index < rest; index++) {
            last |= (long) text.charAt(length - rest + index) << index * Character.SIZE;
        }
        state.take(last);
        return state.end();
    }

    private void take(long word) {
        v3 ^= word;
        mix(ROUNDS_A_WORD);
        v0 ^= word;
    }

    private long end() {
        v2 ^= 0xff;
        mix(LAST_ROUNDS);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void mix(int rounds) {
        for (int round = 0; round < rounds; round++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
