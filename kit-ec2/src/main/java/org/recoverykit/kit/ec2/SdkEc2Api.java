package org.recoverykit.kit.ec2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Response;
import software.amazon.awssdk.services.ec2.model.Filter;

/** EC2 through the AWS SDK. */
final class SdkEc2Api implements Ec2Api {
    /** The most that EC2 gives at once. */
    private static final int PAGE = 100;

    private static final int MOST_PAGES = 1000;
    private static final String DRY_RUN_PASSED = "DryRunOperation";
    private static final String NO_REQUEST_ID = "UNKNOWN";

    private final Ec2Client client;
    private final SdkHttpClient http;
    private final Runnable forgetCredentials;

    /** @param forgetCredentials called when EC2 says that they have expired; the call is then made once more */
    SdkEc2Api(Ec2Client client, SdkHttpClient http, Runnable forgetCredentials) {
        this.client = client;
        this.http = http;
        this.forgetCredentials = forgetCredentials;
    }

    @Override
    public Answer<Boolean> prepare() {
        return Answer.of(true);
    }

    @Override
    public Answer<List<RouteTable>> routeTables(String vpc) {
        List<RouteTable> tables = new ArrayList<>();
        String token = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            String from = token;
            Answer<DescribeRouteTablesResponse> answer = ask(
                    "DescribeRouteTables",
                    () -> client.describeRouteTables(r -> r.filters(filter("vpc-id", List.of(vpc)))
                            .maxResults(PAGE)
                            .nextToken(from.isEmpty() ? null : from)));
            if (answer.value().isEmpty()) {
                return answer.map(never -> List.of());
            }
            answer.value().get().routeTables().stream()
                    .map(SdkModel::routeTable)
                    .forEach(tables::add);
            token = SdkModel.text(answer.value().get().nextToken()).orElse("");
            if (token.isEmpty()) {
                break;
            }
        }
        // A VPC cannot be without its main table: what says so is not EC2, or the VPC is not there.
        return tables.isEmpty()
                ? Answer.trouble(new Trouble(
                        Trouble.Kind.NOT_EC2, "DescribeRouteTables", "", "no table at all; is there a " + vpc + "?"))
                : Answer.of(tables);
    }

    @Override
    public Answer<List<Eni>> interfaces(Collection<String> ids) {
        return ask(
                        "DescribeNetworkInterfaces",
                        () -> client.describeNetworkInterfaces(r -> r.filters(filter("network-interface-id", ids))))
                .map(answer ->
                        answer.networkInterfaces().stream().map(SdkModel::eni).toList());
    }

    @Override
    public Answer<List<ElasticAddress>> addresses() {
        return ask("DescribeAddresses", client::describeAddresses)
                .map(answer ->
                        answer.addresses().stream().map(SdkModel::address).toList());
    }

    @Override
    public Answer<Change> make(Change change) {
        return send(change, false);
    }

    @Override
    public Answer<Change> rehearse(Change change) {
        Answer<Change> answer = send(change, true);
        return answer.trouble()
                        .filter(trouble -> trouble.code().equals(DRY_RUN_PASSED))
                        .isPresent()
                ? Answer.of(change)
                : answer;
    }

    @Override
    public void close() {
        client.close();
        // The client leaves alone what it was given.
        http.close();
    }

    private Answer<Change> send(Change change, boolean dryRun) {
        return ask(change.action(), () -> SdkChanges.send(client, change, dryRun))
                .map(taken -> change);
    }

    private <R extends Ec2Response> Answer<R> ask(String action, Supplier<R> call) {
        Answer<R> first = askOnce(action, call);
        if (first.trouble().filter(SdkTroubles::isExpired).isEmpty()) {
            return first;
        }
        forgetCredentials.run();
        return askOnce(action, call);
    }

    private static <R extends Ec2Response> Answer<R> askOnce(String action, Supplier<R> call) {
        try {
            R answer = call.get();
            // The SDK takes any well-formed XML, and nothing at all, for an answer without content; EC2's has an id.
            return answer.responseMetadata().requestId().equals(NO_REQUEST_ID)
                    ? Answer.trouble(new Trouble(Trouble.Kind.NOT_EC2, action, "", ""))
                    : Answer.of(answer);
        } catch (SdkException refused) {
            return Answer.trouble(SdkTroubles.of(action, refused));
        }
    }

    private static Filter filter(String name, Collection<String> values) {
        return Filter.builder().name(name).values(values).build();
    }
}
