package org.medsentry.streaming.state;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of keys that are texts: the same as Flink's own, but for {@link TextSerializer}. */
public final class TextKey extends TypeInformation<String> {

    public static final TextKey TYPE = new TextKey();

    private static final long serialVersionUID = 1;

    private TextKey() {}

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
    public Class<String> getTypeClass() {
        return String.class;
    }

    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public TypeSerializer<String> createSerializer(SerializerConfig config) {
        return TextSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "TextKey";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextKey;
    }

    @Override
    public int hashCode() {
        return TextKey.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof TextKey;
    }
}
