package io.tracebridge.web.page.issues;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.List;
import java.util.UUID;

import io.tracebridge.web.page.PageSlice;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** A triager on the page of a group in project shop, with the built-in tracker. */
@Import(Scene.class)
abstract class IssuesPageTest extends PageSlice {

    static final String GROUP = "/projects/shop/groups/" + Scene.FINGERPRINT;

    @Autowired
    Scene scene;

    @BeforeEach
    void aGroup() {
        this.scene.set();
    }

    MvcTestResult get(String path) {
        return this.mvc.get().uri(URI.create(GROUP + path)).with(user("tina").roles("TRIAGER")).exchange();
    }

    /**
     * @param form name, value, name, value, …
     */
    MvcTestResult post(String path, String... form) {
        return send(this.mvc.post().uri(GROUP + path).with(user("tina").roles("TRIAGER")).with(csrf()), form);
    }

    String card() {
        var card = get("/issues/card");
        assertThat(card).hasStatusOk();
        return body(card);
    }

    static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        }
        catch (UnsupportedEncodingException ex) {
            throw new IllegalStateException(ex);
        }
    }

    static void assertBackToGroup(MvcTestResult result, String notice) {
        assertThat(result).hasStatus(303).hasHeader("Location", GROUP);
        assertThat(result.getMvcResult().getFlashMap().values())
            .anySatisfy((message) -> assertThat(message.toString()).contains(notice));
    }

    List<UUID> requests() {
        return this.scene.jdbc().sql("select id from issue_request").query(UUID.class).list();
    }

}
