package org.medsentry.console.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;

/** Hashes of passwords: argon2id with the parameters that OWASP recommends (19 MiB, two passes, one lane). */
public final class Passwords {

    public static final int SHORTEST = 12;

    /** Beyond this nobody types; hashing it would only cost us. */
    public static final int LONGEST = 256;

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

    private Passwords() {}

    /** The hash with its salt and parameters, as it stands in a users file. */
    public static String hash(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON).getResult();
    }

    static boolean isHash(String text) {
        return text != null && text.startsWith("$argon2id$");
    }

    /** Whether the password is that of the hash, whatever parameters the hash was made with. */
    static boolean matches(String password, String hash) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }
}
