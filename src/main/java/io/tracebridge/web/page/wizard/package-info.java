/**
 * Setting up an integration in four steps, and changing it by the same ones. Each step
 * saves for itself; until the last the integration is disabled.
 */
package io.tracebridge.web.page.wizard;
