/**
 * This node's own files become entries. What a disk holds comes in as {@link
 * org.synchronode.application.share.FolderListing complete listings} of folders; {@link
 * org.synchronode.application.share.IndexShare} compares them with what the catalogue has, numbers
 * the differences and publishes them.
 */
@NullMarked
package org.synchronode.application.share;

import org.jspecify.annotations.NullMarked;
