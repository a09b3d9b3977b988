package org.recoverykit.ec2fake;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An instance's metadata service, second version only: a token first, then everything with it. Its faults are those of
 * {@link Faults}, by method and path: {@link #TOKEN}, {@link #get}. The hop limit of a container, for instance, is
 * {@link Fault#hang} on {@link #TOKEN}; a disabled service {@link Fault#status} 403. Thread-safe.
 */
public final class FakeImds implements AutoCloseable {
    /** The request for a token, as {@link Request#action} tells it. */
    public static final String TOKEN = "PUT /latest/api/token";

    private static final String TTL = "x-aws-ec2-metadata-token-ttl-seconds";
    private static final int LONGEST_TTL = 21600;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger given = new AtomicInteger();
    private final Loopback server;
    private volatile Instance instance;
    private volatile Optional<RoleCredentials> credentials = Optional.empty();

    private FakeImds(Instance instance) {
        this.instance = instance;
        this.server = new Loopback("imds-fake", this::task);
    }

    /** The service of this instance. */
    public static FakeImds start(Instance instance) {
        return new FakeImds(instance);
    }

    /** Where it listens: on the loopback. */
    public URI endpoint() {
        return server.uri();
    }

    /** From now on the instance is another: restarted with a new interface, say. */
    public void instance(Instance other) {
        instance = other;
    }

    /** From now on the instance has a role with these credentials. */
    public void credentials(RoleCredentials some) {
        credentials = Optional.of(some);
    }

    /** No token that was handed out is good any more. */
    public void forgetTokens() {
        tokens.clear();
    }

    /** What goes wrong here. */
    public Faults faults() {
        return server.faults();
    }

    /** What it was asked. */
    public Traffic traffic() {
        return server.traffic();
    }

    /** The request for a path below {@code /latest/}, as {@link Request#action} tells it. */
    public static String get(String path) {
        return "GET /latest/" + path;
    }

    @Override
    public void close() {
        server.close();
    }

    private Loopback.Task task(Incoming incoming) {
        Request request = new Request(incoming.method() + " " + incoming.path(), Map.of(), "", System.nanoTime());
        return new Loopback.Task(request, () -> answer(request, incoming));
    }

    private Reply answer(Request request, Incoming incoming) {
        if (request.action().equals(TOKEN)) {
            return token(incoming);
        }
        if (!incoming.method().equals("GET")) {
            return Reply.status(NOT_ALLOWED);
        }
        if (incoming.header("x-aws-ec2-metadata-token").filter(tokens::contains).isEmpty()) {
            return Reply.status(UNAUTHORIZED);
        }
        String found = Metadata.of(instance, credentials).get(incoming.path());
        return found == null ? Reply.status(NOT_FOUND) : Reply.plain(found);
    }

    private Reply token(Incoming incoming) {
        if (incoming.header("X-Forwarded-For").isPresent()) {
            // A proxy that forwards to the service must not get at the role's credentials.
            return Reply.status(FORBIDDEN);
        }
        OptionalInt ttl = ttl(incoming.header(TTL).orElse(""));
        if (ttl.isEmpty()) {
            return Reply.status(BAD_REQUEST);
        }
        String token = "token-" + given.incrementAndGet();
        tokens.add(token);
        return Reply.plain(token).with(TTL, Integer.toString(ttl.getAsInt()));
    }

    private static OptionalInt ttl(String text) {
        try {
            int seconds = Integer.parseInt(text);
            return seconds >= 1 && seconds <= LONGEST_TTL ? OptionalInt.of(seconds) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
