package org.recoverykit.kit.ec2;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK's exceptions mean. */
final class SdkTroubles {
    /** The blob that EC2 adds to a denial says nothing to a person who may not decode it. */
    private static final String ENCODED = "Encoded authorization failure message";

    private SdkTroubles() {}

    static Trouble of(String action, SdkException refused) {
        if (refused instanceof AwsServiceException told) {
            return ofAnswer(action, told);
        }
        if (refused instanceof ApiCallTimeoutException || refused instanceof ApiCallAttemptTimeoutException) {
            return Trouble.unreachable(action, "not in time");
        }
        String message = String.valueOf(refused.getMessage());
        if (message.contains("unmarshall")) {
            return new Trouble(Trouble.Kind.NOT_EC2, action, "", "");
        }
        if (message.contains("redentials")) {
            return new Trouble(Trouble.Kind.CREDENTIALS, action, "", message);
        }
        return Trouble.unreachable(action, message);
    }

    static boolean isExpired(Trouble trouble) {
        return trouble.code().startsWith("ExpiredToken");
    }

    private static Trouble ofAnswer(String action, AwsServiceException told) {
        AwsErrorDetails details = told.awsErrorDetails();
        String code = details == null ? "" : SdkModel.text(details.errorCode()).orElse("");
        String message =
                details == null ? "" : SdkModel.text(details.errorMessage()).orElse("");
        int encoded = message.indexOf(ENCODED);
        return Trouble.of(action, told.statusCode(), code, encoded < 0 ? message : message.substring(0, encoded));
    }
}
