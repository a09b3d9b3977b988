package org.recoverykit.kit.ec2;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recoverykit.spi.TimeSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The credentials of the instance's role, renewed before they expire. Thread-safe. */
final class InstanceRole implements AwsCredentialsProvider {
    /** New ones are there at least this long before the old ones expire. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private final Imds imds;
    private final TimeSource time;
    private Optional<Held> held = Optional.empty();

    private record Held(AwsSessionCredentials credentials, Instant expiration) {
        boolean isGoodAt(Instant instant) {
            return instant.isBefore(expiration);
        }

        @Override
        public String toString() {
            return "credentials until " + expiration;
        }
    }

    InstanceRole(Imds imds, TimeSource time) {
        this.imds = imds;
        this.time = time;
    }

    /** @throws SdkClientException with the reason, if there are none */
    @Override
    public synchronized AwsCredentials resolveCredentials() {
        Instant now = time.wallTime();
        if (held.filter(one -> one.isGoodAt(now.plus(EARLY))).isEmpty()) {
            renew(now);
        }
        return held.orElseThrow(() -> SdkClientException.create("no credentials"))
                .credentials();
    }

    /** EC2 does not accept them any more, whatever their date says. */
    synchronized void forget() {
        held = Optional.empty();
    }

    private void renew(Instant now) {
        Answer<Held> renewed = imds.roleCredentials().flatMap(InstanceRole::read);
        if (renewed.value().isPresent()) {
            held = renewed.value();
        } else if (held.filter(one -> one.isGoodAt(now)).isEmpty()) {
            String why = renewed.trouble().map(Trouble::message).orElse("");
            throw SdkClientException.create("no credentials from the instance's role: " + why);
        }
    }

    private static Answer<Held> read(String json) {
        Optional<String> key = field(json, "AccessKeyId");
        Optional<String> secret = field(json, "SecretAccessKey");
        Optional<String> token = field(json, "Token");
        Optional<Instant> expiration = field(json, "Expiration").flatMap(InstanceRole::instant);
        if (key.isEmpty() || secret.isEmpty() || token.isEmpty() || expiration.isEmpty()) {
            // Its text is not shown: it may hold a part of a secret.
            return Answer.trouble(new Trouble(
                    Trouble.Kind.METADATA,
                    "metadata service",
                    "",
                    "the role's credentials are incomplete, Code is "
                            + field(json, "Code").orElse("absent")));
        }
        return Answer.of(
                new Held(AwsSessionCredentials.create(key.get(), secret.get(), token.get()), expiration.get()));
    }

    /** A text field of a flat JSON object; the values of this one have no escapes but that of the slash. */
    private static Optional<String> field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(json);
        return found.find() ? Optional.of(found.group(1).replace("\\/", "/")) : Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
