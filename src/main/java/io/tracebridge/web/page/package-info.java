/**
 * The pages, for people: Thymeleaf on the server, htmx in the browser. A page calls the
 * same services as {@code web.api} and can do nothing that the API cannot. One package
 * below for each part: {@code triage}, {@code group}, {@code settings}, {@code wizard},
 * {@code operations}.
 */
package io.tracebridge.web.page;
