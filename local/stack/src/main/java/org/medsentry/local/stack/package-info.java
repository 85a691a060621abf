/**
 * The whole system in one process: real Kafka, a real Elasticsearch as a child, the five jobs in one Flink mini cluster. What a
 * laptop shows here is what a cluster does: the same graphs on the same parts, only smaller.
 */
package org.medsentry.local.stack;
