package org.recoverykit.ec2fake;

import java.io.IOException;
import java.time.Duration;

/** One way in which a request goes wrong. Immutable; one may strike any number of requests. */
public final class Fault {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final String name;
    private final Way way;

    @FunctionalInterface
    private interface Way {
        void strike(Exchange exchange) throws IOException;
    }

    private Fault(String name, Way way) {
        this.name = name;
        this.way = way;
    }

    void strike(Exchange exchange) throws IOException {
        way.strike(exchange);
    }

    /** Nothing goes wrong. */
    static Fault none() {
        return new Fault("none", x -> x.send(x.carryOut()));
    }

    /** Refused with this status, code and message; nothing is carried out. */
    public static Fault error(int status, String code, String message) {
        return new Fault(code, x -> x.send(Reply.error(status, code, message)));
    }

    /** Too many requests, as EC2 says it. */
    public static Fault throttled() {
        return error(UNAVAILABLE, "RequestLimitExceeded", "Request limit exceeded.");
    }

    /** The identity may not do that. */
    public static Fault unauthorized(String action) {
        return error(
                FORBIDDEN,
                "UnauthorizedOperation",
                "You are not authorized to perform this operation. User: arn:aws:sts::" + Answers.ACCOUNT
                        + ":assumed-role/node/i-1 is not authorized to perform: ec2:" + action
                        + " because no identity-based policy allows the ec2:" + action + " action");
    }

    /** The same as other implementations say it. */
    public static Fault accessDenied() {
        return error(FORBIDDEN, "AccessDenied", "User is not authorized to perform this action.");
    }

    /** The credentials are unknown. */
    public static Fault authFailure() {
        return error(UNAUTHORIZED, "AuthFailure", "AWS was not able to validate the provided access credentials");
    }

    /** The session's token has ended. */
    public static Fault expiredToken() {
        return error(BAD_REQUEST, "ExpiredToken", "The security token included in the request is expired");
    }

    /** The request's signature is too old: a clock is wrong. */
    public static Fault requestExpired() {
        return error(BAD_REQUEST, "RequestExpired", "Request has expired.");
    }

    /** EC2 itself is in trouble. */
    public static Fault internalError() {
        return error(INTERNAL_ERROR, "InternalError", "An internal error has occurred");
    }

    /** EC2 itself is not there. */
    public static Fault unavailable() {
        return error(UNAVAILABLE, "Unavailable", "The service is unavailable. Please try again shortly.");
    }

    /** A status with an HTML page, as a proxy sends it. */
    public static Fault html(int status) {
        return new Fault(
                "html " + status,
                x -> x.send(Reply.html(status, "<html><head><title>Log in</title></head><body>Welcome</body></html>")));
    }

    /** Status 200 and nothing else. */
    public static Fault empty() {
        return new Fault("empty", x -> x.send(Reply.status(OK)));
    }

    /** A status without a body. */
    public static Fault status(int status) {
        return new Fault("status " + status, x -> x.send(Reply.status(status)));
    }

    /** Never answered, not carried out. */
    public static Fault hang() {
        return new Fault("hang", Exchange::hang);
    }

    /** Carried out, and never answered. */
    public static Fault hangAfterwards() {
        return new Fault("hang afterwards", x -> {
            x.carryOut();
            x.hang();
        });
    }

    /** The connection ends without an answer; not carried out. */
    public static Fault dropped() {
        return new Fault("dropped", Exchange::drop);
    }

    /** Carried out; the connection ends without an answer. */
    public static Fault replyLost() {
        return new Fault("reply lost", x -> {
            x.carryOut();
            x.drop();
        });
    }

    /** Carried out; half of the XML is sent as if it were the whole. */
    public static Fault truncated() {
        return new Fault("truncated", x -> {
            x.send(x.carryOut().firstHalf());
        });
    }

    /** Carried out; the connection ends within the reply. */
    public static Fault cutOff() {
        return new Fault("cut off", x -> x.sendHalf(x.carryOut()));
    }

    /** Carried out; the reply comes byte by byte. */
    public static Fault trickle(Duration pause) {
        return new Fault("trickle", x -> x.trickle(x.carryOut(), pause));
    }

    /** Carried out and answered after a while. */
    public static Fault slow(Duration pause) {
        return new Fault("slow", x -> {
            x.pause(pause);
            x.send(x.carryOut());
        });
    }

    /** Somebody else does something just before the request is carried out. */
    public static Fault meanwhile(Runnable deed) {
        return new Fault("meanwhile", x -> {
            deed.run();
            x.send(x.carryOut());
        });
    }

    /** Somebody else does something after the request is carried out and before it is answered. */
    public static Fault afterwards(Runnable deed) {
        return new Fault("afterwards", x -> {
            Reply reply = x.carryOut();
            deed.run();
            x.send(reply);
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
