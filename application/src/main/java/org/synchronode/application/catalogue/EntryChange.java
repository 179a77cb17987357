package org.synchronode.application.catalogue;

import org.synchronode.domain.entry.Entry;

/**
 * What one applied change did to one entry. (What lay in a folder that went or moved is not told
 * one by one.)
 */
public sealed interface EntryChange {
  record Added(Entry after) implements EntryChange {}

  /** Other content, name, place or time. */
  record Changed(Entry before, Entry after) implements EntryChange {}

  record Removed(Entry before) implements EntryChange {}
}
