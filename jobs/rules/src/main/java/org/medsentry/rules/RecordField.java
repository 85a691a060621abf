package org.medsentry.rules;

import java.util.function.Function;

/**
 * One field of a record as rules see it.
 *
 * @param getter takes the record, gives the value in the form of its {@link ValueType.Kind}, null where it is missing
 */
record RecordField(String name, ValueType type, Function<Object, Object> getter) {}
