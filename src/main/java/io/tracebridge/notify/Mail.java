package io.tracebridge.notify;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import javax.net.SocketFactory;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Mail, through a server of the target's own or the one that the operator set. */
final class Mail implements Channel {

    static final Setting HOST = Setting.optional("host", "SMTP server",
            "Host of the mail server; the operator's own if left out", "");

    static final Setting PORT = Setting.optional("port", "Port", "587 with starttls, 465 with tls, 25 with none", "");

    static final Setting SECURITY = Setting.optional("security", "Security", "starttls, tls or none", "starttls");

    static final Setting USER = Setting.optional("user", "User", "Who signs in; nobody if left out", "");

    static final Setting PASSWORD = new Setting("password", "Password", "Of the user", Setting.Kind.SECRET, false, "");

    private static final Setting TO = Setting.text("to", "To", "One or more mail addresses, parted by commas");

    private static final Setting FROM = Setting.text("from", "From", "The mail address that the mails come from");

    private static final int MOST_ADDRESSES = 20;

    private static final Pattern HOSTS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}|[0-9a-fA-F:.]{3,45}");

    private static final Pattern PORTS = Pattern.compile("[1-9]\\d{0,4}");

    private static final Pattern SECURITIES = Pattern.compile("starttls|tls|none");

    private final SocketFactory sockets;

    private final Optional<JavaMailSender> operators;

    /**
     * @param operators the application's own mail server; null when none is set
     */
    Mail(SocketFactory sockets, JavaMailSender operators) {
        this.sockets = sockets;
        this.operators = Optional.ofNullable(operators);
    }

    @Override
    public String kind() {
        return "mail";
    }

    @Override
    public List<Setting> settings() {
        return List.of(TO, FROM, HOST, PORT, SECURITY, USER, PASSWORD);
    }

    @Override
    public Set<String> destinations() {
        return Set.of(HOST.name(), PORT.name(), SECURITY.name());
    }

    @Override
    public void check(Connection connection) {
        addresses(TO, connection);
        TargetChecks.require(addresses(FROM, connection).length == 1, TargetChecks.field(FROM),
                "must be one mail address");
        TargetChecks.matches(HOST, connection.get(HOST), HOSTS, "must be a host such as smtp.example.com");
        TargetChecks.matches(PORT, connection.get(PORT), PORTS, "must be a port from 1 to 65535");
        TargetChecks.require(connection.get(PORT).isEmpty() || Integer.parseInt(connection.get(PORT)) <= 65_535,
                TargetChecks.field(PORT), "must be a port from 1 to 65535");
        TargetChecks.matches(SECURITY, connection.get(SECURITY), SECURITIES, "must be one of starttls, tls, none");
        TargetChecks.require(!connection.get(HOST).isEmpty() || this.operators.isPresent(), TargetChecks.field(HOST),
                "is required, since the operator set no mail server (spring.mail.host)");
        TargetChecks.require(connection.get(USER).isEmpty() == connection.get(PASSWORD).isEmpty(),
                connection.get(USER).isEmpty() ? TargetChecks.field(USER) : TargetChecks.field(PASSWORD),
                "is required: user and password belong together");
        TargetChecks.require(!connection.get(HOST).isEmpty() || connection.get(USER).isEmpty(),
                TargetChecks.field(HOST), "is required beside a user: the operator's server has its own");
    }

    @Override
    public Outcome send(Target target, Message message) {
        var connection = target.connection();
        try {
            var sender = sender(connection);
            sender.send(mime(sender, connection, message));
            return new Outcome.Sent();
        }
        catch (MailException ex) {
            return new MailFailures(connection.get(PASSWORD)).read(ex);
        }
        catch (MessagingException | UnsupportedEncodingException ex) {
            return new Outcome.Refused("The mail could not be written: " + ex.getMessage());
        }
    }

    @Override
    public String tested() {
        return "The mail server took the test message.";
    }

    private JavaMailSender sender(Connection connection) {
        return connection.get(HOST).isEmpty()
                ? this.operators.orElseThrow(
                        () -> new MailSendException("The operator set no mail server any more (spring.mail.host)."))
                : Smtp.sender(connection, this.sockets);
    }

    private static MimeMessage mime(JavaMailSender sender, Connection connection, Message message)
            throws MessagingException, UnsupportedEncodingException {
        var mime = sender.createMimeMessage();
        var helper = new MimeMessageHelper(mime, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED,
                StandardCharsets.UTF_8.name());
        var from = addresses(FROM, connection)[0];
        helper.setFrom(from);
        helper.setTo(addresses(TO, connection));
        helper.setSubject("[" + message.project() + "] " + message.headline());
        helper.setText(MailText.plain(message), MailText.html(message));
        var domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
        // The same in every try, and a common one per issue that programs make threads
        // of.
        mime.setHeader("Message-ID", "<mention." + message.id() + "@" + domain + ">");
        mime.setHeader("References", "<link." + message.issue().linkId() + ".tracebridge@" + domain + ">");
        mime.setHeader("Auto-Submitted", "auto-generated");
        return mime;
    }

    private static InternetAddress[] addresses(Setting setting, Connection connection) {
        try {
            var addresses = InternetAddress.parse(connection.get(setting), true);
            for (var address : addresses) {
                address.validate();
            }
            TargetChecks.require(addresses.length > 0 && addresses.length <= MOST_ADDRESSES,
                    TargetChecks.field(setting), "must be 1 to " + MOST_ADDRESSES + " mail addresses");
            return addresses;
        }
        catch (AddressException ex) {
            throw new InvalidInputException(TargetChecks.field(setting),
                    "must be mail addresses such as oncall@example.com, parted by commas");
        }
    }

}
