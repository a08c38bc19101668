/** The triage list, and what triagers do with one group or many. */
package io.tracebridge.web.page.triage;
