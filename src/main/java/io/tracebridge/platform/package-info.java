/**
 * The local platform: a real PostgreSQL and a real Zeebe broker as child processes, for
 * whoever has not named their own, with Operate and Tasklist for whoever asks. It is tied
 * to the rest of the program by configuration alone: it sets {@code spring.datasource.*},
 * {@code camunda.client.*} and the addresses of what it started, and nothing else knows
 * of it.
 */
package io.tracebridge.platform;
