package org.recoverykit.ec2fake;

/** EC2 refuses a request: nothing has changed. Thrown by actions, answered by the server. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;
    private static final int PRECONDITION_FAILED = 412;

    private final int status;
    private final String code;

    private Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Refusal because(String code, String message) {
        return new Refusal(BAD_REQUEST, code, message);
    }

    static Refusal invalidValue(String message) {
        return because("InvalidParameterValue", message);
    }

    /** The one refusal that means yes. */
    static Refusal dryRun() {
        return new Refusal(
                PRECONDITION_FAILED, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
