package org.recoverykit.ec2fake;

import java.util.Map;
import java.util.Set;

/** The actions that this endpoint knows, and which of them only read. */
final class Answers {
    static final String ACCOUNT = "123456789012";

    private static final Map<String, Action> READS = Map.of(
            "DescribeRouteTables", RouteReads::describe,
            "DescribeNetworkInterfaces", Interfaces::describe,
            "DescribeAddresses", Addresses::describe);

    private static final Map<String, Action> WRITES = Map.of(
            "ReplaceRoute", RouteWrites::replace,
            "CreateRoute", RouteWrites::create,
            "DeleteRoute", RouteWrites::delete,
            "ModifyNetworkInterfaceAttribute", Interfaces::modify,
            "AssociateAddress", Addresses::associate,
            "DisassociateAddress", Addresses::disassociate);

    private Answers() {}

    /**
     * Carries a request out.
     *
     * @return what is inside the reply
     * @throws Refusal if EC2 would refuse it
     */
    static String answer(Cloud cloud, String action, Query query, Set<Deviation> deviations) {
        boolean dry = query.isTrue("DryRun") && !deviations.contains(Deviation.DRY_RUN_IGNORED);
        Action read = READS.get(action);
        Action write = WRITES.get(action);
        if (read == null && write == null) {
            throw Refusal.because("InvalidAction", "The action " + action + " is not valid for this web service.");
        }
        if (dry) {
            // EC2 looks at permissions only; whether the request makes sense is found out when it is carried out.
            throw Refusal.dryRun();
        }
        if (read != null) {
            return cloud.read(world ->
                    read.on(world, query, new Action.Ways(deviations, "")).body());
        }
        Action.Ways ways = new Action.Ways(deviations, cloud.nextAssociationId());
        return cloud.write(world -> write == null ? new Cloud.Outcome(world, "") : write.on(world, query, ways));
    }
}
