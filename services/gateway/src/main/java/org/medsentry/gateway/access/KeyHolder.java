package org.medsentry.gateway.access;

/** A key in force and what is left of its allowance. */
public record KeyHolder(ApiKey key, Allowance allowance) {}
