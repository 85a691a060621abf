package org.medsentry.schemas.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.privacy.IdentityNumber;

/**
 * Reads the fields of one JSON object of the contract, value by value, and says of the first that breaks a constraint where
 * it is and what was expected. Null reads as missing. Fields that the contract does not know are skipped, however deep; a
 * known field that appears twice is refused, because nobody can tell which of the two was meant.
 *
 * <p>Every value method returns null where the value is null, and throws WRONG_TYPE or CONSTRAINT where it is not what it
 * should be.
 */
final class FieldReader implements AutoCloseable {
    /** No amount of a sale or of a patient comes near it. */
    static final double LARGEST_NUMBER = 1e15;

    private static final int DEEPEST = 4;
    private static final int END = -2;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(RecordBytes.MAX_BYTES)
                    .maxNumberLength(RecordBytes.MAX_BYTES)
                    .maxNameLength(RecordBytes.MAX_BYTES)
                    .build())
            .build();

    private final JsonParser parser;
    private final boolean mayHoldLoneSurrogates;

    /** Where the reader is: at each depth the field of an object, or the index in an array where the name is null. */
    private final String[] names = new String[DEEPEST];

    private final int[] indexes = new int[DEEPEST];
    private final long[] seen = new long[DEEPEST];
    /** At each depth the place of the field that probably comes next. */
    private final int[] guesses = new int[DEEPEST];

    private int depth;

    private FieldReader(byte[] value) throws RecordException, IOException {
        mayHoldLoneSurrogates = RecordBytes.check(value);
        parser = JSON.createParser(value);
    }

    /** How one kind of record is read. */
    interface RecordReading<T> {
        /** Reads all fields by {@link #next}, then calls {@link #endDocument}, then checks what spans fields. */
        T read(FieldReader in) throws RecordException, IOException;
    }

    /** How one element of an array is read. */
    interface ElementReading<T> {
        T read(FieldReader in) throws RecordException, IOException;
    }

    /** Opens a record and reads it; whatever the parser objects to becomes MALFORMED_JSON. */
    static <T> T read(byte[] value, RecordReading<T> reading) throws RecordException {
        try (FieldReader in = new FieldReader(value)) {
            try {
                in.startDocument();
                return reading.read(in);
            } catch (RecordException violation) {
                in.checkRest();
                throw violation;
            }
        } catch (StreamReadException malformed) {
            throw malformed("the record is not well-formed JSON"
                    + (malformed.getLocation() == null
                            ? ""
                            : ", at or before byte " + malformed.getLocation().getByteOffset()));
        } catch (IOException impossible) {
            throw malformed("the record is not well-formed JSON");
        }
    }

    private void startDocument() throws RecordException, IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw malformed("the record is empty");
        }
        if (token != JsonToken.START_OBJECT) {
            throw new RecordException(DeadLetterReason.NOT_AN_OBJECT, "", "the record must be a JSON object");
        }
    }

    /** To be called after the last field: nothing may follow the record. */
    void endDocument() throws RecordException, IOException {
        if (parser.nextToken() != null) {
            throw malformed("something follows the JSON object");
        }
    }

    /** A field breaks a constraint; that the record is no JSON at all would weigh more. */
    private void checkRest() throws RecordException, IOException {
        while (!parser.getParsingContext().inRoot()) {
            parser.nextToken();
        }
        if (parser.currentToken() != null) {
            endDocument();
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** Moves to the next known field of the current object; false at its end, and then the object has been left. */
    boolean next(FieldNames known) throws RecordException, IOException {
        for (int index = nextName(known); index != END; index = nextName(known)) {
            if (index >= 0) {
                guesses[depth] = known.following(index);
                names[depth] = known.name(index);
                long bit = 1L << index;
                if ((seen[depth] & bit) != 0) {
                    throw constraint("must not appear twice");
                }
                seen[depth] |= bit;
                parser.nextToken();
                return true;
            }
            parser.nextToken();
            parser.skipChildren();
        }
        names[depth] = null;
        depth = Math.max(depth - 1, 0);
        return false;
    }

    /**
     * Moves to the next name. Senders write the fields in one order, mostly the contract's, so the one behind the last is
     * tried first: to compare its bytes costs less than to look a name up.
     *
     * @return its place among those that the contract knows, -1 if it does not know it, {@link #END} behind the last
     */
    private int nextName(FieldNames known) throws IOException {
        int guess = guesses[depth];
        if (parser.nextFieldName(known.text(guess))) {
            return guess;
        }
        return parser.currentToken() == JsonToken.FIELD_NAME ? known.index(parser.currentName()) : END;
    }

    /** Name of the current field. */
    String name() {
        return names[depth];
    }

    /** Enters the current value, which must be an object; false where it is null. */
    boolean startObject() throws RecordException {
        if (isNull()) {
            return false;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrongType("an object");
        }
        enter();
        return true;
    }

    /** The elements of the current value, which must be an array of {@code least} to {@code most}, none of them null. */
    <T> List<T> elements(int least, int most, ElementReading<T> reading) throws RecordException, IOException {
        if (isNull()) {
            return null;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrongType("an array");
        }
        List<T> elements = new ArrayList<>(4);
        enter();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == most) {
                depth--;
                throw constraint("must have at most " + most + " elements");
            }
            indexes[depth] = elements.size();
            T element = reading.read(this);
            if (element == null) {
                throw new RecordException(DeadLetterReason.MISSING_FIELD, pointer(), pointer() + " must not be null");
            }
            elements.add(element);
        }
        depth--;
        if (elements.size() < least) {
            throw constraint("must have at least " + least + " elements");
        }
        return List.copyOf(elements);
    }

    private void enter() {
        depth++;
        names[depth] = null;
        indexes[depth] = -1;
        seen[depth] = 0;
        guesses[depth] = 0;
    }

    /** A string of any length. */
    String text() throws RecordException, IOException {
        return text(0, Integer.MAX_VALUE);
    }

    /** A string of {@code shortest} to {@code longest} Unicode code points. */
    String text(int shortest, int longest) throws RecordException, IOException {
        if (isNull()) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType("a string");
        }
        String text = parser.getText();
        if (text.length() < shortest || (text.length() > longest && text.codePointCount(0, text.length()) > longest)) {
            throw constraint(
                    longest == Integer.MAX_VALUE
                            ? "must not be empty"
                            : "must have " + shortest + " to " + longest + " characters");
        }
        if (mayHoldLoneSurrogates && text.codePoints().anyMatch(FieldReader::isSurrogate)) {
            throw constraint("must be Unicode text: a surrogate stands alone");
        }
        return text;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** As {@link #text(int, int)}, and not only white space. */
    String visibleText(int longest) throws RecordException, IOException {
        String text = text(1, longest);
        if (text != null && IdentityNumber.isBlank(text)) {
            throw constraint("must not be blank");
        }
        return text;
    }

    /** A string of ASCII digits, as many as either count says. */
    String digits(int count, int otherCount) throws RecordException, IOException {
        if (isNull()) {
            return null;
        }
        int length = digitCount();
        if (length != count && length != otherCount) {
            throw constraint("must have " + count + (count == otherCount ? "" : " or " + otherCount)
                    + " digits and nothing else");
        }
        return parser.getText();
    }

    String digits(int count) throws RecordException, IOException {
        return digits(count, count);
    }

    /** A string of ASCII digits, {@code fewest} to {@code most} of them. */
    String digitsWithin(int fewest, int most) throws RecordException, IOException {
        if (isNull()) {
            return null;
        }
        int length = digitCount();
        if (length < fewest || length > most) {
            throw constraint("must have " + fewest + " to " + most + " digits and nothing else");
        }
        return parser.getText();
    }

    /** A national drug code (国家药品编码本位码): 14 digits that start with 86. */
    String drugCode() throws RecordException, IOException {
        if (isNull()) {
            return null;
        }
        if (digitCount() != 14
                || parser.getTextCharacters()[parser.getTextOffset()] != '8'
                || parser.getTextCharacters()[parser.getTextOffset() + 1] != '6') {
            throw constraint("must have 14 digits that start with 86");
        }
        return parser.getText();
    }

    /** Length of the current string if all of it are ASCII digits, else -1. */
    private int digitCount() throws RecordException, IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType("a string");
        }
        char[] text = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        int length = parser.getTextLength();
        for (int index = 0; index < length; index++) {
            if (text[offset + index] < '0' || text[offset + index] > '9') {
                return -1;
            }
        }
        return length;
    }

    /** An RFC 3339 date-time with an offset, cut to milliseconds. */
    Instant time() throws RecordException, IOException {
        if (isNull()) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType("a string");
        }
        long milli = Rfc3339.epochMilli(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (milli == Rfc3339.INVALID) {
            throw constraint("must be a date-time with an offset (RFC 3339)");
        }
        return Instant.ofEpochMilli(milli);
    }

    /** A date-time, or a plain date that stands for its first millisecond in the default zone. */
    Instant timeOrStartOfDay() throws RecordException, IOException {
        LocalDate date = plainDate();
        return date == null ? time() : date.atStartOfDay(DefaultZone.SHANGHAI).toInstant();
    }

    /** A date-time, or a plain date that stands for its last millisecond in the default zone. */
    Instant timeOrEndOfDay() throws RecordException, IOException {
        LocalDate date = plainDate();
        return date == null
                ? time()
                : date.plusDays(1)
                        .atStartOfDay(DefaultZone.SHANGHAI)
                        .toInstant()
                        .minusMillis(1);
    }

    private LocalDate plainDate() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return null;
        }
        long day = Rfc3339.epochDay(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        return day == Rfc3339.INVALID ? null : LocalDate.ofEpochDay(day);
    }

    /** A whole number; 3.0 and 3e0 are whole. */
    Integer integer(int smallest, int largest) throws RecordException, IOException {
        Long whole = longInteger(smallest, largest);
        return whole == null ? null : (Integer) whole.intValue();
    }

    /** A whole number; 3.0 and 3e0 are whole. */
    Long longInteger(long smallest, long largest) throws RecordException, IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= 18) {
            long whole = parser.getLongValue();
            if (whole < smallest || whole > largest) {
                throw outside(smallest, largest);
            }
            return whole;
        }
        if (isNull()) {
            return null;
        }
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrongType("a whole number");
        }
        BigDecimal exact = exactNumber();
        if (!isWhole(exact)) {
            throw wrongType("a whole number");
        }
        if (exact.compareTo(BigDecimal.valueOf(smallest)) < 0 || exact.compareTo(BigDecimal.valueOf(largest)) > 0) {
            throw outside(smallest, largest);
        }
        return exact.longValue();
    }

    /** Without ever writing out what a huge negative exponent stands for. */
    private static boolean isWhole(BigDecimal exact) {
        if (exact.signum() == 0 || exact.scale() <= 0) {
            return true;
        }
        boolean belowOne = exact.precision() <= exact.scale();
        return !belowOne && exact.compareTo(new BigDecimal(exact.toBigInteger())) == 0;
    }

    private RecordException outside(long smallest, long largest) {
        return constraint("must be a whole number from " + smallest + " to " + largest);
    }

    /** A number; its bounds are held exactly, beyond what a double can tell apart. */
    Double number(double smallest, double largest) throws RecordException, IOException {
        if (isNull()) {
            return null;
        }
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrongType("a number");
        }
        double number = ShortDecimal.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (Double.isNaN(number)) {
            number = parser.getDoubleValue();
        }
        boolean inside = number > smallest && number < largest;
        if (!inside && (number == smallest || number == largest)) {
            BigDecimal exact = exactNumber();
            inside = exact.compareTo(BigDecimal.valueOf(smallest)) >= 0
                    && exact.compareTo(BigDecimal.valueOf(largest)) <= 0;
        }
        if (!inside) {
            throw constraint("must be a number from " + plain(smallest) + " to " + plain(largest));
        }
        return number + 0.0; // -0.0 becomes 0.0, everything else stays
    }

    private BigDecimal exactNumber() throws RecordException, IOException {
        try {
            return new BigDecimal(parser.getText());
        } catch (NumberFormatException beyondAnyScale) {
            throw constraint("must be a number of a sane size");
        }
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    Boolean truth() throws RecordException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> throw wrongType("true or false");
        };
    }

    /** A constant of an enumeration, by its name. */
    <E extends Enum<E>> E choice(Choices<E> choices) throws RecordException, IOException {
        if (isNull()) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType("a string");
        }
        E choice = choices.match(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (choice == null) {
            throw constraint("must be one of " + choices);
        }
        return choice;
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** For a field of the object that was left last: it is required, and must not be null. */
    <T> T require(T value, String field) throws RecordException {
        if (value == null) {
            throw missing(field, "is required");
        }
        return value;
    }

    /** A required field of the object that was left last is missing. */
    RecordException missing(String field, String rule) {
        String pointer = pointer() + "/" + field;
        return new RecordException(DeadLetterReason.MISSING_FIELD, pointer, pointer + " " + rule);
    }

    /** The current value breaks a rule. */
    RecordException constraint(String rule) {
        return new RecordException(DeadLetterReason.CONSTRAINT, pointer(), pointer() + " " + rule);
    }

    private RecordException wrongType(String expected) {
        return new RecordException(DeadLetterReason.WRONG_TYPE, pointer(), pointer() + " must be " + expected);
    }

    /** JSON pointer to the current value; to the object that was left last, once it has been left. */
    private String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (int level = 0; level <= depth; level++) {
            if (names[level] != null) {
                pointer.append('/').append(names[level]);
            } else if (level > 0 && indexes[level] >= 0) {
                pointer.append('/').append(indexes[level]);
            }
        }
        return pointer.toString();
    }

    private static RecordException malformed(String message) {
        return new RecordException(DeadLetterReason.MALFORMED_JSON, "", message);
    }
}
