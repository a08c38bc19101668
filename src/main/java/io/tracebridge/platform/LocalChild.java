package io.tracebridge.platform;

import java.util.Map;

/** A child process of the local platform. */
interface LocalChild {

    /**
     * Stops what an earlier, killed run left, starts the process and waits until it is
     * healthy.
     * @return the configuration that ties the program to it
     * @throws LocalPlatformException if it does not become healthy
     * @throws InterruptedException if told to stop meanwhile; {@link #stop()} cleans up
     */
    Map<String, Object> start() throws InterruptedException;

    /** The program is ready, so what it does without may start now. */
    default void programReady() {
    }

    /** Stops the process, in bounded time; does nothing if none runs. */
    void stop();

}
