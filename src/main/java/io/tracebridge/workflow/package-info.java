/**
 * The engine's side of the house, and the only package that knows it: what the outbox
 * holds becomes process instances, what processes ask for becomes one service call per
 * job, and what goes wrong becomes a modelled way out, a later try, or an incident that
 * an operator understands.
 */
package io.tracebridge.workflow;
