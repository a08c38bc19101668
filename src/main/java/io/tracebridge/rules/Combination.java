package io.tracebridge.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedSet;

/**
 * Tells reports apart by what rules can see of them: the values of some attributes.
 *
 * @param names the attributes whose values make a combination
 */
public record Combination(SortedSet<String> names) {

    /** SHA-256 in hex; a missing value differs from an empty one. */
    public String digest(Map<String, String> attributes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var name : this.names) {
                var value = attributes.get(name);
                var text = name.length() + ":" + name + ((value != null) ? "=" + value.length() + ":" + value : "-");
                digest.update(text.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java runtime has SHA-256", ex);
        }
    }

}
