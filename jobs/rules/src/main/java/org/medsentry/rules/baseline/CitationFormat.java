package org.medsentry.rules.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.medsentry.rules.count.Citation;

/** How state keeps a citation: packed, by somebody who knows what stands in it. */
public interface CitationFormat {

    void write(Citation citation, DataOutput target) throws IOException;

    Citation read(DataInput source) throws IOException;
}
