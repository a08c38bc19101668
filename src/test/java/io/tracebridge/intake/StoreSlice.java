package io.tracebridge.intake;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.tracebridge.TestDatabase;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A project of its own for each test, into which reports are stored without HTTP. */
@SpringBootTest(classes = IntakeAndTriage.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
abstract class StoreSlice {

    @Autowired
    ReportStore store;

    @Autowired
    Projects projects;

    @Autowired
    JdbcClient jdbc;

    Project project;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @BeforeEach
    void freshProject() {
        this.jdbc.sql("delete from outbox").update();
        this.project = this.projects.save("p-" + UUID.randomUUID(), null, Set.of());
    }

    List<Receipt> store(IncomingReport... reports) {
        return this.store.store(List.of(reports));
    }

}
