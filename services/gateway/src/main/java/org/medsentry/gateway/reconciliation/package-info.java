/**
 * What became of a network's records, told to the network itself: by day, stream and reason, over restarts and over several gateways.
 *
 * <p>Every answer of a gateway is added to an account ({@code gateway-accounts}, keyed by source, day and instance) that is written before
 * the answer goes out; requests that end at the same time share one write. So what was answered is in the account. A gateway that dies
 * between the two leaves requests in the account that nobody was answered, and whose records are sent again: they count twice, as they are
 * in Kafka twice. What the jobs find out later is read from {@code dead-letters} and {@code late-records}.
 */
package org.medsentry.gateway.reconciliation;
