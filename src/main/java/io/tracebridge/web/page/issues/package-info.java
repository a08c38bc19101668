/**
 * Everything about issues on a group's page: the card with its links, requests and
 * conflicts, and the dialogs that ask for an issue or link one.
 */
package io.tracebridge.web.page.issues;
