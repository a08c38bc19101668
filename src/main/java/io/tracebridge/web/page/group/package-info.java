/** The page of one group, to which its issues link back, and those of its reports. */
package io.tracebridge.web.page.group;
