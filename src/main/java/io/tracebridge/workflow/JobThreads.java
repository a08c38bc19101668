package io.tracebridge.workflow;

import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.slf4j.MDC;

/**
 * Virtual threads that work on jobs, one after the other; no job's log fields are left
 * for the next. Jobs wait for trackers and the database most of their time.
 */
final class JobThreads extends ScheduledThreadPoolExecutor {

    JobThreads(int jobs) {
        super(jobs, Thread.ofVirtual().name("job-", 0).factory());
    }

    @Override
    protected void afterExecute(Runnable job, Throwable failure) {
        MDC.clear();
        super.afterExecute(job, failure);
    }

}
