package org.medsentry.schemas.reference;

/** A row of reference data; {@link #id()} is its key on the compacted topic. */
public sealed interface ReferenceRow permits Product, Licence, Recall, Region, Unit {

    String id();
}
