package org.recoverykit.core.decide;

/** What waited for a time. Everything is looked at: timers are few and far between. */
final class TimeRules {
    private TimeRules() {}

    static void woken(Draft d) {
        long now = d.now.nanos();
        d.wake = HierarchyState.Wake.NONE;
        d.woken = true;
        for (int i = 0; i < d.model.size(); i++) {
            if (d.get(i).due(now)) {
                d.examine(i);
            } else {
                d.wakeAt(d.get(i).notBefore);
            }
        }
        if (d.phase instanceof Phase.Asking asking) {
            if (overdue(d, asking.sinceNanos())) {
                FailoverRules.nobody(d, asking, "the host did not answer which node could take it");
            }
        } else if (d.phase instanceof Phase.HandingOver handing && overdue(d, handing.sinceNanos())) {
            d.out.alert(
                    d.model.name(),
                    handing.node() + " has not said whether it took it over; it is asked again",
                    "look at " + handing.node() + "; it is restored here only after a clear no");
            FailoverRules.handOver(d, handing.request(), handing.hard(), handing.node());
        }
    }

    private static boolean overdue(Draft d, long sinceNanos) {
        long end = sinceNanos + FailoverRules.ANSWER_WITHIN;
        if (d.now.nanos() - end >= 0) {
            return true;
        }
        d.wakeAt(end);
        return false;
    }
}
