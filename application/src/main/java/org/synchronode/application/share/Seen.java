package org.synchronode.application.share;

/**
 * What stands at a place: by the disk a moment ago, and by the list, which says the same.
 *
 * @param found what the disk must still have there when it is changed
 */
record Seen(Indexed indexed, Found found) {}
