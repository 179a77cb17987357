package org.synchronode.domain.entry;

/**
 * A strong validator (RFC 9110 §8.8.3): entry id and version, which together stand for one content
 * of one file, for ever. {@link #value()} has no quotes.
 */
public record ETag(String value) {

  public static ETag of(EntryId id, Revision version) {
    return new ETag(Long.toString(id.value(), 36) + "." + Long.toString(version.value(), 36));
  }

  /** As it stands in a header, quotes included. */
  public String quoted() {
    return '"' + value + '"';
  }
}
