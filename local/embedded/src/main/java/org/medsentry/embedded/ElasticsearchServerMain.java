package org.medsentry.embedded;

import java.io.Closeable;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs one Elasticsearch node inside the child process that {@link EmbeddedElasticsearch} starts. It reaches the server by reflection, so that this
 * module compiles and ships without it, and must stay a single class file: only that file is put on the child's class path.
 *
 * <p>Settings are the system properties that begin with {@code es.setting.}; the node stops when standard input ends, hence with its parent.
 */
public final class ElasticsearchServerMain {
    static final String SETTING_PREFIX = "es.setting.";

    private ElasticsearchServerMain() {}

    public static void main(String[] arguments) throws Exception {
        leaveSignalsToTheParent();
        Path home = Path.of(System.getProperty("es.path.home"));
        Object node = start(home);
        System.out.println("node started");
        while (System.in.read() >= 0) {
            // only the end of the stream matters
        }
        invoke(node, "prepareForClose");
        ((Closeable) node).close();
        node.getClass().getMethod("awaitClose", long.class, TimeUnit.class).invoke(node, 10L, TimeUnit.SECONDS);
        System.exit(0);
    }

    /** A terminal sends Ctrl-C to the whole group; the parent still needs us while it stops in good order. */
    private static void leaveSignalsToTheParent() throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object ignore = handler.getField("SIG_IGN").get(null);
        for (String name : new String[] {"INT", "HUP"}) {
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ignore);
        }
    }

    private static Object start(Path home) throws ReflectiveOperationException {
        Class<?> settingsType = Class.forName("org.elasticsearch.common.settings.Settings");
        Object settings = settings(settingsType, home);

        Class<?> logging = Class.forName("org.elasticsearch.common.logging.LogConfigurator");
        logging.getMethod("configureESLogging").invoke(null);
        logging.getMethod("setNodeName", String.class).invoke(null, "local");
        logging.getMethod("configureWithoutConfig", settingsType).invoke(null, settings);

        Supplier<String> nodeName = () -> "local";
        Object environment = Class.forName("org.elasticsearch.node.InternalSettingsPreparer")
                .getMethod("prepareEnvironment", settingsType, Map.class, Path.class, Supplier.class)
                .invoke(null, settings, Map.of(), home.resolve("config"), nodeName);

        Class<?> nodeType = Class.forName("org.elasticsearch.node.Node");
        Object plugins = plugins(home, nodeType.getModule().isNamed());
        Object node = nodeType.getConstructor(environment.getClass(), plugins.getClass())
                .newInstance(environment, plugins);
        invoke(node, "start");
        return node;
    }

    private static Object settings(Class<?> settingsType, Path home) throws ReflectiveOperationException {
        Object builder = settingsType.getMethod("builder").invoke(null);
        Method put = builder.getClass().getMethod("put", String.class, String.class);
        put.invoke(builder, "path.home", home.toString());
        Properties properties = System.getProperties();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(SETTING_PREFIX)) {
                put.invoke(builder, name.substring(SETTING_PREFIX.length()), properties.getProperty(name));
            }
        }
        return invoke(builder, "build");
    }

    private static Object plugins(Path home, boolean asModules) throws ReflectiveOperationException {
        Class<?> loader = Class.forName("org.elasticsearch.plugins.PluginsLoader");
        Object bundles = loader.getMethod("loadModulesBundles", Path.class).invoke(null, home.resolve("modules"));
        return loader.getMethod("createPluginsLoader", Set.class, Set.class, Map.class, boolean.class)
                .invoke(null, bundles, Set.of(), Map.of(), asModules);
    }

    private static Object invoke(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }
}
