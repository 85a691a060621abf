package org.medsentry.local.deployment;

import java.util.Arrays;

/**
 * Runs another class's main in a process that ends when its parent does, however the parent ended: a test that is killed must
 * not leave a cluster behind. It must stay a single class file: only that file is put on the child's class path.
 *
 * <p>Arguments: the name of the class, then its arguments.
 */
public final class ParentBoundMain {

    private ParentBoundMain() {}

    public static void main(String[] arguments) throws Exception {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // only the end of the stream matters
                        }
                    } catch (java.io.IOException gone) {
                        // as good as the end
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
