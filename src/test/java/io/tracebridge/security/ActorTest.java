package io.tracebridge.security;

import java.security.Principal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

class ActorTest {

    private final MockMvcTester mvc = MockMvcTester
        .create(MockMvcBuilders.standaloneSetup(new Who()).setCustomArgumentResolvers(new ActorArgument()).build());

    @ParameterizedTest
    @ValueSource(strings = { "/who", "/who?actor=user:boss", "/who?name=boss&actor.name=boss&id=rule" })
    void whoActsIsWhoSignedInWhateverTheRequestSays(String address) {
        Principal jane = () -> "jane";

        assertThat(this.mvc.get().uri(address).principal(jane)).hasStatusOk().bodyText().isEqualTo("user:jane");
    }

    @Test
    void whatIsOpenToEverybodyHasNoActor() {
        assertThat(this.mvc.get().uri("/who")).hasFailed()
            .failure()
            .hasRootCauseMessage("java.lang.String io.tracebridge.security.ActorTest$Who.who"
                    + "(io.tracebridge.security.Actor) must not be open to everybody");
    }

    @ParameterizedTest
    @ValueSource(strings = { "jane", "rule", "user:jane", "" })
    void aHistoryTellsUsersFromPartsOfTheProgram(String name) {
        assertThat(Actor.of(new Actor(name).id())).contains(new Actor(name));
    }

    @ParameterizedTest
    @ValueSource(strings = { "rule", "process", "webhook", "report", "" })
    void aPartOfTheProgramIsNoUser(String id) {
        assertThat(Actor.of(id)).isEmpty();
    }

    @RestController
    static class Who {

        @GetMapping("/who")
        String who(Actor actor) {
            return actor.id();
        }

    }

}
