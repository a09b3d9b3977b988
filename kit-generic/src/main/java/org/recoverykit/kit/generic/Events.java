package org.recoverykit.kit.generic;

import org.recoverykit.kit.generic.dialect.Operation;
import org.recoverykit.kit.generic.dialect.Step;
import org.recoverykit.kit.generic.run.Outcome;
import org.recoverykit.kit.generic.run.Report;
import org.recoverykit.linux.process.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each script: actions always, checks only when they did not end as they should. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private Events() {}

    static void log(String tag, Step step, Outcome outcome) {
        String script = step.invocation().label();
        boolean check = step.operation() == Operation.QUICK_CHECK || step.operation() == Operation.DEEP_CHECK;
        if (outcome instanceof Outcome.Exited exited) {
            if (check && LOG.isDebugEnabled()) {
                LOG.debug(
                        "event=script-ended resource={} script={} code={} {}",
                        tag,
                        script,
                        exited.code(),
                        rest(exited.report()));
            } else if (!check && LOG.isInfoEnabled()) {
                LOG.info(
                        "event=script-ended resource={} script={} code={} {}",
                        tag,
                        script,
                        exited.code(),
                        rest(exited.report()));
            }
        } else if (outcome instanceof Outcome.Signalled signalled) {
            LOG.warn(
                    "event=script-ended resource={} script={} signal={} {}",
                    tag,
                    script,
                    Signals.name(signalled.signal()),
                    rest(signalled.report()));
        } else if (outcome instanceof Outcome.TimedOut timedOut) {
            LOG.warn(
                    "event=script-timed-out resource={} script={} limitMs={} {}",
                    tag,
                    script,
                    timedOut.limit().toMillis(),
                    rest(timedOut.report()));
        } else if (outcome instanceof Outcome.NotStarted not) {
            LOG.warn(
                    "event=script-not-run resource={} script={} why={} reason=\"{}\"",
                    tag,
                    script,
                    not.why(),
                    not.reason());
        }
    }

    private static String rest(Report report) {
        return "ms=" + report.took().toMillis() + " cutBytes=" + report.cut() + " leftovers=" + report.leftovers()
                + " output=\"" + String.join(" | ", report.lastLines()) + "\"";
    }
}
