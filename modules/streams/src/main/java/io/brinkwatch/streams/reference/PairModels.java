package io.brinkwatch.streams.reference;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.brinkwatch.indicators.reciprocity.HawkesParams;
import io.brinkwatch.indicators.theatre.PairModel;
import io.brinkwatch.model.HawkesLink;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.HawkesSide;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How pairs of actors excite each other's acts, by the parameters in force.
 *
 * @param byTheatre by id of the theatre
 */
public record PairModels(Map<String, List<PairModel>> byTheatre) {
  public PairModels {
    byTheatre = Map.copyOf(byTheatre);
  }

  /** The models of parameters in force. */
  public static PairModels of(Collection<HawkesParameters> parameters) {
    return new PairModels(
        parameters.stream()
            .collect(
                groupingBy(HawkesParameters::getTheatre, mapping(PairModels::model, toList()))));
  }

  /** The models of a theatre's pairs. */
  public List<PairModel> in(String theatre) {
    return byTheatre.getOrDefault(theatre, List.of());
  }

  private static PairModel model(HawkesParameters fitted) {
    HawkesSide first = fitted.getFirst();
    HawkesSide second = fitted.getSecond();
    List<HawkesLink> onFirst = List.of(first.getOwn(), first.getOther());
    List<HawkesLink> onSecond = List.of(second.getOther(), second.getOwn());
    return new PairModel(
        first.getActor(),
        second.getActor(),
        fitted.getVersion(),
        new HawkesParams(
            fitted.getPieceDays(),
            List.of(first.getMu(), second.getMu()),
            List.of(alphas(onFirst), alphas(onSecond)),
            List.of(betas(onFirst), betas(onSecond))));
  }

  private static List<Double> alphas(List<HawkesLink> links) {
    return links.stream().map(HawkesLink::getAlpha).toList();
  }

  private static List<Double> betas(List<HawkesLink> links) {
    return links.stream().map(HawkesLink::getBeta).toList();
  }
}
