package org.medsentry.schemas.document;

/** A text for people, in Chinese and in English. */
public record LocalisedText(String zh, String en) {}
