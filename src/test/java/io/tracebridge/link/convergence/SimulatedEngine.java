package io.tracebridge.link.convergence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.tracebridge.link.Dispute;
import io.tracebridge.link.NotYet;
import io.tracebridge.link.SyncConflict;
import io.tracebridge.link.SyncRequests;
import io.tracebridge.link.convergence.Interruptions.WorkerDied;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.sync.Side;
import io.tracebridge.tracker.TrackerException;

/**
 * What the process sync-issue does with messages, jobs and answers; a job that failed is
 * run again, and no instance is lost, while messages may be lost, doubled or late.
 */
final class SimulatedEngine {

    private final Program program;

    private final Chance chance;

    private final Stored stored;

    private final Overwrites overwrites;

    private final FakeTracker tracker;

    private final List<Message> messages = new ArrayList<>();

    private final List<Job> jobs = new ArrayList<>();

    /** They wait before they are run again. */
    private final List<Job> failed = new ArrayList<>();

    /** The leading link to the question that a person was asked. */
    private final Map<Long, Question> tasks = new TreeMap<>();

    int lossy;

    int runs;

    private String last = "";

    SimulatedEngine(Program program, Chance chance, Stored stored, Overwrites overwrites, FakeTracker tracker) {
        this.program = program;
        this.chance = chance;
        this.stored = stored;
        this.overwrites = overwrites;
        this.tracker = tracker;
    }

    /** Takes what is in the outbox; some of it never arrives, or twice. */
    void relay() {
        this.jobs.addAll(this.failed);
        this.failed.clear();
        this.stored.jdbc()
            .sql("""
                    with sent as (delete from outbox returning id, payload) select payload ->> 'name' as name,
                      (payload ->> 'correlationKey')::bigint as key, payload -> 'variables' as variables from sent order by id""")
            .query((row, n) -> new Message(row.getString("name"), row.getLong("key"), row.getString("variables")))
            .list()
            .forEach((message) -> {
                for (var copies = this.chance.percent(this.lossy) ? this.chance.of(0, 2) : 1; copies > 0; copies--) {
                    this.messages.add(message);
                }
            });
    }

    boolean idle() {
        return this.messages.isEmpty() && this.jobs.isEmpty() && this.failed.isEmpty() && this.tasks.isEmpty();
    }

    /** One message or one job, whichever comes; nothing if there is none. */
    void work() {
        if (!this.messages.isEmpty() && (this.jobs.isEmpty() || this.chance.percent(50))) {
            correlate(this.messages.remove(this.chance.between(0, this.messages.size() - 1)));
        }
        else if (!this.jobs.isEmpty()) {
            run(this.jobs.remove(this.chance.between(0, this.jobs.size() - 1)));
        }
    }

    void workAll() {
        while (!this.messages.isEmpty() || !this.jobs.isEmpty()) {
            work();
        }
    }

    private void correlate(Message message) {
        var asked = this.tasks.get(message.key());
        if (message.name().equals("link-changed")) {
            this.tasks.remove(message.key());
            this.jobs.add(new Job(message.key(), Map.of()));
        }
        else if (asked != null) {
            this.tasks.remove(message.key());
            this.jobs.add(new Job(message.key(), asked.answer()));
        }
    }

    private void run(Job job) {
        this.runs++;
        var issue = this.stored.jdbc()
            .sql("select issue_id from link where id = ?")
            .param(job.link())
            .query(String.class)
            .single();
        var before = this.stored.tied(issue);
        var another = this.tracker.inHand(issue);
        var activity = this.stored.lastActivity();
        this.overwrites.begins(job.choices(), before);
        try {
            var result = this.program.interruptions()
                .during(() -> this.program.sync().resolve(job.link(), job.choices()));
            this.last = job + " " + result;
        }
        catch (NotYet | TrackerException | WorkerDied ex) {
            this.last = job + " " + ex;
            this.failed.add(job);
        }
        catch (SyncConflict ex) {
            this.last = job + " asks " + ex.dispute().conflicts();
            this.tasks.put(job.link(), new Question(ex.dispute(), new HashMap<>()));
        }
        this.overwrites.adopted(issue, before, this.stored.adopted(activity));
        if (!another) {
            this.tracker.done(issue);
        }
    }

    /** A person answers, in Tasklist or on the page. */
    void answerOne() {
        this.tasks.keySet().stream().findFirst().ifPresent(this::answer);
    }

    void answerAll() {
        List.copyOf(this.tasks.keySet()).forEach(this::answer);
    }

    private void answer(long link) {
        var question = this.tasks.get(link);
        question.answer().clear();
        var words = new LinkedHashMap<String, String>();
        for (var row : question.dispute().conflicts()) {
            var ours = this.chance.percent(50);
            question.answer().put(row.field(), ours ? Side.GROUP : Side.TRACKER);
            words.put(row.field(), ours ? "ours" : "theirs");
        }
        if (this.chance.percent(50)) {
            this.tasks.remove(link);
            this.jobs.add(new Job(link, Map.copyOf(question.answer())));
        }
        else {
            onThePage(link, words);
        }
    }

    private void onThePage(long link, Map<String, String> words) {
        try {
            this.program.requests().resolve(new SyncRequests.LinkOfGroup(link, "linked"), words);
        }
        catch (InvalidInputException ex) {
            // Another dispute by now, or none; the task is told by a message.
            this.last = "refused " + ex.getMessage();
        }
    }

    Optional<String> said() {
        var said = this.last;
        this.last = "";
        return Optional.of(said).filter((text) -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "messages " + this.messages + ", jobs " + this.jobs + this.failed + ", tasks " + this.tasks.keySet();
    }

    private record Message(String name, long key, String variables) {
    }

    private record Job(long link, Map<String, Side> choices) {
    }

    private record Question(Dispute dispute, Map<String, Side> answer) {
    }

}
