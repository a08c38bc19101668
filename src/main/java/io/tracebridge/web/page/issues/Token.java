package io.tracebridge.web.page.issues;

import java.util.List;

/** Names a part of a page by what it shows. */
final class Token {

    private Token() {
    }

    static String of(Object... shown) {
        return Integer.toHexString(List.of(shown).hashCode());
    }

}
