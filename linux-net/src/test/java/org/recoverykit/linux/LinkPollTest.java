package org.recoverykit.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recoverykit.linux.ScriptedKernel.ack;
import static org.recoverykit.linux.ScriptedKernel.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.Link;

class LinkPollTest {
    private static final int ENODEV = 19;
    private static final int CARRIER = Link.UP | Link.LOWER_UP;
    private static final int MANY = 70;

    private final Set<Integer> cut = new TreeSet<>();
    private final Set<Integer> gone = new TreeSet<>();
    private final Set<Integer> mute = new TreeSet<>();
    private final List<Integer> order = new ArrayList<>();
    private final ScriptedKernel kernel = new ScriptedKernel(this::answer);
    private final LinkPoll poll = new LinkPoll(new Dialogue(kernel, () -> kernel, kernel::now));
    private final List<Link> known =
            IntStream.rangeClosed(1, MANY).mapToObj(LinkPollTest::eth).toList();

    @Test
    void manyLinksAreAskedByFewSystemCalls() {
        ask(known);

        assertThat(poll.differing(known)).isEmpty();
        assertThat(kernel.asked).hasSize(MANY);
        assertThat(kernel.datagrams()).isEqualTo(3);
    }

    @Test
    void onlyThoseThatDifferAreNamed() {
        cut.addAll(List.of(2, 33, 70));
        ask(known);

        assertThat(poll.differing(known)).extracting(Link::index).containsExactly(2, 33, 70);
    }

    @Test
    void aLinkThatIsGoneKeepsNoAnswerBack() {
        gone.add(1);
        cut.add(2);
        ask(known);

        assertThat(poll.differing(known)).extracting(Link::index).containsExactly(2);
        assertThat(kernel.closed()).isFalse();
    }

    @Test
    void whatCameBeforeAnAnswerStaysOutCountsAndTheSocketIsReplaced() {
        cut.addAll(List.of(1, 3));
        mute.add(2);
        List<Link> three = known.subList(0, 3);
        ask(three);

        assertThat(poll.differing(three)).extracting(Link::index).containsExactly(1, 3);
        assertThat(kernel.closed())
                .as("a late answer must not meet the next question")
                .isTrue();
    }

    private static Link eth(int index) {
        return new Link(
                index,
                "eth" + index,
                List.of(),
                "",
                CARRIER,
                Link.OperState.UP,
                Optional.empty(),
                Optional.empty(),
                0,
                index,
                1,
                1500);
    }

    /** Requests carry an index that the script does not see: they come in this order. */
    private void ask(List<Link> links) {
        order.clear();
        links.forEach(link -> order.add(link.index()));
    }

    private void answer(ScriptedKernel.Asked asked) {
        int index = order.remove(0);
        if (gone.contains(index)) {
            asked.answer(ack(asked.sequence(), ENODEV));
        } else if (!mute.contains(index)) {
            asked.answer(link(asked.sequence(), 0, index, "eth" + index, cut.contains(index) ? Link.UP : CARRIER));
        }
    }
}
