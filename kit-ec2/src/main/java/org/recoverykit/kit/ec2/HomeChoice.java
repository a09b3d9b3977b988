package org.recoverykit.kit.ec2;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.recoverykit.kit.ec2.InstanceFacts.Attachment;

/** Which of this node's interfaces the settings mean. Never "the first": with several, the settings decide. */
final class HomeChoice {
    private static final String ENI = "eni-";

    private final String wanted;
    private final Optional<String> vpc;
    private final boolean vpcMatters;
    private final Function<String, Optional<String>> macOf;

    /** @param macOf the hardware address of a local interface, by its name */
    HomeChoice(Ec2Config config, Function<String, Optional<String>> macOf) {
        this.wanted = config.networkInterface();
        this.vpc = config.vpc();
        this.vpcMatters = config.scenario() == Scenario.ROUTE_TABLE;
        this.macOf = macOf;
    }

    /** The home that the settings alone determine. */
    Optional<Home> bySettings() {
        return wanted.startsWith(ENI) && (vpc.isPresent() || !vpcMatters)
                ? Optional.of(new Home(wanted, vpc.orElse("")))
                : Optional.empty();
    }

    /** The home among this instance's interfaces. */
    Answer<Home> among(InstanceFacts facts) {
        List<Attachment> meant =
                facts.attachments().stream().filter(this::isMeant).toList();
        if (meant.size() != 1) {
            return Answer.trouble(new Trouble(Trouble.Kind.SETTINGS, "networkInterface", "", problem(facts)));
        }
        Attachment one = meant.get(0);
        if (vpc.filter(other -> !other.equals(one.vpc())).isPresent()) {
            return Answer.trouble(new Trouble(
                    Trouble.Kind.SETTINGS,
                    "vpc",
                    "",
                    one.networkInterface() + " belongs to " + one.vpc() + ", not to " + vpc.get()));
        }
        return Answer.of(new Home(one.networkInterface(), one.vpc()));
    }

    private boolean isMeant(Attachment attachment) {
        return wanted.equals("auto")
                || attachment.networkInterface().equals(wanted)
                || attachment.addresses().contains(wanted)
                || macOf.apply(wanted)
                        .filter(mac -> mac.equalsIgnoreCase(attachment.mac()))
                        .isPresent();
    }

    private String problem(InstanceFacts facts) {
        String has = "this instance has "
                + facts.attachments().stream()
                        .map(one -> one.networkInterface() + " " + one.addresses())
                        .toList();
        return wanted.equals("auto")
                ? has + "; say which, 'auto' is for one only"
                : "'" + wanted + "' is no interface of this instance; " + has;
    }
}
