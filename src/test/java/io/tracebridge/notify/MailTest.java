package io.tracebridge.notify;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.tracker.Connection;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a mail server gets, and what its refusals mean. */
class MailTest {

    @RegisterExtension
    static final GreenMailExtension SERVER = new GreenMailExtension(
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
        .withPerMethodLifecycle(true);

    private final Mail channel = new Mail(NotifyTest.http().guardedSockets(), null);

    @Test
    void theIssueAndTheGroupAreLinkedAsTextAndAsHtml() throws MessagingException {
        assertThat(send(Samples.message())).isInstanceOf(Outcome.Sent.class);

        assertThat(SERVER.getReceivedMessages()).hasSize(2);
        var mail = SERVER.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("[shop] SHOP-7 TypeError in Cart.total");
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("Tracebridge <bridge@acme.example>");
        assertThat(mail.getAllRecipients()).extracting(Object::toString)
            .containsExactly("oncall@acme.example", "jane@acme.example");
        assertThat(mail.getHeader("Message-ID")).containsExactly("<mention." + Samples.ID + "@acme.example>");
        assertThat(mail.getHeader("References")).containsExactly("<link.5.tracebridge@acme.example>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(decoded(mail)).contains("https://tracker.example/SHOP-7?a=1&b=2",
                "<a href=\"https://tracker.example/SHOP-7?a=1&amp;b=2\">", "TypeError, 1204 reports",
                "/projects/shop/groups/");
    }

    @ParameterizedTest
    @MethodSource("io.tracebridge.issue.HostileTexts#all")
    void hostileTextMakesNeitherHeadersNorMarkup(String hostile) throws MessagingException {
        send(Samples.message("x\r\nBcc: evil@evil.example\r\n\r\n" + hostile, hostile));

        assertThat(SERVER.getReceivedMessages()).hasSize(2);
        var mail = SERVER.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(2);
        assertThat(mail.getSubject()).startsWith("[shop] SHOP-7 x Bcc: evil@evil.example").doesNotContain("\r", "\n");
        assertThat(MailText.html(Samples.message(hostile, hostile))
            .replaceAll("</?(?:p|strong|code)>|<a href=\"https://(?:tracker|bridge)\\.example/[^\"<>]*\">|</a>", ""))
            .doesNotContain("<", ">");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            to       | oncall@acme.example\\r\\nBcc: x@y.example | settings.to
            to       | not an address                            | settings.to
            to       | a@b.example <script>                      | settings.to
            from     | a@b.example, c@d.example                  | settings.from
            host     | smtp.example.com/x                        | settings.host
            host     | ''                                        | settings.host
            port     | 70000                                     | settings.port
            security | ssl                                       | settings.security
            user     | bridge                                    | credential.password
            """)
    void settingsThatCannotWorkAreRefusedByName(String name, String value, String field) {
        var settings = settings();
        settings.put(name, value.replace("\\r", "\r").replace("\\n", "\n"));

        assertThatExceptionOfType(InvalidInputException.class)
            .isThrownBy(() -> this.channel.check(new Connection(settings, Map.of())))
            .extracting(InvalidInputException::field)
            .isEqualTo(field);
    }

    @Test
    void theOperatorsServerServesTargetsWithoutOne() {
        var operators = new JavaMailSenderImpl();
        operators.setHost("127.0.0.1");
        operators.setPort(SERVER.getSmtp().getPort());
        var settings = Map.of("to", "oncall@acme.example", "from", "bridge@acme.example");
        var mail = new Mail(NotifyTest.http().guardedSockets(), operators);

        mail.check(new Connection(settings, Map.of()));
        assertThat(mail.send(Samples.target("mail", settings, Map.of()), Samples.message()))
            .isInstanceOf(Outcome.Sent.class);
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aWrongPasswordIsTheEndOfTheTargetAndIsNotTold() throws UserException {
        SERVER.getUserManager().setAuthRequired(true);
        SERVER.getUserManager().createUser("bridge@acme.example", "bridge", "right-password");
        var settings = settings();
        settings.put("user", "bridge");

        assertThat(send(settings, Map.of("password", "right-password"))).isInstanceOf(Outcome.Sent.class);
        assertThat(send(settings, Map.of("password", "wrong-password"))).isInstanceOfSatisfying(Outcome.Dead.class,
                (dead) -> assertThat(dead.why()).contains("refused user and password")
                    .doesNotContain("wrong-password"));
    }

    @Test
    void aServerThatIsAwayOrKnowsNoTlsIsTriedAgain() throws IOException {
        var settings = settings();
        settings.put("security", "starttls");
        assertThat(send(settings, Map.of())).isInstanceOfSatisfying(Outcome.Again.class,
                (again) -> assertThat(again.why()).hasMessageContaining("STARTTLS"));
        try (var closed = new ServerSocket(0)) {
            settings.put("port", String.valueOf(closed.getLocalPort()));
        }
        assertThat(send(settings, Map.of())).isInstanceOf(Outcome.Again.class);
        assertThat(SERVER.getReceivedMessages()).isEmpty();
    }

    @Test
    void noMailGoesWhereTheGuardLetsNothing() {
        var settings = settings();
        settings.put("host", "169.254.169.254");

        assertThat(send(settings, Map.of())).isInstanceOfSatisfying(Outcome.Dead.class,
                (dead) -> assertThat(dead.why()).contains("does not connect to 169.254.169.254"));
    }

    @ParameterizedTest
    @CsvSource({ "451, true, Again", "550, true, Dead", "452, false, Again", "554, false, Refused",
            "-1, false, Unknown" })
    void aCodeMeans(int code, boolean address, String outcome) throws MessagingException {
        MessagingException refusal = address ? new SMTPAddressFailedException(null, "RCPT", code, code + " words")
                : new SMTPSendFailedException("DATA", code, code + " words", null, null, null, null);
        Object mail = new MimeMessage(Session.getInstance(new Properties()));
        var failure = new MailSendException(Map.of(mail, refusal));

        assertThat(new MailFailures("").read(failure).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void aGoodbyeThatFailsTakesNoMailBack() {
        var failure = new MailSendException("Failed to close server connection", new MessagingException("lost"));

        assertThat(new MailFailures("").read(failure)).isInstanceOf(Outcome.Sent.class);
    }

    private Outcome send(Message message) {
        return this.channel.send(Samples.target("mail", settings(), Map.of()), message);
    }

    private Outcome send(Map<String, String> settings, Map<String, String> credential) {
        return this.channel.send(Samples.target("mail", settings, credential), Samples.message());
    }

    private static Map<String, String> settings() {
        return new HashMap<>(
                Map.of("to", "oncall@acme.example, jane@acme.example", "from", "Tracebridge <bridge@acme.example>",
                        "host", "127.0.0.1", "port", String.valueOf(SERVER.getSmtp().getPort()), "security", "none"));
    }

    private static String decoded(MimeMessage mail) {
        return Arrays.stream(GreenMailUtil.getBody(mail).split("\r?\n"))
            .reduce("",
                    (all, line) -> line.endsWith("=") ? all + line.substring(0, line.length() - 1) : all + line + "\n")
            .replace("=3D", "=");
    }

}
