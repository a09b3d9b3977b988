package org.recoverykit.ec2fake;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is at which path of the metadata service. Pure. */
final class Metadata {
    private static final String ROOT = "/latest/meta-data/";
    private static final String ROLES = ROOT + "iam/security-credentials/";
    private static final String ROLE = "node";

    private Metadata() {}

    static Map<String, String> of(Instance instance, Optional<RoleCredentials> credentials) {
        Map<String, String> found = new TreeMap<>();
        String zone = instance.region() + "a";
        Eni first = instance.enis().get(0);
        found.put(ROOT + "instance-id", instance.id());
        found.put(ROOT + "mac", first.mac());
        found.put(ROOT + "local-ipv4", first.primaryIp());
        found.put(ROOT + "placement/region", instance.region());
        found.put(ROOT + "placement/availability-zone", zone);
        found.put(ROOT + "services/partition", "aws");
        found.put(ROOT + "services/domain", "amazonaws.com");
        found.put(
                "/latest/dynamic/instance-identity/document",
                "{\"accountId\":\"" + Answers.ACCOUNT + "\",\"availabilityZone\":\"" + zone + "\",\"instanceId\":\""
                        + instance.id() + "\",\"privateIp\":\"" + first.primaryIp() + "\",\"region\":\""
                        + instance.region() + "\"}");
        String macs = ROOT + "network/interfaces/macs/";
        found.put(macs, instance.enis().stream().map(e -> e.mac() + "/").collect(Collectors.joining("\n")));
        for (int i = 0; i < instance.enis().size(); i++) {
            eni(
                    found,
                    macs + instance.enis().get(i).mac() + "/",
                    instance.enis().get(i),
                    i);
        }
        credentials.ifPresent(c -> {
            found.put(ROLES, ROLE);
            found.put(ROLES + ROLE, c.json());
        });
        return found;
    }

    private static void eni(Map<String, String> found, String path, Eni eni, int device) {
        found.put(path + "mac", eni.mac());
        found.put(path + "interface-id", eni.id());
        found.put(path + "device-number", Integer.toString(device));
        found.put(path + "vpc-id", eni.vpcId());
        found.put(path + "owner-id", Answers.ACCOUNT);
        found.put(path + "local-ipv4s", String.join("\n", eni.privateIps()));
        if (!eni.ipv6s().isEmpty()) {
            found.put(path + "ipv6s", String.join("\n", eni.ipv6s()));
        }
    }
}
