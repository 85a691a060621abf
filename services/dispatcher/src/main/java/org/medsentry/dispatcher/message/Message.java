package org.medsentry.dispatcher.message;

import java.net.URI;
import java.util.Map;

/** What is posted to a receiver. */
public record Message(URI url, String contentType, byte[] body, Map<String, String> headers) {}
