package org.synchronode.http;

import java.util.List;

/** What a resource does when one of these methods is asked of it. */
public interface ResourceMethod {

  /** The methods, as they stand in a request line. */
  List<String> names();

  /**
   * Sends the answer.
   *
   * @throws org.synchronode.domain.ProblemException when nothing has been sent yet; whoever called
   *     answers then
   * @throws io.helidon.webserver.CloseConnectionException when an answer broke off: the connection
   *     is closed, so that the client can't take what it has for the whole
   */
  void answer(Call call);
}
