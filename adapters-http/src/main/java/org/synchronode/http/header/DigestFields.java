package org.synchronode.http.header;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;

/**
 * {@code Repr-Digest} and {@code Content-Digest}, and the wish for one of them (RFC 9530), with
 * SHA-256 and SHA-512. Other algorithms are ignored (§2): the weak ones prove nothing.
 */
public final class DigestFields {
  private DigestFields() {}

  /**
   * Reads {@code Repr-Digest} or {@code Content-Digest}, their lines joined by commas. A broken one
   * is refused, which RFC 9651 §4.2 leaves open: who sends a sum wants it looked at.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it breaks the grammar, or a sum
   *     has not its algorithm's length
   */
  public static List<Digest> parse(String text) {
    Map<String, FieldDictionary.Item> members =
        FieldDictionary.parse(text).orElseThrow(DigestFields::refused);
    List<Digest> digests = new ArrayList<>();
    for (DigestAlgorithm algorithm : strong()) {
      FieldDictionary.Item item = members.get(algorithm.key());
      if (item instanceof FieldDictionary.Bytes(String hex)
          && hex.length() == 2 * algorithm.length()) {
        digests.add(new Digest(algorithm, hex));
      } else if (item != null) {
        throw refused();
      }
    }
    return digests;
  }

  /**
   * Reads {@code Want-Repr-Digest} or {@code Want-Content-Digest} (§4): the algorithm that is
   * wished most, nothing when there is none to be had. Never throws.
   */
  public static Optional<DigestAlgorithm> wanted(String text) {
    Map<String, FieldDictionary.Item> members = FieldDictionary.parse(text).orElse(Map.of());
    Optional<DigestAlgorithm> wanted = Optional.empty();
    long most = 0;
    for (DigestAlgorithm algorithm : strong()) {
      if (members.get(algorithm.key()) instanceof FieldDictionary.Whole(long weight)
          && weight > most
          && weight <= 10) {
        most = weight;
        wanted = Optional.of(algorithm);
      }
    }
    return wanted;
  }

  /** Writes a value of {@code Repr-Digest} or {@code Content-Digest}. */
  public static String format(Digest digest) {
    byte[] sum = HexFormat.of().parseHex(digest.hex());
    return digest.algorithm().key() + "=:" + Base64.getEncoder().encodeToString(sum) + ":";
  }

  private static List<DigestAlgorithm> strong() {
    return Stream.of(DigestAlgorithm.values()).filter(DigestAlgorithm::strong).toList();
  }

  private static ProblemException refused() {
    return new ProblemException(
        new Problem.BadRequest("A digest is written as sha-256=:base64: or sha-512=:base64:."));
  }
}
