package org.recoverykit.ec2fake;

import java.util.Set;

/** What one action of the protocol does. Pure. */
@FunctionalInterface
interface Action {

    /**
     * Carries it out.
     *
     * @throws Refusal if EC2 would refuse it
     */
    Cloud.Outcome on(World world, Query query, Ways ways);

    /**
     * How this endpoint behaves.
     *
     * @param deviations from AWS
     * @param fresh the ID for an association that this action may make
     */
    record Ways(Set<Deviation> deviations, String fresh) {
        boolean has(Deviation deviation) {
            return deviations.contains(deviation);
        }

        Xml xml() {
            return new Xml(has(Deviation.BLANK_FOR_ABSENT));
        }
    }

    /** The answer of most actions that change something. */
    static Cloud.Outcome done(World next) {
        return new Cloud.Outcome(next, new Xml().put("return", "true").toString());
    }
}
