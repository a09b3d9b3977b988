package org.recoverykit.kit.ec2;

/**
 * Why there is no answer.
 *
 * @param kind what to make of it
 * @param action the API's action, as {@code ReplaceRoute}
 * @param code the API's code, as {@code UnauthorizedOperation}; empty if it gave none
 * @param detail what else is known, in one line
 */
record Trouble(Kind kind, String action, String code, String detail) {
    private static final int LONGEST_DETAIL = 240;

    /** What to make of it. */
    enum Kind {
        /** No connection, or no answer in time. */
        UNREACHABLE,
        /** Too many calls in this account and region; often somebody else's. */
        THROTTLED,
        /** The role lacks the permission. */
        DENIED,
        /** None, expired, or not accepted. */
        CREDENTIALS,
        /** An answer that is not EC2's: a captive portal, a proxy, another service. */
        NOT_EC2,
        /** EC2 understood, and will not. */
        REFUSED,
        /** EC2 itself is in trouble. */
        SERVER,
        /** The instance's metadata service does not answer, or not with what was asked for. */
        METADATA,
        /** The settings do not fit this node. */
        SETTINGS
    }

    /** Makes the detail one line of bearable length. */
    Trouble {
        String line = detail.replaceAll("\\s+", " ").strip();
        detail = line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "..." : line;
    }

    /** From what an HTTP answer tells; an absent code is empty. */
    static Trouble of(String action, int status, String code, String detail) {
        return new Trouble(kind(status, code), action, code, detail);
    }

    /** No answer came. */
    static Trouble unreachable(String action, String detail) {
        return new Trouble(Kind.UNREACHABLE, action, "", detail);
    }

    /** Whether the change that was asked for has certainly not been made, and will not be. */
    boolean isCertain() {
        return switch (kind) {
            case DENIED, CREDENTIALS, REFUSED, THROTTLED, METADATA, SETTINGS -> true;
            case UNREACHABLE, NOT_EC2, SERVER -> false;
        };
    }

    /** Whether the same may succeed in a moment. */
    boolean isPassing() {
        return switch (kind) {
            case UNREACHABLE, THROTTLED, SERVER, NOT_EC2, METADATA -> true;
            case DENIED, CREDENTIALS, SETTINGS -> false;
            // A route or an interface that is being changed by somebody else.
            case REFUSED -> code.equals("IncorrectState") || code.equals("ConcurrentModification");
        };
    }

    /** Whether the thing itself is not there, or no more. */
    boolean isNotFound() {
        return kind == Kind.REFUSED && code.endsWith(".NotFound");
    }

    /** For a person. */
    String message() {
        if (kind == Kind.METADATA || kind == Kind.SETTINGS) {
            return action + ": " + detail;
        }
        String codeText = code.isEmpty() ? "" : " (" + code + ")";
        String why = switch (kind) {
            case UNREACHABLE -> "no answer";
            case THROTTLED -> "too many calls in this account and region" + codeText;
            case DENIED -> "denied" + codeText + "; the node's role must allow ec2:" + action;
            case CREDENTIALS -> "credentials are missing, expired or not accepted" + codeText + clockHint();
            case NOT_EC2 -> "the answer is not EC2's; look at endpoint, proxy and DNS";
            case REFUSED -> "refused" + codeText;
            case SERVER -> "EC2 is in trouble" + codeText;
            case METADATA, SETTINGS -> detail;
        };
        return action + ": " + why + (detail.isEmpty() ? "" : ": " + detail);
    }

    /** EC2 refuses what is signed more than five minutes off. */
    private String clockHint() {
        return code.equals("RequestExpired") ? "; look at this node's clock" : "";
    }

    private static Kind kind(int status, String code) {
        if (code.equals("RequestLimitExceeded") || code.contains("Throttl") || status == 429) {
            return Kind.THROTTLED;
        }
        if (code.equals("UnauthorizedOperation") || code.startsWith("AccessDenied")) {
            return Kind.DENIED;
        }
        // A 401 comes without its code: the JDK's client drops the body.
        if (status == 401 || isAboutCredentials(code)) {
            return Kind.CREDENTIALS;
        }
        if (status == 403) {
            return code.isEmpty() ? Kind.NOT_EC2 : Kind.DENIED;
        }
        if (status >= 500) {
            return Kind.SERVER;
        }
        return code.isEmpty() ? Kind.NOT_EC2 : Kind.REFUSED;
    }

    private static boolean isAboutCredentials(String code) {
        return switch (code) {
            case "AuthFailure",
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "RequestExpired",
                    "InvalidClientTokenId",
                    "SignatureDoesNotMatch",
                    "MissingAuthenticationToken",
                    "OptInRequired" -> true;
            default -> false;
        };
    }
}
