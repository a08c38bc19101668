package io.tracebridge.notify;

import javax.net.SocketFactory;

import io.tracebridge.tracker.Connection;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A line to a target's own mail server. */
final class Smtp {

    private static final String CONNECT_MILLIS = "5000";

    private static final String ANSWER_MILLIS = "10000";

    private Smtp() {
    }

    /**
     * @param sockets behind the outbound guard; TLS, where wanted, is laid upon them
     */
    static JavaMailSender sender(Connection connection, SocketFactory sockets) {
        var security = connection.get(Mail.SECURITY);
        var sender = new JavaMailSenderImpl();
        sender.setHost(connection.get(Mail.HOST));
        sender.setPort(port(connection.get(Mail.PORT), security));
        var properties = sender.getJavaMailProperties();
        properties.put("mail.smtp.socketFactory", sockets);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.put("mail.smtp.timeout", ANSWER_MILLIS);
        properties.put("mail.smtp.writetimeout", ANSWER_MILLIS);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.enable", String.valueOf(security.equals("tls")));
        properties.put("mail.smtp.starttls.enable", String.valueOf(security.equals("starttls")));
        properties.put("mail.smtp.starttls.required", String.valueOf(security.equals("starttls")));
        if (!connection.get(Mail.USER).isEmpty()) {
            properties.put("mail.smtp.auth", "true");
            sender.setUsername(connection.get(Mail.USER));
            sender.setPassword(connection.get(Mail.PASSWORD));
        }
        return sender;
    }

    private static int port(String set, String security) {
        if (!set.isEmpty()) {
            return Integer.parseInt(set);
        }
        return switch (security) {
            case "tls" -> 465;
            case "none" -> 25;
            default -> 587;
        };
    }

}
