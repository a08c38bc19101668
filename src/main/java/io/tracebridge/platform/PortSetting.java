package io.tracebridge.platform;

/**
 * A port that a child process needs.
 *
 * @param purpose what listens there, for messages
 * @param property the setting that fixes it
 * @param preferred taken when the admin fixed none and it is free
 * @param fixed the admin's choice, or null
 */
record PortSetting(String purpose, String property, int preferred, Integer fixed) {
}
