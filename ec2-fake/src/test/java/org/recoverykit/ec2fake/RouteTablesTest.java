package org.recoverykit.ec2fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RouteState;

class RouteTablesTest {
    private static final String VIP = "10.1.0.10/32";

    private final FakeEc2 fake = FakeEc2.start();
    private final Ec2Client client = Clients.of(fake.endpoint());
    private final Cloud cloud = fake.cloud();

    @BeforeEach
    void theWorkedExample() {
        cloud.eni(Eni.attached("eni-01234567", "vpc-1", "i-1", "10.0.0.11"))
                .eni(Eni.attached("eni-89abcdef", "vpc-1", "i-2", "10.0.0.12"))
                .eni(Eni.attached("eni-other", "vpc-2", "i-3", "10.9.0.12"))
                .table("rtb-a", "vpc-1", Route.to(VIP, "eni-89abcdef"), Route.local("10.0.0.0/16"));
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void tellsARouteWithAllThatBelongsToIt() {
        var route = client.describeRouteTables().routeTables().get(0).routes().get(0);
        assertThat(route.destinationCidrBlock()).isEqualTo(VIP);
        assertThat(route.networkInterfaceId()).isEqualTo("eni-89abcdef");
        assertThat(route.instanceId()).isEqualTo("i-2");
        assertThat(route.state()).isEqualTo(RouteState.ACTIVE);
        assertThat(route.originAsString()).isEqualTo("CreateRoute");
    }

    @Test
    void replacesOneEntryAndNothingElse() {
        client.replaceRoute(r ->
                r.routeTableId("rtb-a").destinationCidrBlock("10.1.0.10/32").networkInterfaceId("eni-01234567"));
        assertThat(cloud.world().table("rtb-a").orElseThrow().text())
                .isEqualTo("10.1.0.10/32 | eni-01234567\n10.0.0.0/16 | local\n");
    }

    @Test
    void replacingWhatIsNotThereNamesCreateRoute() {
        refused(
                "InvalidParameterValue",
                "CreateRoute",
                () -> client.replaceRoute(r -> r.routeTableId("rtb-a")
                        .destinationCidrBlock("10.1.0.99/32")
                        .networkInterfaceId("eni-01234567")));
    }

    @Test
    void refusesAnInterfaceOfAnotherVpcAndOneThatIsNotThere() {
        refused(
                "InvalidParameterValue",
                "different networks",
                () -> client.replaceRoute(
                        r -> r.routeTableId("rtb-a").destinationCidrBlock(VIP).networkInterfaceId("eni-other")));
        refused(
                "InvalidNetworkInterfaceID.NotFound",
                "eni-none",
                () -> client.replaceRoute(
                        r -> r.routeTableId("rtb-a").destinationCidrBlock(VIP).networkInterfaceId("eni-none")));
        refused(
                "InvalidRouteTableID.NotFound",
                "rtb-none",
                () -> client.replaceRoute(r ->
                        r.routeTableId("rtb-none").destinationCidrBlock(VIP).networkInterfaceId("eni-01234567")));
    }

    @Test
    void aDryRunSaysYesWithStatus412AndChangesNothing() {
        World before = cloud.world();
        assertThatExceptionOfType(Ec2Exception.class)
                .isThrownBy(() -> client.replaceRoute(r -> r.dryRun(true)
                        .routeTableId("rtb-a")
                        .destinationCidrBlock(VIP)
                        .networkInterfaceId("eni-01234567")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(412))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("DryRunOperation"));
        assertThat(cloud.world()).as("nothing changes").isEqualTo(before);
        assertThat(fake.traffic().writes()).as("a dry run is no write").isEmpty();
    }

    @Test
    void createsOnceAndDeletesOnce() {
        client.createRoute(
                r -> r.routeTableId("rtb-a").destinationCidrBlock("10.3.0.7/24").networkInterfaceId("eni-01234567"));
        assertThat(cloud.world().table("rtb-a").orElseThrow().route("10.3.0.0/24"))
                .as("the block is spelt with its host bits cleared")
                .isPresent();
        refused(
                "RouteAlreadyExists",
                "10.3.0.0/24",
                () -> client.createRoute(r -> r.routeTableId("rtb-a")
                        .destinationCidrBlock("10.3.0.0/24")
                        .networkInterfaceId("eni-01234567")));
        client.deleteRoute(r -> r.routeTableId("rtb-a").destinationCidrBlock("10.3.0.0/24"));
        refused(
                "InvalidRoute.NotFound",
                "10.3.0.0/24",
                () -> client.deleteRoute(r -> r.routeTableId("rtb-a").destinationCidrBlock("10.3.0.0/24")));
    }

    @Test
    void aRouteToAnInterfaceThatIsGoneOrDetachedIsABlackhole() {
        cloud.eni(Eni.attached("eni-89abcdef", "vpc-1", "i-2", "10.0.0.12").detached());
        assertThat(firstState()).as("detached").isEqualTo(RouteState.BLACKHOLE);
        cloud.drop("eni-89abcdef");
        assertThat(firstState()).as("gone").isEqualTo(RouteState.BLACKHOLE);
    }

    private RouteState firstState() {
        return client.describeRouteTables().routeTables().get(0).routes().get(0).state();
    }

    @Test
    void twoHundredAndThirtyTablesAreThreePages() {
        IntStream.range(0, 229)
                .forEach(i -> cloud.table("rtb-x" + i, "vpc-1", Route.local("10.0.0.0/16"), Route.to(VIP, "igw-1")));
        List<String> ids = client.describeRouteTablesPaginator(r -> r.maxResults(100)).routeTables().stream()
                .map(t -> t.routeTableId())
                .toList();
        assertThat(ids).hasSize(230).doesNotHaveDuplicates();
        assertThat(fake.traffic().all()).as("requests").hasSize(3);
    }

    @Test
    void pagesHaveFiveToAHundredTables() {
        refused("InvalidParameterValue", "between 5 and 100", () -> client.describeRouteTables(r -> r.maxResults(4)));
        refused("InvalidParameterValue", "between 5 and 100", () -> client.describeRouteTables(r -> r.maxResults(101)));
    }

    @Test
    void filtersByVpcAndByDestinationOfEitherFamily() {
        cloud.table("rtb-6", "vpc-2", Route.to("2001:DB8:0:0:0:0:0:10/128", "eni-other"));
        assertThat(tables("vpc-id", "vpc-1")).containsExactly("rtb-a");
        assertThat(tables("route.destination-cidr-block", VIP)).containsExactly("rtb-a");
        assertThat(tables("route.destination-ipv6-cidr-block", "2001:db8::10/128"))
                .containsExactly("rtb-6");
        refused("InvalidParameterValue", "no-such", () -> tables("no-such", "x"));
    }

    private List<String> tables(String filter, String value) {
        return client
                .describeRouteTables(r ->
                        r.filters(Filter.builder().name(filter).values(value).build()))
                .routeTables()
                .stream()
                .map(t -> t.routeTableId())
                .toList();
    }

    @Test
    void aPropagatedEntryCannotBeReplaced() {
        cloud.table("rtb-p", "vpc-1", Route.propagated("10.7.0.0/24", "vgw-1"));
        refused(
                "InvalidParameterValue",
                "CreateRoute",
                () -> client.replaceRoute(r -> r.routeTableId("rtb-p")
                        .destinationCidrBlock("10.7.0.0/24")
                        .networkInterfaceId("eni-01234567")));
    }

    @Test
    void deviatesOnDemand() {
        fake.deviate(Deviation.DRY_RUN_IGNORED, Deviation.NEVER_BLACKHOLE);
        client.replaceRoute(r ->
                r.dryRun(true).routeTableId("rtb-a").destinationCidrBlock(VIP).networkInterfaceId("eni-01234567"));
        assertThat(cloud.world().table("rtb-a").flatMap(t -> t.route(VIP)))
                .hasValueSatisfying(r -> assertThat(r.target().id()).isEqualTo("eni-01234567"));
        cloud.drop("eni-01234567");
        assertThat(firstState()).isEqualTo(RouteState.ACTIVE);
    }

    static void refused(String code, String word, ThrowingCallable call) {
        assertThatExceptionOfType(Ec2Exception.class)
                .isThrownBy(call)
                .withMessageContaining(word)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
