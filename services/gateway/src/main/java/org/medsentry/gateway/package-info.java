/** How pharmacy networks feed the system over HTTP: checked, pseudonymised, acknowledged by Kafka, answered record by record. */
package org.medsentry.gateway;
