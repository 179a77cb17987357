package org.synchronode.http;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Text as every answer has it. */
public final class Utf8 {
  private static final int PIECE = 8 * 1024;

  private Utf8() {}

  /** A writer for many small strings, which are encoded many at a time. It is to be flushed. */
  public static Writer writer(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), PIECE);
  }
}
