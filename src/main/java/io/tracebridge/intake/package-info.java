/**
 * Reports in: the HTTP edge that Backtrace SDKs speak to, and the commit of report, group
 * and triggers in one transaction before anybody is told "ok".
 */
package io.tracebridge.intake;
