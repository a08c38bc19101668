/**
 * What admins set up, and triagers may read: projects and their settings, users, the own
 * account. Secrets are on a page once, when they are made.
 */
package io.tracebridge.web.page.settings;
