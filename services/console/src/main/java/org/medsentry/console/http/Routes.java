package org.medsentry.console.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/** The routes of the server with who may call them: none can be added without saying so. */
public final class Routes {

    private final List<Route> routes = new ArrayList<>();

    /** One of them. */
    public record Route(HandlerType method, String path, Access access, Handler handler) {}

    /** A part of the interface. */
    public interface Group {
        void addTo(Routes routes);
    }

    public Routes get(String path, Access access, Handler handler) {
        return add(HandlerType.GET, path, access, handler);
    }

    public Routes post(String path, Access access, Handler handler) {
        return add(HandlerType.POST, path, access, handler);
    }

    public Routes put(String path, Access access, Handler handler) {
        return add(HandlerType.PUT, path, access, handler);
    }

    public Routes delete(String path, Access access, Handler handler) {
        return add(HandlerType.DELETE, path, access, handler);
    }

    private Routes add(HandlerType method, String path, Access access, Handler handler) {
        routes.add(new Route(method, path, access, handler));
        return this;
    }

    public List<Route> list() {
        return List.copyOf(routes);
    }

    void addTo(RoutesConfig server) {
        routes.forEach(route -> server.addHttpHandler(route.method(), route.path(), route.handler(), route.access()));
    }
}
