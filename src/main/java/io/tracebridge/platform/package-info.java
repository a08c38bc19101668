/**
 * The local platform: a real PostgreSQL and a real Zeebe broker as child processes, for
 * whoever has not named their own. It is tied to the rest of the program by configuration
 * alone: it sets {@code spring.datasource.*} and {@code camunda.client.*}, and nothing
 * else knows of it.
 */
package io.tracebridge.platform;
