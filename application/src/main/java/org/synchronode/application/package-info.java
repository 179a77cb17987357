@NullMarked
package org.synchronode.application;

import org.jspecify.annotations.NullMarked;
