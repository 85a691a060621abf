package org.medsentry.console.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.util.Optional;
import org.medsentry.console.audit.AuditEntry;
import org.medsentry.console.identity.Session;
import org.medsentry.console.identity.Sessions;
import org.medsentry.console.problem.Problem;

/** Who calls, from where, and whether the call comes from our own pages. */
public final class Callers {

    static final String COOKIE = "medsentry-session";
    private static final String SESSION = "medsentry.session";

    private final Sessions sessions;
    private final boolean behindProxy;

    /** @param behindProxy whether a proxy that we trust says who calls and how */
    public Callers(Sessions sessions, boolean behindProxy) {
        this.sessions = sessions;
        this.behindProxy = behindProxy;
    }

    /** Refuses whoever may not call the route. */
    void admit(Context context) {
        boolean change = !context.method().name().equals("GET")
                && !context.method().name().equals("HEAD");
        if (change) {
            requireOwnPage(context);
        }
        Access access = context.routeRoles().stream()
                .filter(Access.class::isInstance)
                .map(Access.class::cast)
                .findFirst()
                .orElseThrow(Problem::notFound);
        if (!access.signedIn()) {
            return;
        }
        Session session = sessions.use(context.cookie(COOKIE))
                .orElseThrow(() -> Problem.of(401, "unauthenticated", "请先登录", "sign in first"));
        context.attribute(SESSION, session);
        if (change && !Sessions.isToken(session, context.header("X-CSRF-Token"))) {
            throw Problem.of(403, "csrf", "请求缺少校验令牌，请刷新页面", "the header X-CSRF-Token is missing or wrong");
        }
        if (access.permission() != null && !session.user().may(access.permission())) {
            throw Problem.forbidden();
        }
    }

    /** What browsers say of where a request comes from; other programs say nothing, and bear no cookie either. */
    private void requireOwnPage(Context context) {
        String site = context.header("Sec-Fetch-Site");
        String origin = context.header("Origin");
        boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
        if (origin != null && !foreign) {
            String host = behindProxy && context.header("X-Forwarded-Host") != null
                    ? context.header("X-Forwarded-Host")
                    : context.header("Host");
            try {
                foreign = !URI.create(origin).getAuthority().equalsIgnoreCase(host);
            } catch (IllegalArgumentException | NullPointerException noOrigin) {
                foreign = true;
            }
        }
        if (foreign) {
            throw Problem.of(403, "csrf", "请求来自其他网站", "the request comes from another site");
        }
    }

    Session session(Context context) {
        return context.attribute(SESSION);
    }

    Optional<Session> sessionIfAny(Context context) {
        return sessions.use(context.cookie(COOKIE));
    }

    AuditEntry audited(Context context, String what, String target, String detail) {
        return AuditEntry.of(session(context), address(context), what, target, detail);
    }

    String address(Context context) {
        String forwarded = behindProxy ? context.header("X-Forwarded-For") : null;
        // The last one is what our own proxy saw; those before it are what the caller says.
        return forwarded == null
                ? context.ip()
                : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    boolean isSecure(Context context) {
        return context.req().isSecure() || behindProxy && "https".equals(context.header("X-Forwarded-Proto"));
    }

    void giveCookie(Context context, Session session) {
        Cookie cookie = new Cookie(COOKIE, session.id());
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.STRICT);
        cookie.setSecure(isSecure(context));
        context.cookie(cookie);
    }

    void takeCookie(Context context) {
        context.removeCookie(COOKIE, "/");
    }
}
