package org.medsentry.streaming.pattern;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink of {@link RoutedRecordSerializer}. */
public final class RoutedRecordTypeInfo extends TypeInformation<RoutedRecord> {

    private static final long serialVersionUID = 1;

    /** Named by the annotation of the record. */
    public static final class Factory extends TypeInfoFactory<RoutedRecord> {
        @Override
        public TypeInformation<RoutedRecord> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> genericParameters) {
            return new RoutedRecordTypeInfo();
        }
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<RoutedRecord> getTypeClass() {
        return RoutedRecord.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<RoutedRecord> createSerializer(SerializerConfig config) {
        return new RoutedRecordSerializer();
    }

    @Override
    public String toString() {
        return "RoutedRecord";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoutedRecordTypeInfo;
    }

    @Override
    public int hashCode() {
        return RoutedRecordTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof RoutedRecordTypeInfo;
    }
}
