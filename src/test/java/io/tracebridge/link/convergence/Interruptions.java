package io.tracebridge.link.convergence;

import java.util.function.Supplier;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What happens at the n-th time that a worker touches the database or the tracker: it
 * dies, or somebody else comes in between. A dead worker touches nothing any more, so
 * that not even its {@code finally} blocks have an effect.
 */
final class Interruptions {

    private int touches;

    private Runnable event;

    private boolean dead;

    private Thread worker;

    /** The next run dies, unless it needs fewer touches. */
    void dieAt(int touch) {
        plan(touch, () -> {
            this.dead = true;
            throw new WorkerDied();
        });
    }

    /**
     * Something else happens during the next run; never within a transaction, which holds
     * locks.
     */
    void meanwhileAt(int touch, Runnable other) {
        plan(touch, new Outside(other));
    }

    void none() {
        this.event = null;
    }

    private void plan(int touch, Runnable planned) {
        this.touches = touch;
        this.event = planned;
    }

    /** A run, during which the planned event happens. */
    <T> T during(Supplier<T> run) {
        this.worker = Thread.currentThread();
        try {
            return run.get();
        }
        finally {
            this.event = null;
            this.dead = false;
            this.worker = null;
        }
    }

    /** Whether it is a worker that asks. */
    boolean working() {
        return Thread.currentThread() == this.worker;
    }

    void touch() {
        if (!working()) {
            return;
        }
        if (this.dead) {
            throw new WorkerDied();
        }
        if (this.event == null || --this.touches > 0
                || (this.event instanceof Outside && TransactionSynchronizationManager.isActualTransactionActive())) {
            return;
        }
        var now = this.event;
        this.event = null;
        now.run();
    }

    private record Outside(Runnable other) implements Runnable {

        @Override
        public void run() {
            this.other.run();
        }

    }

    static final class WorkerDied extends Error {

        WorkerDied() {
            super("the worker died here", null, false, false);
        }

    }

}
