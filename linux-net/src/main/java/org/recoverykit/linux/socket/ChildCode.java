package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import jnr.ffi.LibraryLoader;
import jnr.ffi.annotations.Delegate;
import org.jspecify.annotations.Nullable;

/**
 * Thirty-odd instructions that do what posix_spawn(3) does, by the kernel's clone3: that can let a child be born in a control
 * group and hand out its descriptor, and the C library offers neither before glibc 2.39. They make a child that shares our
 * memory and, as after vfork, our stack while this thread stands still; the child makes the system calls of a list and nothing
 * else, the last of which executes its program. It runs no Java, takes no lock, calls no function, touches no stack. No
 * signal can come between: all are held back, by the instructions themselves, for the virtual machine must get its own.
 *
 * <p>A plan begins with the kernel's clone_args, and goes on with {@link #HELD_AT} and {@link #STEPS_AT}; see {@link ChildPlan}.
 */
final class ChildCode {
    /** sizeof(struct clone_args), since Linux 5.7. */
    static final int CLONE_ARGS = 88;
    /** The signals that are held back meanwhile: all. */
    static final int HELD_AT = 88;
    /** The child's negative error number, if one of its calls failed; else 0. */
    static final int FAILURE_AT = 104;
    /** Which call that was: the address of the one after it. */
    static final int FAILED_BEFORE_AT = 112;
    /** The system calls: a number and four arguments each, eight bytes each. */
    static final int STEPS_AT = 120;

    static final int STEP = 40;

    private static final int PAGE = 4096;
    private static final int READ_WRITE = 0x1 | 0x2;
    private static final int READ_EXECUTE = 0x1 | 0x4;
    private static final int PRIVATE_ANONYMOUS = 0x02 | 0x20;
    private static final int NO_FILE = -1;

    private static final String X86_64 = "f30f1efa" // endbr64
            + "53" //                push rbx
            + "4154" //              push r12
            + "4889fb" //            mov rbx, rdi                the plan
            + "488d7358" //          lea rsi, [rbx+88]           HELD_AT
            + "488d5360" //          lea rdx, [rbx+96]           what was held back before
            + "bf02000000" //        mov edi, 2                  SIG_SETMASK
            + "41ba08000000" //      mov r10d, 8                 bytes of a mask
            + "b80e000000" //        mov eax, 14                 rt_sigprocmask
            + "0f05" //              syscall
            + "4889df" //            mov rdi, rbx
            + "be58000000" //        mov esi, 88                 CLONE_ARGS
            + "b8b3010000" //        mov eax, 435                clone3
            + "0f05" //              syscall                     we go on when the child has executed, or ended
            + "4885c0" //            test rax, rax
            + "7422" //              je child
            + "4989c4" //            mov r12, rax
            + "488d7360" //          lea rsi, [rbx+96]
            + "31d2" //              xor edx, edx
            + "bf02000000" //        mov edi, 2
            + "41ba08000000" //      mov r10d, 8
            + "b80e000000" //        mov eax, 14                 rt_sigprocmask
            + "0f05" //              syscall
            + "4c89e0" //            mov rax, r12                the child's number, or a negative error number
            + "415c" //              pop r12
            + "5b" //                pop rbx
            + "c3" //                ret
            + "4c8d6378" //   child: lea r12, [rbx+120]          STEPS_AT
            + "498b0424" //    next: mov rax, [r12]
            + "498b7c2408" //        mov rdi, [r12+8]
            + "498b742410" //        mov rsi, [r12+16]
            + "498b542418" //        mov rdx, [r12+24]
            + "4d8b542420" //        mov r10, [r12+32]
            + "0f05" //              syscall
            + "4983c428" //          add r12, 40                 STEP
            + "4885c0" //            test rax, rax
            + "79dd" //              jns next
            + "48894368" //          mov [rbx+104], rax          FAILURE_AT
            + "4c896370" //          mov [rbx+112], r12          FAILED_BEFORE_AT
            + "bf7f000000" //   end: mov edi, 127
            + "b8e7000000" //        mov eax, 231                exit_group
            + "0f05" //              syscall
            + "ebf2"; //             jmp end

    private final Entry entry;

    private ChildCode(Entry entry) {
        this.entry = entry;
    }

    /** Where this machine can run it; loaded at the first call. */
    static Optional<ChildCode> here() {
        return Holder.CODE;
    }

    /**
     * Carries out a plan.
     *
     * @param plan where it is; the caller keeps it
     * @return the child's number, also of one whose calls have failed and that has ended, or a negative error number
     */
    long run(long plan) {
        return entry.call(plan);
    }

    /** Whatever is in the way, the C library's own function does the same. */
    private static Optional<ChildCode> loadIfPossible() {
        try {
            return load();
        } catch (LinkageError | RuntimeException noSuchFunction) {
            return Optional.empty();
        }
    }

    private static Optional<ChildCode> load() {
        String machine = System.getProperty("os.arch", "");
        if (!machine.equals("amd64") && !machine.equals("x86_64")) {
            return Optional.empty(); // others have other instructions and other numbers: the C library serves there
        }
        LibC libC = LibraryLoader.create(LibC.class).load("c");
        long page = libC.mmap(null, PAGE, READ_WRITE, PRIVATE_ANONYMOUS, NO_FILE, 0);
        if (page < 0 && page > -PAGE) {
            return Optional.empty();
        }
        byte[] instructions = HexFormat.of().parseHex(X86_64);
        ByteBuffer copy = Buffers.direct(instructions.length).put(instructions).clear();
        Entry entry = libC.memcpy(page, copy, instructions.length);
        // Never writable and executable at once; a system that forbids even this has us use the C library.
        return libC.mprotect(page, PAGE, READ_EXECUTE) == 0 ? Optional.of(new ChildCode(entry)) : Optional.empty();
    }

    /** The instructions, as a function. */
    public interface Entry {
        @Delegate
        long call(long plan);
    }

    /** What it takes to have them in memory. A null address lets the kernel choose, as a buffer for the stub's sake. */
    public interface LibC {
        long mmap(@Nullable ByteBuffer address, long length, int protection, int flags, int fd, long offset);

        /** Returns its first argument: what has been written there, as a function. */
        Entry memcpy(long to, ByteBuffer from, long length);

        int mprotect(long address, long length, int protection);
    }

    private static final class Holder {
        static final Optional<ChildCode> CODE = loadIfPossible();
    }
}
