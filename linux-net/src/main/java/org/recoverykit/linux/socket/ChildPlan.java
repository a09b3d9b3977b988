package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** What {@link ChildCode} is to do for one child: which kind of child, and the system calls that it makes of itself. */
final class ChildPlan {
    private static final long CLONE_VM = 0x100;
    private static final long CLONE_PIDFD = 0x1000;
    private static final long CLONE_VFORK = 0x4000;
    private static final long CLONE_INTO_CGROUP = 0x200000000L;
    private static final int SIGCHLD = 17;
    /** Where clone_args has these. */
    private static final int FLAGS_AT = 0;

    private static final int PIDFD_AT = 8;
    private static final int EXIT_SIGNAL_AT = 32;
    private static final int CGROUP_AT = 80;

    private static final int OPEN = 2;
    private static final int RT_SIGACTION = 13;
    private static final int RT_SIGPROCMASK = 14;
    private static final int DUP2 = 33;
    private static final int EXECVE = 59;
    private static final int CHDIR = 80;
    private static final int SETSID = 112;
    private static final int CLOSE_RANGE = 436;

    private static final int SIGKILL = 9;
    private static final int SIGSTOP = 19;
    private static final int SIGNALS = 64;
    private static final int SIG_SETMASK = 2;
    private static final int MASK_BYTES = 8;
    private static final long EVERY_SIGNAL = -1L;
    private static final long LAST_DESCRIPTOR = 0xffff_ffffL;
    private static final long APPEND = 1 | 0x400 | 0x20000; // O_WRONLY, O_APPEND, O_NOFOLLOW

    /** An action that is the default, a mask that holds nothing back. */
    private static final ByteBuffer ZEROS = Buffers.direct(64);

    private static final ByteBuffer NOTHING_TO_READ = Buffers.text("/dev/null");

    /** Those that say nothing of the child, and that only a kernel or a filter can refuse: one for each signal, and two. */
    private static final int GENERAL_STEPS = SIGNALS - 2 + 2;

    private static final int STEPS = GENERAL_STEPS + 6;
    private static final int DESCRIPTOR_AT = ChildCode.STEPS_AT + STEPS * ChildCode.STEP;
    private static final int ROOM = DESCRIPTOR_AT + Long.BYTES;
    private static final byte[] GENERAL = general();

    private final ChildTexts texts;
    private final ByteBuffer memory;

    ChildPlan(ChildSpec child) {
        texts = new ChildTexts(child, ROOM);
        memory = texts.memory();
        memory.put(0, GENERAL);
        memory.putLong(PIDFD_AT, texts.address() + DESCRIPTOR_AT);
        if (child.group().isPresent()) {
            memory.putLong(FLAGS_AT, memory.getLong(FLAGS_AT) | CLONE_INTO_CGROUP);
            memory.putLong(CGROUP_AT, child.group().get().number());
        }
        Steps steps = new Steps(memory, GENERAL.length);
        // With all descriptors closed the lowest free ones are 0 and 1.
        steps.add(OPEN, address(NOTHING_TO_READ), 0);
        steps.add(OPEN, texts.outputAddress(), APPEND);
        steps.add(DUP2, 1, 2);
        steps.add(CHDIR, texts.directoryAddress(), 0);
        steps.add(RT_SIGPROCMASK, SIG_SETMASK, address(ZEROS), 0, MASK_BYTES);
        steps.add(EXECVE, texts.pathAddress(), texts.argumentsAddress(), texts.variablesAddress(), 0);
    }

    /** What is the same in all plans: the beginning, up to the first step that depends on the child. */
    private static byte[] general() {
        ByteBuffer plan = Buffers.direct(ChildCode.STEPS_AT + GENERAL_STEPS * ChildCode.STEP);
        plan.putLong(FLAGS_AT, CLONE_VM | CLONE_VFORK | CLONE_PIDFD);
        plan.putLong(EXIT_SIGNAL_AT, SIGCHLD);
        plan.putLong(ChildCode.HELD_AT, EVERY_SIGNAL);
        Steps steps = new Steps(plan, ChildCode.STEPS_AT);
        for (int signal = 1; signal <= SIGNALS; signal++) {
            if (signal != SIGKILL && signal != SIGSTOP) {
                steps.add(RT_SIGACTION, signal, address(ZEROS), 0, MASK_BYTES);
            }
        }
        steps.add(SETSID, 0, 0);
        steps.add(CLOSE_RANGE, 0, LAST_DESCRIPTOR);
        byte[] bytes = new byte[plan.capacity()];
        plan.get(0, bytes);
        return bytes;
    }

    private static long address(ByteBuffer kept) {
        return NativeProcess.address(kept);
    }

    long address() {
        return texts.address();
    }

    /** The error number of the child's call that failed, if one did. */
    OptionalInt failure() {
        int errno = (int) -memory.getLong(ChildCode.FAILURE_AT);
        return errno == 0 ? OptionalInt.empty() : OptionalInt.of(errno);
    }

    /** Whether the call that failed is one that would fail for each child. */
    boolean failedInGeneral() {
        long failedBefore = memory.getLong(ChildCode.FAILED_BEFORE_AT) - texts.address();
        return failedBefore <= GENERAL.length;
    }

    /** The descriptor of the child. */
    int descriptor() {
        return memory.getInt(DESCRIPTOR_AT);
    }

    private static final class Steps {
        private final ByteBuffer plan;
        private int at;

        Steps(ByteBuffer plan, int at) {
            this.plan = plan;
            this.at = at;
        }

        void add(int call, long first, long second) {
            add(call, first, second, 0, 0);
        }

        void add(int call, long first, long second, long third, long fourth) {
            plan.putLong(at, call);
            plan.putLong(at + 8, first);
            plan.putLong(at + 16, second);
            plan.putLong(at + 24, third);
            plan.putLong(at + 32, fourth);
            at += ChildCode.STEP;
        }
    }
}
