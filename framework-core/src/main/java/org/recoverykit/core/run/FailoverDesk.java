package org.recoverykit.core.run;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.recoverykit.core.decide.Observation;
import org.recoverykit.engine.FailoverPort;
import org.recoverykit.engine.FailoverPort.Candidate;
import org.recoverykit.engine.FailoverPort.Handover;
import org.recoverykit.engine.FailoverRequest;
import org.recoverykit.spi.Registration;

/**
 * Asks the host, whose code runs on a worker, never in a turn. Silence, failure and nonsense mean that there is no candidate;
 * of a handing over they mean nothing: the other node may have taken it, and the decider asks again.
 */
final class FailoverDesk {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final FailoverPort port;
    private final LoopServices services;

    FailoverDesk(FailoverPort port, LoopServices services) {
        this.port = port;
        this.services = services;
    }

    void candidate(FailoverRequest request, Consumer<Observation> loop) {
        Consumer<Candidate> tell = answer -> loop.accept(new Observation.CandidateAnswered(request.id(), answer));
        ask(() -> port.candidate(request), tell, why -> tell.accept(new Candidate.None(why)));
    }

    void handOver(FailoverRequest request, String node, Consumer<Observation> loop) {
        Consumer<Handover> tell = answer -> loop.accept(new Observation.HandOverAnswered(request.id(), answer));
        ask(() -> port.handOver(request, node), tell, why -> leftOpen(request, node, why));
    }

    private void leftOpen(FailoverRequest request, String node, String why) {
        services.troubles()
                .alert(
                        "handing-over",
                        request.hierarchy(),
                        "whether " + node + " took it over is not known: " + why,
                        "mend what the host hands over with; it is asked again by itself, and nothing is restored here"
                                + " meanwhile");
    }

    // a late answer is told as well: the decider knows by the request's id whether it still asks
    private <T> void ask(Supplier<CompletionStage<T>> question, Consumer<T> whenAnswered, Consumer<String> otherwise) {
        Registration limit = services.time()
                .after(LONGEST, () -> otherwise.accept("the host did not answer within " + Words.duration(LONGEST)));
        services.workers().submit(Lane.URGENT, () -> {
            services.workers().lend();
            try {
                question.get().whenComplete((answer, failure) -> {
                    limit.close();
                    if (failure != null) {
                        otherwise.accept("the host failed to answer: " + Words.describe(failure));
                    } else if (answer == null) {
                        otherwise.accept("the host answered null");
                    } else {
                        whenAnswered.accept(answer);
                    }
                });
            } catch (Throwable thrown) { // the host's code: whatever it throws is no answer
                limit.close();
                otherwise.accept("the host failed to answer: " + Words.describe(thrown));
            }
        });
    }
}
