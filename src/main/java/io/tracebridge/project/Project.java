package io.tracebridge.project;

import java.util.Set;

/**
 * One application or product that sends errors.
 *
 * @param submissionToken what its SDKs put into the submission URL
 * @param scrub names (attributes, annotation keys) removed from every report before
 * anything is stored
 */
public record Project(long id, String name, String description, String submissionToken, Set<String> scrub) {

    /**
     * What an SDK takes as its address.
     * @param url where this program is reached, without a slash at the end
     */
    public String submissionUrl(String url) {
        return url + "/tracebridge/" + this.submissionToken + "/json";
    }

}
