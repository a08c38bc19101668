/** What log lines carry besides their text. Knows nothing of the rest. */
package io.tracebridge.logging;
