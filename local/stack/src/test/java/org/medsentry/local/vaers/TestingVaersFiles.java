package org.medsentry.local.vaers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes files that look like the public download, with rows made up by a test. */
record TestingVaersFiles(Path directory) {

    static final String DATA_HEADER = "VAERS_ID,RECVDATE,STATE,AGE_YRS,CAGE_YR,CAGE_MO,SEX,SYMPTOM_TEXT,DIED,"
            + "L_THREAT,HOSPITAL,DISABLE,RECOVD,VAX_DATE,ONSET_DATE,V_ADMINBY,SPLTTYPE\n";
    private static final String VAX_HEADER = "VAERS_ID,VAX_TYPE,VAX_MANU,VAX_LOT,VAX_NAME\n";
    private static final String SYMPTOMS_HEADER = "VAERS_ID,SYMPTOM1,SYMPTOM2,SYMPTOM3,SYMPTOM4,SYMPTOM5\n";

    void write(String year, String suffix, String data, String vaccines, String symptoms) throws IOException {
        writeFile(year + "VAERSDATA.csv" + suffix, DATA_HEADER + data);
        writeFile(year + "VAERSVAX.csv" + suffix, VAX_HEADER + vaccines);
        writeFile(year + "VAERSSYMPTOMS.csv" + suffix, SYMPTOMS_HEADER + symptoms);
    }

    private void writeFile(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try (OutputStream out = Files.newOutputStream(directory.resolve(name));
                OutputStream packed = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
            packed.write(bytes);
        }
    }
}
