package org.recoverykit.core.decide;

import java.util.function.IntFunction;

/**
 * All resources of a hierarchy, by index. Immutable, and shares what did not change: a check of one resource among 10,000
 * copies a few hundred bytes.
 */
final class Resources {
    private static final int BITS = 7;
    private static final int MASK = (1 << BITS) - 1;

    private final ResourceState[][] chunks;

    private Resources(ResourceState[][] chunks) {
        this.chunks = chunks;
    }

    static Resources of(int size, IntFunction<ResourceState> element) {
        ResourceState[][] chunks = new ResourceState[(size + MASK) >> BITS][];
        for (int c = 0; c < chunks.length; c++) {
            chunks[c] = new ResourceState[Math.min(1 << BITS, size - (c << BITS))];
            for (int i = 0; i < chunks[c].length; i++) {
                chunks[c][i] = element.apply((c << BITS) + i);
            }
        }
        return new Resources(chunks);
    }

    ResourceState get(int index) {
        return chunks[index >> BITS][index & MASK];
    }

    Editor edit() {
        return new Editor(chunks);
    }

    /** A working copy: copies a chunk when it is first written. */
    static final class Editor {
        private final ResourceState[][] original;
        private ResourceState[][] chunks;

        private Editor(ResourceState[][] original) {
            this.original = original;
            this.chunks = original;
        }

        ResourceState get(int index) {
            return chunks[index >> BITS][index & MASK];
        }

        void set(int index, ResourceState element) {
            int chunk = index >> BITS;
            if (chunks == original) {
                chunks = original.clone();
            }
            if (chunks[chunk] == original[chunk]) {
                chunks[chunk] = original[chunk].clone();
            }
            chunks[chunk][index & MASK] = element;
        }

        Resources done() {
            return new Resources(chunks);
        }
    }
}
