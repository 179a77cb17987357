/**
 * The tree of all hosts at {@code /browse/}, for reading. {@link org.synchronode.http.browse.Tree}
 * says what stands at a path; {@link org.synchronode.http.browse.GetMethod} answers with a {@link
 * org.synchronode.http.browse.FolderAnswer} out of the catalogue, as JSON or HTML, or with a {@link
 * org.synchronode.http.browse.FileAnswer} whose bytes come from the file's owner.
 */
@NullMarked
package org.synchronode.http.browse;

import org.jspecify.annotations.NullMarked;
