/**
 * Writes documents to Elasticsearch so that nothing is lost, nothing is written twice and no failure of Elasticsearch restarts a job.
 *
 * <p>{@link org.medsentry.streaming.sink.ElasticsearchSink} is the way in. Refusals of a single document become dead letters; everything else that can
 * go wrong is waited out, with back-off and back-pressure.
 */
package org.medsentry.streaming.sink;
