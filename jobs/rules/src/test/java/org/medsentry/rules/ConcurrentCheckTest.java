package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

/**
 * The tasks of a job begin at the same moment in one process, and each checks the rules. What they share must not depend on
 * who comes first, or the job fails at every restart, for as long as the process keeps its classes.
 */
class ConcurrentCheckTest {

    private static final int TASKS = 4;
    private static final String FILE = "adr-death.yaml";

    @RepeatedTest(10)
    void tasksThatStartTogetherCheckTheSameRules() throws Exception {
        Class<?> rules = new FreshClasses().loadClass(RuleFile.class.getName());
        Method parse = rules.getMethod("parse", String.class, String.class);
        CyclicBarrier start = new CyclicBarrier(TASKS);
        ExecutorService threads = Executors.newFixedThreadPool(TASKS);
        try {
            List<Future<?>> tasks = new ArrayList<>();
            for (int task = 0; task < TASKS; task++) {
                tasks.add(threads.submit(() -> {
                    start.await();
                    parse.invoke(null, FILE, DefaultRules.files().get(FILE));
                    return null;
                }));
            }
            for (Future<?> task : tasks) {
                assertThatCode(task::get).doesNotThrowAnyException();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The classes of this room anew, as a task manager that has not run a job yet. */
    private static final class FreshClasses extends ClassLoader {

        FreshClasses() {
            super(ConcurrentCheckTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.medsentry.rules.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (stream == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = stream.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
