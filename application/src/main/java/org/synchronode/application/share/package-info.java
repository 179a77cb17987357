/**
 * This node's own files become entries. What a disk holds comes in as {@link
 * org.synchronode.application.share.FolderListing complete listings} of folders; {@link
 * org.synchronode.application.share.IndexShare} compares them with what the catalogue has, numbers
 * the differences and publishes them. What others may do, and where, {@link
 * org.synchronode.application.share.OwnFiles} decides by {@link
 * org.synchronode.application.share.FolderRules}; files that wait for the share at the same time
 * become one change of the list ({@code Placements}).
 */
@NullMarked
package org.synchronode.application.share;

import org.jspecify.annotations.NullMarked;
