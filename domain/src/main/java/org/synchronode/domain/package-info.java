@NullMarked
package org.synchronode.domain;

import org.jspecify.annotations.NullMarked;
