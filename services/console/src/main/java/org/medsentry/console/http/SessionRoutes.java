package org.medsentry.console.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.medsentry.console.audit.AuditEntry;
import org.medsentry.console.audit.AuditLog;
import org.medsentry.console.identity.IdentityProvider;
import org.medsentry.console.identity.Permission;
import org.medsentry.console.identity.Session;
import org.medsentry.console.identity.Sessions;
import org.medsentry.console.identity.SignInThrottle;
import org.medsentry.console.identity.User;
import org.medsentry.console.problem.Problem;
import org.medsentry.console.visitor.Visitors;

/** Signing in and out. */
public final class SessionRoutes implements Routes.Group {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_PASSWORD = 1000;

    private static final int HASHED_AT_ONCE = 4;

    private final Semaphore hashing = new Semaphore(HASHED_AT_ONCE);
    private final IdentityProvider identities;
    private final Sessions sessions;
    private final SignInThrottle throttle;
    private final Visitors visitors;
    private final AuditLog audit;
    private final Callers callers;

    public SessionRoutes(
            IdentityProvider identities,
            Sessions sessions,
            SignInThrottle throttle,
            Visitors visitors,
            AuditLog audit,
            Callers callers) {
        this.identities = identities;
        this.sessions = sessions;
        this.throttle = throttle;
        this.visitors = visitors;
        this.audit = audit;
        this.callers = callers;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/session", Access.SIGNED_IN, context -> answer(context, callers.session(context)));
        routes.post("/api/session", Access.OPEN, this::signIn);
        routes.delete("/api/session", Access.SIGNED_IN, this::signOut);
    }

    private void signIn(Context context) {
        Body body = Body.of(context, "user", "password");
        String userId = body.requiredText("user", LONGEST_NAME);
        String password = body.requiredText("password", LONGEST_PASSWORD);
        String address = callers.address(context);
        Optional<Duration> wait = throttle.wait(userId, address);
        if (wait.isPresent()) {
            context.header("Retry-After", Long.toString(wait.get().toSeconds() + 1));
            throw Problem.of(429, "too-many", "尝试次数过多，请稍后再试", "too many attempts; try again later");
        }
        Optional<User> known = authenticate(userId, password);
        if (known.isEmpty()) {
            throttle.failed(userId, address);
            // The name as typed may be a password: it is not written down unless somebody has it.
            String named = identities.current(userId).map(User::id).orElse("(unknown)");
            audit.write(new AuditEntry(named, null, "session.refused", null, null, address));
            throw Problem.of(401, "unauthenticated", "用户名或密码错误", "name or password is wrong");
        }
        throttle.succeeded(userId);
        User user = known.get();
        audit.write(new AuditEntry(user.id(), user.role().name(), "session.open", null, null, address));
        Optional<Instant> lastVisit = visitors.visit(user.id());
        sessions.close(context.cookie(Callers.COOKIE));
        Session session = sessions.open(user, lastVisit);
        callers.giveCookie(context, session);
        answer(context, session);
    }

    /** Hashing takes memory and time on purpose; a crowd at the door must not take all of it. */
    private Optional<User> authenticate(String userId, String password) {
        boolean admitted = false;
        try {
            admitted = hashing.tryAcquire(5, TimeUnit.SECONDS);
            if (!admitted) {
                throw Problem.of(503, "busy", "系统繁忙，请稍后再试", "too many sign in at once; try again");
            }
            return identities.authenticate(userId, password);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.of(503, "busy", "系统繁忙，请稍后再试", "the console stops");
        } finally {
            if (admitted) {
                hashing.release();
            }
        }
    }

    private void signOut(Context context) {
        Session session = callers.session(context);
        sessions.close(session.id());
        callers.takeCookie(context);
        visitors.visit(session.user().id());
        audit.write(callers.audited(context, "session.close", null, null));
        context.status(204);
    }

    private static void answer(Context context, Session session) {
        User user = session.user();
        Answers.json(
                context,
                Answers.object(
                        "user",
                        Answers.object("id", user.id(), "name", user.name(), "role", user.role()),
                        "permissions",
                        Permission.idsOf(user.role()),
                        "csrfToken",
                        session.csrfToken(),
                        "lastVisitAt",
                        session.lastVisit().orElse(null)));
    }
}
