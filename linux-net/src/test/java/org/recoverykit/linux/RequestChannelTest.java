package org.recoverykit.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recoverykit.linux.ScriptedKernel.ack;
import static org.recoverykit.linux.ScriptedKernel.done;
import static org.recoverykit.linux.ScriptedKernel.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.codec.Ack;
import org.recoverykit.linux.codec.LinkCodec;
import org.recoverykit.linux.codec.Rtnetlink;
import org.recoverykit.linux.socket.Errno;

class RequestChannelTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final List<Integer> seen = new ArrayList<>();

    @Test
    void aLateAnswerNeverMeetsTheNextRequest() {
        ScriptedKernel slow = ScriptedKernel.silent();
        ScriptedKernel next = new ScriptedKernel(asked ->
                asked.answer(ack(slow.asked.get(0).sequence(), 0), ack(asked.sequence(), Errno.EADDRNOTAVAIL)));
        RequestChannel channel = channel(slow, next);

        assertThat(command(channel)).as("no answer").isEmpty();
        assertThat(slow.now()).as("waited").isEqualTo(TIMEOUT.toNanos());
        assertThat(slow.closed()).as("its socket is dropped").isTrue();
        assertThat(command(channel).map(Ack::errno))
                .as("even when the new socket inherits the old answer")
                .contains(Errno.EADDRNOTAVAIL);
        assertThat(next.closed()).isFalse();
    }

    @Test
    void answersToOthersAreSkipped() {
        RequestChannel channel = channel(new ScriptedKernel(asked -> asked.answer(
                ack(0, 1), ack(asked.sequence() + 1, 2), ack(asked.sequence() - 1, 3), ack(asked.sequence(), 17))));

        assertThat(command(channel).map(Ack::errno)).contains(17);
    }

    @Test
    void aBatchTakesEachOfItsAcknowledgementsOnce() {
        RequestChannel channel = channel(new ScriptedKernel(asked ->
                asked.answer(ack(asked.sequence() + 1000, 1), ack(asked.sequence(), 17), ack(asked.sequence(), 17))));

        List<Optional<Ack>> acks = channel.commands(Collections.nCopies(130, LinkCodec::writeDump), TIMEOUT);

        assertThat(acks)
                .hasSize(130)
                .allSatisfy(ack -> assertThat(ack.map(Ack::errno)).contains(17));
    }

    @Test
    void aBatchThatIsCutOffTellsWhatIsKnown() {
        ScriptedKernel tired = new ScriptedKernel(asked -> {
            if (asked.kernel().asked.size() <= 70) {
                asked.answer(ack(asked.sequence(), 0));
            }
        });

        List<Optional<Ack>> acks = channel(tired).commands(Collections.nCopies(200, LinkCodec::writeDump), TIMEOUT);

        assertThat(acks.subList(0, 70)).allMatch(Optional::isPresent);
        assertThat(acks.subList(70, 200)).allMatch(Optional::isEmpty);
        assertThat(tired.asked).as("nothing is sent after the cut").hasSize(128);
        assertThat(tired.closed()).isTrue();
    }

    @Test
    void whatIsCutShortIsAnErrorAndDropsTheSocket() {
        for (int length : new int[] {1, 15, 17, 19}) {
            ScriptedKernel garbled =
                    new ScriptedKernel(asked -> asked.answer(Arrays.copyOf(ack(asked.sequence(), 17), length)));

            assertThat(command(channel(garbled)).map(Ack::errno))
                    .as("an acknowledgement of %d bytes", length)
                    .contains(Errno.EBADMSG);
            assertThat(garbled.closed()).isTrue();
        }
    }

    @Test
    void anAnswerThatDoesNotFitIsAnErrorAndDropsTheSocket() {
        ScriptedKernel verbose = new ScriptedKernel(asked -> asked.answer(new byte[Dialogue.BUFFER + 1]));
        RequestChannel channel = channel(verbose, new ScriptedKernel(asked -> asked.answer(ack(asked.sequence(), 0))));

        assertThat(command(channel).map(Ack::errno)).contains(Errno.ENOBUFS);
        assertThat(verbose.closed()).isTrue();
        assertThat(command(channel).map(Ack::errno)).as("by a fresh socket").contains(0);
    }

    @Test
    void aReadingThatWasDisturbedIsRepeatedFromTheBeginning() {
        ScriptedKernel kernel = new ScriptedKernel(asked -> {
            int round = asked.kernel().asked.size();
            // In the first round a link says it, in the second only the last message.
            asked.answer(
                    link(asked.sequence(), round == 1 ? Rtnetlink.DUMP_INTERRUPTED : 0, round, "eth0", 0),
                    done(asked.sequence(), round == 2 ? Rtnetlink.DUMP_INTERRUPTED : 0));
        });

        assertThat(dump(channel(kernel)).map(Ack::errno)).contains(0);
        assertThat(kernel.asked).hasSize(3);
        assertThat(seen).as("of the third round only").containsExactly(3);
    }

    @Test
    void aReadingThatIsAlwaysDisturbedEnds() {
        ScriptedKernel kernel = new ScriptedKernel(asked -> asked.answer(
                link(asked.sequence(), Rtnetlink.DUMP_INTERRUPTED, 1, "eth0", 0), done(asked.sequence(), 0)));

        assertThat(dump(channel(kernel)).map(Ack::errno)).contains(Errno.EAGAIN);
        assertThat(kernel.asked).hasSize(20);
    }

    @Test
    void aClosedChannelOpensNothing() {
        ScriptedKernel first = ScriptedKernel.silent();
        RequestChannel channel = channel(first);
        channel.close();

        assertThat(command(channel).map(Ack::done)).contains(false);
        assertThat(first.closed()).isTrue();
    }

    private static Optional<Ack> command(RequestChannel channel) {
        return channel.command(LinkCodec::writeDump, TIMEOUT);
    }

    private Optional<Ack> dump(RequestChannel channel) {
        return channel.dump(
                LinkCodec::writeDump,
                seen::clear,
                (buffer, message) -> seen.add(LinkCodec.index(buffer, message)),
                TIMEOUT);
    }

    /** One that gets the first kernel now and the others when it opens a socket again. */
    private static RequestChannel channel(ScriptedKernel first, ScriptedKernel... others) {
        Deque<ScriptedKernel> left = new ArrayDeque<>(List.of(others));
        return new RequestChannel(new Dialogue(first, left::remove, first::now));
    }
}
