package org.recoverykit.ec2fake;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What the metadata service hands out to an instance's role. For tests; still, its text has no secret.
 *
 * @param accessKeyId told to EC2 with each request
 * @param secretAccessKey signs
 * @param token of the session
 * @param expiration when they end; clients renew some minutes before
 */
public record RoleCredentials(String accessKeyId, String secretAccessKey, String token, Instant expiration) {

    /** Refuses null. */
    public RoleCredentials {
        requireNonNull(accessKeyId, "accessKeyId");
        requireNonNull(secretAccessKey, "secretAccessKey");
        requireNonNull(token, "token");
        requireNonNull(expiration, "expiration");
    }

    String json() {
        return "{\"Code\":\"Success\",\"LastUpdated\":\"2026-01-01T00:00:00Z\",\"Type\":\"AWS-HMAC\",\"AccessKeyId\":\""
                + accessKeyId + "\",\"SecretAccessKey\":\"" + secretAccessKey + "\",\"Token\":\"" + token
                + "\",\"Expiration\":\"" + expiration + "\"}";
    }

    @Override
    public String toString() {
        return "RoleCredentials[" + accessKeyId + " until " + expiration + "]";
    }
}
