package io.tracebridge.integration;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where trackers post to. */
@Component
class WebhookAddress {

    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127\\..*|\\[::1]|0\\.0\\.0\\.0");

    private final String base;

    WebhookAddress(@Value("${tracebridge.url}") String url) {
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    String of(long integration, WebhookSecrets.Pair secrets) {
        return this.base + "/hooks/" + integration + "/" + secrets.address();
    }

    /** Why a tracker may not get here, or should not in this way. */
    List<Warning> warnings() {
        var address = URI.create(this.base);
        var warnings = new ArrayList<Warning>();
        if (address.getHost() == null || THIS_MACHINE.matcher(address.getHost()).matches()) {
            warnings.add(new Warning("url",
                    "leads to this machine only: set TRACEBRIDGE_URL to where the tracker reaches it, and set up the webhook again"));
        }
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            warnings.add(new Warning("url",
                    "is not encrypted, and whoever reads it on the way can post here: use https in TRACEBRIDGE_URL"));
        }
        return warnings;
    }

}
