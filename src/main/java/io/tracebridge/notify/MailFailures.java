package io.tracebridge.notify;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import io.tracebridge.issue.PlainText;
import io.tracebridge.tracker.TrackerException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/**
 * Reads what a failed mail leaves: SMTP's codes tell for now (4xx) from for good (5xx).
 */
final class MailFailures {

    private final String password;

    MailFailures(String password) {
        this.password = password;
    }

    Outcome read(MailException failure) {
        if (failure instanceof MailAuthenticationException) {
            return new Outcome.Dead("The mail server refused user and password: " + words(failure));
        }
        if (!(failure instanceof MailSendException sending)) {
            return new Outcome.Refused("The mail could not be written: " + words(failure));
        }
        var refused = chain(sending).filter(TrackerException.Rejected.class::isInstance).findFirst();
        if (refused.isPresent()) {
            return new Outcome.Dead(refused.get().getMessage());
        }
        var failures = sending.getMessageExceptions();
        if (failures.length == 0 && sending.getCause() != null) {
            // The mail was taken; only the goodbye failed.
            return new Outcome.Sent();
        }
        if (failures.length == 0 || failures[0] == sending.getCause()) {
            return again("The mail server cannot be used: " + words(sending));
        }
        return Arrays.stream(failures)
            .flatMap(MailFailures::chain)
            .flatMap((cause) -> code(cause).stream())
            .filter((code) -> code.number() >= 400 && code.number() < 600)
            .findFirst()
            .map((code) -> answered(code, words(failures[0])))
            .orElseGet(() -> new Outcome.Unknown(
                    "The mail server was lost while it took the mail: " + words(failures[0])));
    }

    private static Outcome answered(Code code, String words) {
        if (code.number() < 500) {
            return again("The mail server put us off: " + words);
        }
        return code.address() ? new Outcome.Dead("The mail server refuses an address: " + words)
                : new Outcome.Refused("The mail server refused the mail: " + words);
    }

    private static Outcome again(String why) {
        return new Outcome.Again(new TrackerException.Unavailable(why, null, Optional.empty(), true));
    }

    private String words(Exception failure) {
        var deepest = chain(failure).map(Throwable::getMessage)
            .filter((message) -> message != null && !message.isBlank())
            .reduce((one, next) -> next)
            .orElse(failure.getClass().getSimpleName());
        var masked = this.password.isEmpty() ? deepest : deepest.replace(this.password, "***");
        return PlainText.cut(PlainText.oneLine(masked), 300);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, (one) -> one != null, MailFailures::next).limit(20);
    }

    private static Throwable next(Throwable failure) {
        return (failure instanceof MessagingException mail && mail.getNextException() != null) ? mail.getNextException()
                : failure.getCause();
    }

    private static Optional<Code> code(Throwable cause) {
        return switch (cause) {
            case SMTPAddressFailedException ex -> Optional.of(new Code(ex.getReturnCode(), true));
            case SMTPSenderFailedException ex -> Optional.of(new Code(ex.getReturnCode(), true));
            case SMTPSendFailedException ex -> Optional.of(new Code(ex.getReturnCode(), false));
            default -> Optional.empty();
        };
    }

    /**
     * @param address whether it is an address that was refused, not this mail
     */
    private record Code(int number, boolean address) {
    }

}
