/**
 * How pharmacy networks feed the system over HTTP: checked, pseudonymised, acknowledged by Kafka, answered record by record. {@code
 * reception} decides (free of HTTP and Kafka), {@code body} takes bodies apart, {@code access} knows the keys, {@code http} and {@code
 * kafka} connect, {@code status} counts.
 */
package org.medsentry.gateway;
