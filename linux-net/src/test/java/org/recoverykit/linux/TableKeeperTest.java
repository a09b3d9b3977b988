package org.recoverykit.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recoverykit.linux.ScriptedKernel.done;
import static org.recoverykit.linux.ScriptedKernel.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.codec.Rtnetlink;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.socket.Errno;

class TableKeeperTest {
    private static final Duration POLL = Duration.ofMillis(70);
    private static final int CARRIER = Link.UP | Link.LOWER_UP;

    private final List<String> journal = new ArrayList<>();
    private final ScriptedKernel events = new ScriptedKernel(journal, asked -> {});
    private final ScriptedKernel kernel = new ScriptedKernel(journal, this::answer);
    private final NetworkTable table = new NetworkTable();
    private final Watchers watchers = new Watchers();
    private final List<LinkEvent> told = new ArrayList<>();
    private final TableKeeper keeper = keeper();
    private int flags = CARRIER;
    private boolean answers = true;

    @Test
    void lostEventsAreDrainedBeforeAllIsReadAnew() {
        keeper.readFirst();
        watchers.all(new NetworkListener() {
            @Override
            public void resynced() {
                journal.add("resynced");
            }
        });
        journal.clear();
        events.fail(Errno.ENOBUFS);
        events.deliver(link(0, 0, 7, "eth0", 0));
        events.deliver(link(0, 0, 8, "gone", 0));

        keeper.turn(true);

        assertThat(journal)
                .as("what was queued is older than the reading")
                .containsSubsequence("failed 105", "took one", "took one", "asked 18", "asked 22", "resynced");
        assertThat(table.current()).isTrue();
        assertThat(table.link("eth0").orElseThrow().hasCarrier()).isTrue();
        assertThat(table.link("gone")).as("its end was among the lost").isEmpty();
    }

    @Test
    void untilItIsReadAnewTheTableIsNotCurrent() {
        keeper.readFirst();
        answers = false;
        events.fail(Errno.ENOBUFS);

        keeper.turn(true);

        assertThat(table.current()).isFalse();
        assertThat(keeper.millisToWait()).as("until it tries again").isEqualTo(200);
        answers = true;
        keeper.turn(false);
        assertThat(table.current()).isTrue();
    }

    @Test
    void nothingIsAskedWhileNobodyWatches() {
        keeper.readFirst();
        kernel.asked.clear();
        kernel.pass(POLL.toNanos());

        keeper.turn(false);

        assertThat(keeper.millisToWait()).isEqualTo(-1);
        assertThat(kernel.asked).isEmpty();
    }

    @Test
    void aWatchedLinkIsAskedOnceInEachInterval() {
        keeper.readFirst();
        watchers.link("eth0", told::add);
        flags = Link.UP;

        keeper.turn(false);
        assertThat(told).singleElement().matches(LinkEvent::lostCarrier, "a lost carrier");
        kernel.asked.clear();
        assertThat(keeper.millisToWait()).isEqualTo(70);
        keeper.turn(false);
        assertThat(kernel.asked).as("before its time").isEmpty();
        kernel.pass(POLL.toNanos());
        keeper.turn(false);
        assertThat(kernel.asked).as("one question when nothing changed").hasSize(1);
    }

    @Test
    void whoWaitsForAlarmsIsExercisedEachTimeTheLinksWereAsked() {
        keeper.readFirst();
        watchers.link("eth0", told::add);
        List<String> heard = new ArrayList<>();
        watchers.carriers(alarm(() -> heard.add("exercise")));

        keeper.turn(false);
        assertThat(heard).containsExactly("exercise");
        keeper.turn(false);
        assertThat(heard).as("before the next time they are asked").hasSize(1);
        kernel.pass(POLL.toNanos());
        keeper.turn(false);
        assertThat(heard).containsExactly("exercise", "exercise");
    }

    @Test
    void whoFailsAtAnExerciseIsExercisedNoMoreAndAlarmedAsBefore() {
        keeper.readFirst();
        watchers.link("eth0", told::add);
        List<String> heard = new ArrayList<>();
        watchers.carriers(alarm(() -> {
            heard.add("failing");
            throw new IllegalStateException("thrown by a test");
        }));
        watchers.carriers(alarm(() -> heard.add("exercise")));

        keeper.turn(false);
        assertThat(table.current()).as("an alarm that fails disturbs nothing").isTrue();
        kernel.pass(POLL.toNanos());
        keeper.turn(false);
        assertThat(heard).containsExactly("failing", "exercise", "exercise");
        watchers.alarm(7);
        assertThat(heard).containsExactly("failing", "exercise", "exercise", "failing", "exercise");
    }

    private static CarrierAlarm alarm(Runnable heard) {
        return new CarrierAlarm() {
            @Override
            public void withoutCarrier(int ifindex) {
                heard.run();
            }

            @Override
            public void exercise() {
                heard.run();
            }
        };
    }

    @Test
    void whatIsAskedFollowsWatchesAndNames() {
        keeper.readFirst();
        assertThat(watchers.watchedLinks(table)).isEmpty();
        Watch watch = watchers.link("lan0", told::add);
        watchers.link(7, told::add).close();
        assertThat(watchers.watchedLinks(table)).as("no such link yet").isEmpty();

        events.deliver(link(0, 0, 7, "lan0", CARRIER));
        keeper.turn(true);
        assertThat(watchers.watchedLinks(table)).extracting(Link::index).containsExactly(7);

        events.deliver(link(0, 0, 7, "eth0", CARRIER));
        keeper.turn(true);
        assertThat(watchers.watchedLinks(table)).as("renamed away").isEmpty();

        events.deliver(link(0, 0, 7, "lan0", CARRIER));
        keeper.turn(true);
        watch.close();
        assertThat(watchers.watchedLinks(table)).as("no longer watched").isEmpty();
    }

    @Test
    void anAskedLinkThatDoesNotAnswerIsAskedAgainByAFreshSocket() {
        keeper.readFirst();
        watchers.link(7, told::add);
        answers = false;
        keeper.turn(false);
        assertThat(kernel.closed())
                .as("a late answer must not meet the next question")
                .isTrue();
        assertThat(told).isEmpty();

        answers = true;
        flags = Link.UP;
        kernel.pass(POLL.toNanos());
        keeper.turn(false);
        assertThat(told).hasSize(1);
    }

    private void answer(ScriptedKernel.Asked asked) {
        if (!answers) {
            return;
        }
        if (asked.type() == Rtnetlink.GET_LINK) {
            asked.answer(link(asked.sequence(), 0, 7, "eth0", flags));
        }
        asked.answer(done(asked.sequence(), 0));
    }

    private TableKeeper keeper() {
        Dialogue dialogue = new Dialogue(kernel, () -> kernel, kernel::now);
        Changes changes = new Changes(table, watchers);
        return new TableKeeper(
                new EventFeed(events, changes),
                new TableReader(new RequestChannel(dialogue), table, changes),
                new LinkPoll(dialogue),
                table,
                watchers,
                changes,
                POLL,
                kernel::now);
    }
}
