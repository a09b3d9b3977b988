package org.recoverykit.ec2fake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;

class AddressesTest {
    private final FakeEc2 fake = FakeEc2.start();
    private final Ec2Client client = Clients.of(fake.endpoint());
    private final Cloud cloud = fake.cloud();

    @BeforeEach
    void twoNodes() {
        cloud.eni(Eni.attached("eni-1", "vpc-1", "i-1", "10.0.0.11").alsoHaving("10.0.0.21"))
                .eni(Eni.attached("eni-2", "vpc-1", "i-2", "10.0.0.12"))
                .address(ElasticIp.free("eipalloc-1", "198.51.100.7"))
                .address(ElasticIp.free("eipalloc-2", "198.51.100.70"));
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private Address first() {
        return client.describeAddresses(r -> r.allocationIds("eipalloc-1"))
                .addresses()
                .get(0);
    }

    private String associate(String eni, boolean mayMove) {
        return client.associateAddress(r ->
                        r.allocationId("eipalloc-1").networkInterfaceId(eni).allowReassociation(mayMove))
                .associationId();
    }

    @Test
    void whatIsNotAssociatedNamesNoInterface() {
        assertThat(first().networkInterfaceId()).isNull();
        assertThat(first().associationId()).isNull();
        fake.deviate(Deviation.BLANK_FOR_ABSENT);
        assertThat(first().networkInterfaceId()).as("as some others say it").isEmpty();
    }

    @Test
    void associatingTwiceIsOneAssociationAndMovingIsAnother() {
        String one = associate("eni-1", true);
        assertThat(associate("eni-1", true)).as("idempotent").isEqualTo(one);
        assertThat(associate("eni-2", true)).as("moved").isNotEqualTo(one);
        assertThat(first().networkInterfaceId()).isEqualTo("eni-2");
        assertThat(first().privateIpAddress()).isEqualTo("10.0.0.12");
        RouteTablesTest.refused(
                "InvalidAssociationID.NotFound", one, () -> client.disassociateAddress(r -> r.associationId(one)));
    }

    @Test
    void movingMayBeForbidden() {
        associate("eni-2", true);
        RouteTablesTest.refused("Resource.AlreadyAssociated", "eipalloc-1", () -> associate("eni-1", false));
    }

    @Test
    void theAddressThatWasThereIsDisplaced() {
        cloud.associate("eipalloc-2", "eni-1", "10.0.0.11");
        associate("eni-1", true);
        assertThat(cloud.world().address("eipalloc-2").flatMap(ElasticIp::association))
                .as("what the interface had before")
                .isEmpty();
        assertThat(client.describeNetworkInterfaces(r -> r.networkInterfaceIds("eni-1"))
                        .networkInterfaces()
                        .get(0)
                        .association()
                        .publicIp())
                .isEqualTo("198.51.100.7");
    }

    @Test
    void refusesWhatIsUnknown() {
        RouteTablesTest.refused(
                "InvalidAllocationID.NotFound",
                "eipalloc-9",
                () -> client.describeAddresses(r -> r.allocationIds("eipalloc-9")));
        RouteTablesTest.refused(
                "InvalidAddress.NotFound", "192.0.2.1", () -> client.describeAddresses(r -> r.publicIps("192.0.2.1")));
        RouteTablesTest.refused(
                "InvalidParameterValue",
                "10.0.0.99",
                () -> client.associateAddress(r ->
                        r.allocationId("eipalloc-1").networkInterfaceId("eni-1").privateIpAddress("10.0.0.99")));
    }

    @Test
    void theSourceDestinationCheckIsAnAttributeOfTheInterface() {
        assertThat(client.describeNetworkInterfaces(r -> r.networkInterfaceIds("eni-1"))
                        .networkInterfaces()
                        .get(0)
                        .sourceDestCheck())
                .isTrue();
        client.modifyNetworkInterfaceAttribute(
                r -> r.networkInterfaceId("eni-1").sourceDestCheck(v -> v.value(false)));
        assertThat(cloud.world().eni("eni-1").map(Eni::sourceDestCheck)).hasValue(false);
        RouteTablesTest.refused(
                "InvalidParameterCombination",
                "one attribute",
                () -> client.modifyNetworkInterfaceAttribute(r -> r.networkInterfaceId("eni-1")));
    }
}
