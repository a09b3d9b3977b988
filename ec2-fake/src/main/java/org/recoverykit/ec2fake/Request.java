package org.recoverykit.ec2fake;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One request as it arrived. Holds no secret: of the credentials only the access key's ID.
 *
 * @param action as {@code ReplaceRoute}; of the metadata service method and path, as {@code GET /latest/meta-data/mac}
 * @param parameters by name
 * @param accessKeyId who has signed it; empty if nobody has
 * @param arrival by the JVM's monotonic clock, in nanoseconds
 */
public record Request(String action, Map<String, String> parameters, String accessKeyId, long arrival) {

    /** Copies. */
    public Request {
        requireNonNull(action, "action");
        requireNonNull(accessKeyId, "accessKeyId");
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** Every request. */
    public static Predicate<Request> any() {
        return request -> true;
    }

    /** Requests of one of these actions. */
    public static Predicate<Request> action(String... actions) {
        Set<String> wanted = Set.of(actions);
        return request -> wanted.contains(request.action);
    }

    /** Requests whose parameter has that value. */
    public static Predicate<Request> with(String parameter, String value) {
        return request -> value.equals(request.parameters.get(parameter));
    }

    /** Requests that change something; a dry run does not. */
    public static Predicate<Request> writes() {
        return Request::isWrite;
    }

    /** Requests that describe. */
    public static Predicate<Request> reads() {
        return request -> request.action.startsWith("Describe");
    }

    /** Requests signed with that key. */
    public static Predicate<Request> signedBy(String accessKeyId) {
        return request -> request.accessKeyId.equals(accessKeyId);
    }

    boolean isWrite() {
        return !action.startsWith("Describe") && !"true".equals(parameters.get("DryRun"));
    }

    @Override
    public String toString() {
        return action + parameters;
    }
}
