package org.recoverykit.engine;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apiguardian.api.API;

/**
 * The host's answer to "bring it up elsewhere". Asked twice, because a hierarchy that nobody else can take is better left
 * half in service than taken out for nothing: first {@link #candidate}, before anything is removed; then
 * {@link #handOver}, when everything here is proven to be out.
 *
 * <p>Methods are called on a worker thread of the engine's and should return at once. What a missing answer means differs,
 * because the two questions do:
 *
 * <ul>
 *   <li>{@link #candidate}: a stage that fails, ends with null or is not ended within 30 s counts as "nobody". The control
 *       plane's trouble is never a reason to take a service out.
 *   <li>{@link #handOver}: whoever does not answer may have taken it. Only an explicit {@link Handover.Refused} is a no;
 *       anything else leaves the question open, and it is asked again after 60 s, as often as it takes.
 * </ul>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface FailoverPort {

    /** Which node could take it over now, if any. Changes nothing. */
    CompletionStage<Candidate> candidate(FailoverRequest request);

    /**
     * Bring it up there: it is proven to be out of service here.
     *
     * <p>Idempotent for one {@link FailoverRequest#id()}: asked again with the same id, it answers what became of the first
     * time. An engine that was restarted before it heard the answer proves once more that everything is out here, and asks
     * for the same hierarchy and node under a new id; a node that has it already accepts again.
     *
     * @param request why, and what
     * @param node the one that {@link #candidate} named
     * @return accepted or refused; a stage that fails says neither, and nothing is restored here meanwhile
     */
    CompletionStage<Handover> handOver(FailoverRequest request, String node);

    /** Of a host that has only this node. */
    static FailoverPort none() {
        return new FailoverPort() {
            @Override
            public CompletionStage<Candidate> candidate(FailoverRequest request) {
                return CompletableFuture.completedFuture(new Candidate.None("this host has no other node"));
            }

            @Override
            public CompletionStage<Handover> handOver(FailoverRequest request, String node) {
                return CompletableFuture.completedFuture(new Handover.Refused("this host has no other node"));
            }
        };
    }

    /** Whether there is somewhere to go. */
    sealed interface Candidate {
        /**
         * There is.
         *
         * @param name the node
         */
        record Node(String name) implements Candidate {
            /** Refuses null. */
            public Node {
                requireNonNull(name, "name");
            }
        }

        /**
         * There is not.
         *
         * @param reason why
         */
        record None(String reason) implements Candidate {
            /** Refuses null. */
            public None {
                requireNonNull(reason, "reason");
            }
        }
    }

    /** Whether the other node took it. */
    sealed interface Handover {
        /**
         * It did: the hierarchy is no longer this node's to keep.
         *
         * @param node the new owner
         */
        record Accepted(String node) implements Handover {
            /** Refuses null. */
            public Accepted {
                requireNonNull(node, "node");
            }
        }

        /**
         * It did not, and is not going to: this node restores it again. Say this only when that is certain.
         *
         * @param reason why
         */
        record Refused(String reason) implements Handover {
            /** Refuses null. */
            public Refused {
                requireNonNull(reason, "reason");
            }
        }
    }
}
